import { readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { answerEnd } from '../../src/lib/text-file.ts';
import { readBook, type Book } from '../../src/pipeline/book.ts';
import { formatProblems } from '../../src/pipeline/problems.ts';
import type { BookCard } from '../../src/pipeline/read-card.ts';

// The first book of a test file waits until Astro's renderer is loaded.
vi.setConfig({ testTimeout: 60_000 });

export const fixtures = join(import.meta.dirname, 'fixtures');

/** Files by path within the content folder; `null` takes the file or folder away. */
export type Overlay = Record<string, string | Uint8Array | null>;

/** A copy of the base book in a temporary folder, changed by `overlay`; it is gone after the test. */
export async function makeContent(overlay: Overlay = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cardbook-test-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(join(fixtures, 'base'), folder, { recursive: true });
  await change(folder, overlay);
  return folder;
}

export async function change(folder: string, overlay: Overlay): Promise<void> {
  for (const [path, content] of Object.entries(overlay)) {
    const file = join(folder, path);
    if (content === null) await rm(file, { recursive: true });
    else {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  }
}

/** The report on the base book changed by `overlay`. */
export async function reportOn(overlay: Overlay): Promise<string> {
  const folder = await makeContent(overlay);
  return reportOf(await readBook({ folder, base: '/' }), folder);
}

export function reportOf({ problems }: Book, folder: string): string {
  return formatProblems(problems, folder);
}

export function findCard({ cards }: Book, slug: string): BookCard {
  const card = cards.find((other) => other.source.slug === slug);
  if (!card) throw new Error(`The book has no card “${slug}”.`);
  return card;
}

/** The whole HTML of a card that was rendered just now. */
export function htmlOf({ text, source }: BookCard): string {
  if (!text) throw new Error(`The card “${source.slug}” was not rendered.`);
  return `${text.answerHtml}${answerEnd}${text.sectionsHtml}`;
}

/** The text of a valid card with this body, and further lines of front matter. */
export function cardText(body: string, ...fields: string[]): string {
  const lines = ['question: What is it?', 'difficulty: foundational', 'kind: concept', 'tags: [lora]', 'sources: [hu2021]', ...fields];
  return `---\n${lines.join('\n')}\n---\n\n${body}\n`;
}

/** A file of the base book with one part replaced. */
export function edited(path: string, part: string, replacement: string): Overlay {
  const text = readFileSync(join(fixtures, 'base', path), 'utf8');
  if (!text.includes(part)) throw new Error(`${path} does not hold “${part}”.`);
  return { [path]: text.replace(part, () => replacement) };
}

/** A file of the base book with lines added at its end. */
export function extended(path: string, lines: string): Overlay {
  return { [path]: `${readFileSync(join(fixtures, 'base', path), 'utf8')}${lines}` };
}
