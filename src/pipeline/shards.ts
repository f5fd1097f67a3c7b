import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { readBook } from './book.ts';
import { ContentError, formatProblems } from './problems.ts';
import type { CardCache, RenderedCard } from './read-card.ts';
import { SettingsError, type Settings } from './settings.ts';

// Machines share the rendering of a large book: each renders every n-th card into a folder, its shard; the build that merges them finds
// these cards as if it had rendered them itself. It renders what a shard lacks, so that the site is the same whatever the shards hold.

/** The number of a shard, from 1, and of how many it is. */
export interface Shard {
  number: number;
  of: number;
}

/** Reads `2/4`. Throws a `SettingsError` on other texts. */
export function readShard(text: string): Shard {
  const [number = 0, of = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).slice(1).map(Number);
  if (number >= 1 && number <= of) return { number, of };
  throw new SettingsError(`--shard is “${text}”. Write the shard’s number and how many there are, such as 2/4.`);
}

/** Where the shards of a site lie: beside it. */
export function shardsFolder({ out }: Settings): string {
  return `${out}-shards`;
}

/** Renders a shard into its folder, which it gives with the number of cards; throws a `ContentError` that names every problem of these cards. */
export async function writeShard(settings: Settings, shard: Shard): Promise<{ folder: string; cards: number }> {
  const folder = join(shardsFolder(settings), `${shard.number}-of-${shard.of}`);
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

/** Takes what all shards rendered into the cache. Throws a `SettingsError` when one is missing. */
export async function takeShards(settings: Settings): Promise<CardCache> {
  const folder = shardsFolder(settings);
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^\d+-of-\d+$/.test(name));
  const counts = new Set(names.map((name) => Number(name.split('-of-')[1])));
  const [of = 0] = counts;
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter((number) => !names.includes(`${number}-of-${of}`));
  const place = relative('.', folder);
  if (counts.size !== 1)
    throw new SettingsError(
      counts.size === 0
        ? `There are no shards in “${place}”. Build them with npm run build -- --shard 1/2, then 2/2, or build without --merge.`
        : `“${place}” holds shards of ${[...counts].sort((a, b) => a - b).join(' and of ')}. Delete those of an earlier run.`,
    );
  if (missing.length > 0)
    throw new SettingsError(
      `Shard ${missing.join(', ')} of ${of} is missing in “${place}”. Build it with --shard ${missing[0] ?? ''}/${of}.`,
    );
  const cards = new Map<string, RenderedCard>();
  for (const name of names) {
    await cp(join(folder, name, 'texts'), join(settings.cache, 'texts'), { recursive: true });
    for (const [slug, card] of deserialize(await readFile(join(folder, name, 'cards'))) as [string, RenderedCard][]) cards.set(slug, card);
  }
  return (slug) => cards.get(slug);
}
