import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyProject, type ProjectCopy } from './project-copy.ts';

let project: ProjectCopy;

beforeAll(() => {
  project = copyProject();
});

afterAll(() => project.close());

test('a site merged from shards is the site that one machine builds', async () => {
  await project.buildWith('joined', '--shard', '1/2');
  await project.buildWith('joined', '--shard', '2/2');
  const merged = await project.buildWith('joined', '--merge');
  expect(merged.told).toBe('');
  expect(merged.files).toEqual(await project.buildClean());
});

test('the cards of a merged site come from the shards', async () => {
  await project.buildWith('marked', '--shard', '1/1');
  const [text = ''] = globSync('marked-shards/1-of-1/texts/*/*.html', { cwd: project.folder }).filter((file) =>
    readFileSync(join(project.folder, file), 'utf8').includes('comes first.'),
  );
  project.edit(text, 'comes first.', 'came from a shard.');
  await project.buildWith('marked', '--merge');
  expect(readFileSync(join(project.folder, 'marked/cards/first/index.html'), 'utf8')).toContain('came from a shard.');
});

test('shards that cannot be are told', async () => {
  const end = '\n\nNothing was built; an earlier site is as it was.\n';
  expect((await project.buildWith('none', '--merge')).told).toBe(
    `There are no shards in “none-shards”. Build them with npm run build -- --shard 1/2, then 2/2, or build without --merge.${end}`,
  );
  await project.buildWith('half', '--shard', '2/2');
  expect((await project.buildWith('half', '--merge')).told).toBe(
    `Shard 1 of 2 is missing in “half-shards”. Build it with --shard 1/2.${end}`,
  );
  expect((await project.buildWith('half', '--shard', '3/2')).told).toBe(
    `--shard is “3/2”. Write the shard’s number and how many there are, such as 2/4.${end}`,
  );
});
