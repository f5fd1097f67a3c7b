import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { answerEnd, joinText } from '../lib/text-file.ts';
import type { CardText } from './read-card.ts';

// The HTML of a card is 70 KB, of which formulas are most. Astro's content store is one JavaScript module that every build writes,
// compiles and reads whole: with the HTML inside, a thousand cards made it 60 MB and cost 15 s a build. It lies in files beside it instead.

/** The file of a card's rendered text. */
export function textFileIn(cache: string, digest: string): string {
  return join(cache, 'texts', digest.slice(0, 1), `${digest}.html`);
}

/** Whether the text is there, as the content store and these files may have been deleted apart. */
export function hasText(cache: string, digest: string): boolean {
  return existsSync(textFileIn(cache, digest));
}

const folders = new Set<string>();

/** Writes a text at once: a worker has nothing better to do, and waiting costs twice the processor time. */
export function writeText(cache: string, digest: string, { answerHtml, sectionsHtml, search }: CardText): void {
  const file = textFileIn(cache, digest);
  const folder = dirname(file);
  if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
  folders.add(folder);
  writeFileSync(file, joinText(answerHtml + answerEnd + sectionsHtml, search));
}

/** Deletes the texts of cards that have changed or gone. */
export async function pruneTexts(cache: string, digests: ReadonlySet<string>): Promise<void> {
  const files = await readdir(join(cache, 'texts'), { recursive: true }).catch(() => []);
  for (const file of files) {
    const digest = /(\w+)\.html$/.exec(file)?.[1];
    if (digest && !digests.has(digest)) await rm(join(cache, 'texts', file));
  }
}
