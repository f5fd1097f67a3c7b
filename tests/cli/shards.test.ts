import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyProject, type ProjectCopy } from './project-copy.ts';

let project: ProjectCopy;

beforeAll(() => {
  project = copyProject();
});

afterAll(() => project.close());

/** Files below the project, as paths from it. */
function find(pattern: string, text = ''): string[] {
  return globSync(pattern, { cwd: project.folder }).filter((file) => readFileSync(join(project.folder, file), 'utf8').includes(text));
}

async function makeShards(site: string, option: 'shard' | 'pages', of: number): Promise<void> {
  for (let number = 1; number <= of; number++) await project.buildWith(site, `--${option}`, `${number}/${of}`);
}

test('a site merged from shards is the site that one machine builds', async () => {
  // The third has no card.
  await makeShards('joined', 'shard', 3);
  await makeShards('joined', 'pages', 2);
  const merged = await project.buildWith('joined', '--merge');
  expect(merged.told).toMatch(/^Built joined in [\d.]+ s\.\n$/);
  expect(merged.files).toEqual(await project.buildClean());
});

test('cards, pages and search bundles of a merged site come from the shards', async () => {
  await makeShards('marked', 'shard', 1);
  const [text = ''] = find('marked-shards/cards-1-of-1/texts/*/*.html', 'comes first.');
  project.edit(text, 'comes first.', 'came from cards.');
  await makeShards('marked', 'pages', 1);
  const [page = ''] = find('marked-shards/pages-1-of-1/pages/*', '<article class="card" data-slug="first"');
  project.edit(page, 'came from cards.', 'came from cards and pages.');
  const [bundle = ''] = find('marked-shards/pages-1-of-1/search/*');
  const indexed = deserialize(readFileSync(join(project.folder, bundle))) as { files: Map<string, Uint8Array> };
  indexed.files.set('index/marked', Buffer.from('came from a bundle'));
  writeFileSync(join(project.folder, bundle), serialize(indexed));

  await project.buildWith('marked', '--merge');
  expect(find('marked/cards/first/index.html', 'came from cards and pages.')).toHaveLength(1);
  expect(find('marked/chapters/alpha/index.html', 'came from cards.')).toHaveLength(1);
  expect(find('marked/pagefind/0/index/marked', 'came from a bundle')).toHaveLength(1);
});

test('what shards made of other content or with other code is made anew', async () => {
  await makeShards('stale', 'shard', 1);
  await makeShards('stale', 'pages', 1);
  project.edit('content/cards/alpha/first.mdx', 'comes first.', 'comes first and was edited.');
  project.edit('src/components/CardPager.astro', '---\n\n<', '---\n\n<p>New code</p><');
  const merged = await project.buildWith('stale', '--merge');
  expect(merged.told).toContain(
    'Pages that no shard holds as they are now: 10. They were written anew. Build all shards from one commit with its history (in GitHub’s checkout, fetch-depth: 0), with the same SITE and BASE.',
  );
  expect(merged.files).toEqual(await project.buildClean());
  expect(find('stale/cards/first/index.html', 'New code')).toHaveLength(1);
});

test('shards that cannot be are told', async () => {
  const end = '\n\nNothing was built; an earlier site is as it was.\n';
  const told = async (site: string, ...options: string[]): Promise<string> => (await project.buildWith(site, ...options)).told;
  const none = `There are no shards in “none-shards”. Build them with npm run build -- --shard 1/2, then 2/2, or build without --merge.${end}`;
  expect(await told('none', '--merge')).toBe(none);
  await project.buildWith('half', '--shard', '2/2');
  expect(await told('half', '--merge')).toBe(`The cards of shard 1 of 2 are missing in “half-shards”. Build them with --shard 1/2.${end}`);
  await project.buildWith('half', '--shard', '1/2');
  await project.buildWith('half', '--pages', '1/3');
  expect(await told('half', '--merge')).toBe(
    `The pages of shard 2, 3 of 3 are missing in “half-shards”. Build them with --pages 2/3.${end}`,
  );
  await project.buildWith('half', '--shard', '1/3');
  expect(await told('half', '--merge')).toBe(`“half-shards” holds cards of shards of 2 and of 3. Delete those of an earlier run.${end}`);
  expect(await told('half', '--shard', '3/2')).toBe(
    `--shard is “3/2”. Write the shard’s number and how many there are, such as 2/4.${end}`,
  );
  expect(await told('half', '--pages', 'all')).toBe(
    `--pages is “all”. Write the shard’s number and how many there are, such as 2/4.${end}`,
  );
  expect(await told('half', '--pages', '1/2', '--merge')).toBe(
    `--shard, --pages and --merge are steps of their own. Give one of them.${end}`,
  );
});
