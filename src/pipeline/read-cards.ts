import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readCommitDates } from './commit-dates.ts';
import type { Problem } from './problems.ts';
import { readCardSource, readFrontMatter, renderedDigest, type BookCard, type CardCache, type CardSource } from './read-card.ts';
import type { BookContext, RenderJob } from './render-card.ts';
import { renderAll } from './render-pool.ts';
import type { CardData } from './schema.ts';

interface StaleCard {
  source: CardSource;
  /** Absent where the front matter is wrong: the text is rendered all the same, for its problems. */
  data: CardData | undefined;
}

/** Reads all cards and renders those that the cache does not hold as they are now. */
export async function readCards(
  files: readonly string[],
  context: BookContext,
  fingerprint: string,
  cache: CardCache = () => undefined,
): Promise<{ cards: BookCard[]; problems: Problem[] }> {
  const { folder, base, sourceLabels } = context;
  const problems: Problem[] = [];
  const cards: BookCard[] = [];
  const stale: StaleCard[] = [];
  const dates = await readCommitDates(folder);
  for (const file of files) {
    const { source, yaml, problems: found } = await readCardSource(file, folder, base, fingerprint);
    problems.push(...found);
    if (!source) continue;
    const cached = cache(source.slug);
    const isWhole = cached?.facts.images.every((image) => existsSync(join(dirname(file), image)));
    if (cached && isWhole && cached.digest === renderedDigest(source.digest, cached.facts.citations, sourceLabels)) {
      cards.push({ ...cached, source, updated: cached.data.updated ?? dates.get(file) });
      continue;
    }
    const { data, problems: wrong } = readFrontMatter(yaml, file);
    problems.push(...wrong);
    stale.push({ source, data });
  }

  const results = await renderAll(stale.map(toJob), context);
  for (const [index, { source, data }] of stale.entries()) {
    const result = results[index];
    if (!result) continue;
    const { problems: found, ...rendered } = result;
    problems.push(...found);
    if (data) cards.push({ ...rendered, data, source, updated: data.updated ?? dates.get(source.file) });
  }
  return { cards, problems };
}

function toJob({ source, data }: StaleCard): RenderJob {
  const { file, digest, body, linesBefore, placeOf } = source;
  return { file, digest, body, linesBefore, question: data?.question ?? '', questionPlace: placeOf(['question']) };
}
