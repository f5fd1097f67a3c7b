import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { answerEnd } from '../lib/answer-end.ts';
import type { CardText } from './read-card.ts';

// The HTML of a card is 70 KB, of which formulas are most. Astro's content store is one JavaScript module that every build writes,
// compiles and reads whole: with the HTML inside, a thousand cards made it 60 MB and cost 15 s a build. It lies in files beside it instead,
// and what search keeps of the card in another, as the index of a large book reads nothing else.

/** The two files of a card's rendered text, without their endings: `.html`, and `.json` for what search keeps. */
export function textFile(cache: string, digest: string): string {
  return join(cache, 'texts', digest.slice(0, 2), digest);
}

/** Whether the text is there, as the content store and these files may have been deleted apart. */
export function hasText(cache: string, digest: string): boolean {
  // It is written last.
  return existsSync(`${textFile(cache, digest)}.json`);
}

const folders = new Set<string>();

/** Writes a text at once: a worker has nothing better to do, and waiting costs twice the processor time. */
export function writeText(cache: string, digest: string, { answerHtml, sectionsHtml, search }: CardText): void {
  const file = textFile(cache, digest);
  const folder = dirname(file);
  if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
  folders.add(folder);
  writeFileSync(`${file}.html`, answerHtml + answerEnd + sectionsHtml);
  writeFileSync(`${file}.json`, JSON.stringify(search));
}

/** Deletes the texts of cards that have changed or gone. */
export async function pruneTexts(cache: string, digests: ReadonlySet<string>): Promise<void> {
  const files = await readdir(join(cache, 'texts'), { recursive: true }).catch(() => []);
  for (const file of files) {
    const digest = /(\w+)\.(?:html|json)$/.exec(file)?.[1];
    if (digest && !digests.has(digest)) await rm(join(cache, 'texts', file));
  }
}
