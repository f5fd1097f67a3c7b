import { cpSync, existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { readBook } from './book.ts';
import { ContentError, formatProblems } from './problems.ts';
import type { CardCache, RenderedCard } from './read-card.ts';
import { hasText, textFileIn } from './rendered-texts.ts';
import { SettingsError, type Settings, type Shard } from './settings.ts';

// Machines share the building of a large book in two steps: each renders every n-th card into a folder, its shard; then each writes every
// n-th page from all cards into another. The build that merges them finds cards and pages as if it had made them itself. It makes what a
// shard lacks, so that the site is the same whatever the shards hold.

/** What a shard holds; also the option that makes it. */
const options = { cards: 'shard', pages: 'pages' } as const;

type Kind = keyof typeof options;

/** Where the shards of a site lie: beside it. */
function shardsFolder({ out }: Settings): string {
  return `${out}-shards`;
}

/** Where a shard lies. */
export function shardFolder(settings: Settings, kind: Kind, { number, of }: Shard): string {
  return join(shardsFolder(settings), `${kind}-${number}-of-${of}`);
}

/** The folders of all shards of a kind; none if no machine made any. Throws a `SettingsError` when only some are there. */
export async function findShards(settings: Settings, kind: Kind): Promise<string[]> {
  const folder = shardsFolder(settings);
  const place = relative('.', folder);
  const names = (await readdir(folder).catch(() => [])).filter((name) => new RegExp(`^${kind}-\\d+-of-\\d+$`).test(name));
  const counts = [...new Set(names.map((name) => Number(name.split('-of-')[1])))].sort((a, b) => a - b);
  const [of = 0] = counts;
  if (counts.length > 1)
    throw new SettingsError(`“${place}” holds ${kind} of shards of ${counts.join(' and of ')}. Delete those of an earlier run.`);
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((number) => !names.includes(`${kind}-${number}-of-${of}`));
  if (missing.length > 0)
    throw new SettingsError(
      `The ${kind} of shard ${missing.join(', ')} of ${of} are missing in “${place}”. Build them with --${options[kind]} ${missing[0] ?? ''}/${of}.`,
    );
  return names.map((name) => join(folder, name));
}

/** Renders a shard of cards into its folder, which it gives with the number of cards; throws a `ContentError` that names every problem of these cards. */
export async function writeShard(settings: Settings, shard: Shard): Promise<{ folder: string; cards: number }> {
  const folder = shardFolder(settings, 'cards', shard);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const book = await readBook({ folder: settings.content, base: settings.base, cacheFolder: folder, shard });
  if (book.problems.length > 0) throw new ContentError(formatProblems(book.problems, process.cwd()));
  const cards = book.cards.map(({ source: { slug }, data, question, facts, digest }): [string, RenderedCard] => [
    slug,
    { data, question, facts, digest },
  ]);
  await writeFile(join(folder, 'cards'), serialize(cards));
  return { folder, cards: cards.length };
}

/** Takes the cards of all shards, and the search bundles if sites are merged. Throws a `SettingsError` when a shard is missing. */
export async function takeShards(settings: Settings): Promise<CardCache> {
  const folders = await findShards(settings, 'cards');
  if (folders.length === 0)
    throw new SettingsError(
      `There are no shards in “${relative('.', shardsFolder(settings))}”. Build them with npm run build -- --shard 1/2, then 2/2, or build without --merge.`,
    );
  const cards = new Map<string, RenderedCard>();
  for (const folder of folders)
    for (const [slug, card] of deserialize(await readFile(join(folder, 'cards'))) as [string, RenderedCard][])
      if (hasText(folder, card.digest)) cards.set(slug, { ...card, textFile: textFileIn(folder, card.digest) });
  for (const folder of settings.isMerge ? await findShards(settings, 'pages') : []) {
    const bundles = join(folder, 'search');
    // CI keeps no empty folders.
    if (existsSync(bundles)) cpSync(bundles, join(settings.cache, 'search'), { recursive: true });
  }
  return (slug) => cards.get(slug);
}
