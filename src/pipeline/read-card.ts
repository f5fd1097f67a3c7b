import { createHash } from 'node:crypto';
import { basename, dirname, relative, sep } from 'node:path';
import type { CardFacts } from './card-facts.ts';
import { splitFrontMatter } from './front-matter.ts';
import type { Problem } from './problems.ts';
import { readText } from './read-text.ts';
import { cardSchema, type CardData } from './schema.ts';
import type { SearchText } from './search-text.ts';
import type { TextForms } from './text-forms.ts';
import { checkYaml, parseYaml, type YamlSource } from './yaml-source.ts';

/** A card as it is written. */
export interface CardSource {
  slug: string;
  chapter: string;
  /** Absolute path. */
  file: string;
  /** Path within the content folder, with `/`. */
  path: string;
  /** What follows the front matter. */
  body: string;
  linesBefore: number;
  /** Digest of the file and of the code that renders it. */
  digest: string;
  /** The place of a field of the front matter. */
  placeOf: YamlSource['placeOf'];
}

/** What is known of a card that was rendered; kept from build to build. Its HTML lies in a file of its own. */
export interface RenderedCard {
  data: CardData;
  question: TextForms;
  facts: CardFacts;
  /** Digest of everything that the HTML was made from. */
  digest: string;
  /** Where its text lies, if not in the cache folder. */
  textFile?: string;
}

/** The rendered text of a card. */
export interface CardText {
  /** HTML of the answer, and of the sections after it. */
  answerHtml: string;
  sectionsHtml: string;
  /** The card for search. */
  search: SearchText;
}

/** A card as the book holds it. */
export interface BookCard extends RenderedCard {
  source: CardSource;
  /** Day of the last change, where known. */
  updated?: string | undefined;
  /** Only of a card that was rendered just now, and not kept in a cache folder. */
  text?: CardText;
}

/** Gives the card that was rendered earlier under `slug`, if there is one. */
export type CardCache = (slug: string) => RenderedCard | undefined;

/** Takes the card's file apart. */
export async function readCardSource(
  file: string,
  folder: string,
  base: string,
  fingerprint: string,
): Promise<{ source?: CardSource; yaml: string; problems: Problem[] }> {
  const { text, problems } = await readText(file);
  const split = problems.length > 0 ? { problems } : splitFrontMatter(text, file);
  if (!split.card) return { yaml: '', problems: split.problems };
  const { yaml, body, linesBefore } = split.card;
  const path = relative(folder, file).split(sep).join('/');
  const source: CardSource = {
    slug: basename(file, '.mdx'),
    chapter: basename(dirname(file)),
    file,
    path,
    body,
    linesBefore,
    digest: digestOf([text, path, base, fingerprint]),
    placeOf: (field, at) => parseYaml(yaml, file, 2).placeOf(field, at),
  };
  return { source, yaml, problems: [] };
}

/** Reads and checks a card's front matter. */
export function readFrontMatter(yaml: string, file: string): { data?: CardData; problems: Problem[] } {
  return checkYaml(parseYaml(yaml, file, 2), cardSchema, file);
}

/** A card shows the labels of the sources that it cites: they are part of what it was made from. */
export function renderedDigest(sourceDigest: string, citations: readonly string[], sourceLabels: ReadonlyMap<string, string>): string {
  return digestOf([sourceDigest, ...citations.map((key) => sourceLabels.get(key) ?? '')]);
}

function digestOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
