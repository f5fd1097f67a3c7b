import { existsSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { symbolKey } from '../lib/formula-words.ts';
import { labNames, type LabName } from '../lib/labs.ts';
import type { Source } from './bibliography.ts';
import { checkBook } from './check-book.ts';
import { invalidTex } from './invalid-tex.ts';
import type { BookCard, CardCache } from './read-card.ts';
import { pipelineFingerprint, siteFingerprint } from './fingerprint.ts';
import { readBibliography } from './read-bibliography.ts';
import { readCards } from './read-cards.ts';
import { compareText, type Problem } from './problems.ts';
import { readText } from './read-text.ts';
import type { BookContext } from './render-card.ts';
import { handbookSchema, symbolsSchema, tagsSchema, type HandbookData, type SymbolData, type TagData } from './schema.ts';
import { checkDollars, makeTextForms, type TextForms } from './text-forms.ts';
import { checkYaml, parseYaml, type YamlSource } from './yaml-source.ts';
import type { z } from 'astro/zod';

export interface BookTag {
  label: TextForms;
  definition: TextForms;
  aliases: string[];
}

export interface BookSymbol {
  /** The symbol as HTML. */
  html: string;
  /** What stands for it among the symbols of a card's formulas. */
  key: string;
  names: string[];
  meaning: TextForms;
  chapters?: string[] | undefined;
}

/** Everything that the content folder says, read once. */
export interface Book {
  handbook: HandbookData;
  tags: Map<string, BookTag>;
  symbols: Map<string, BookSymbol>;
  sources: Map<string, Source>;
  cards: BookCard[];
  /** Classes of the formulas in labels and definitions; each card has its own. */
  styles: ReadonlySet<string>;
  /** The labs that cards use, in the order of the index: a book has no others. */
  labs: LabName[];
  /** Digest of the code that makes the site. */
  code: string;
  problems: Problem[];
}

export interface BookOptions {
  /** The content folder, absolute. */
  folder: string;
  /** The base path, normalized. */
  base: string;
  /** Cards rendered earlier. */
  cache?: CardCache;
  /** Where what can be made again is kept from build to build. */
  cacheFolder?: string;
  /** The part of the cards that is read; problems that only the whole book shows are then not looked for. */
  shard?: { number: number; of: number };
}

/** Reads the whole book and finds every problem in it; a book with problems is as complete as they allow. */
export async function readBook({ folder, base, cache, cacheFolder, shard }: BookOptions): Promise<Book> {
  const problems: Problem[] = [];
  const note = <T>(result: { problems: Problem[] } & T): T => {
    problems.push(...result.problems);
    return result;
  };
  const handbook = note(await readYamlFile(join(folder, 'handbook.yaml'), handbookSchema));
  const tags = note(await readYamlFile(join(folder, 'tags.yaml'), tagsSchema));
  // A book may do without a table of its notation.
  const symbolsFile = join(folder, 'symbols.yaml');
  const symbols = existsSync(symbolsFile)
    ? note(await readYamlFile(symbolsFile, symbolsSchema))
    : { problems: [], data: undefined, source: undefined };
  const bibliographyFile = join(folder, 'references.bib');
  const bibliography = note(await readRequired(bibliographyFile));
  const fingerprint = await pipelineFingerprint();
  const { sources } = note(await readBibliography(bibliography.text, bibliographyFile, fingerprint, cacheFolder));

  const files = await findCards(folder);
  const context: BookContext = {
    base,
    folder,
    slugs: new Map(files.map((file) => [relative(folder, file).split(sep).join('/'), basename(file, '.mdx')])),
    sourceLabels: new Map([...sources].map(([key, { label }]) => [key, label])),
    cacheFolder,
  };
  const own = shard ? files.filter((_, index) => index % shard.of === shard.number - 1) : files;
  const cards = note(await readCards(own, context, fingerprint, cache)).cards;

  const styles = new Set<string>();
  const formsAt = (
    text: string,
    path: string[],
    file = join(folder, 'tags.yaml'),
    source: YamlSource | undefined = tags.source,
  ): TextForms => {
    const dollars = checkDollars(text);
    if (dollars) problems.push({ file, ...source?.placeOf(path), ...dollars });
    try {
      return makeTextForms(text, styles);
    } catch (error) {
      problems.push({ file, ...source?.placeOf(path), ...invalidTex(error) });
      return { html: '', plain: text, tex: text };
    }
  };
  const makeTag = ([name, { label, definition, aliases }]: [string, TagData]): [string, BookTag] => [
    name,
    { label: formsAt(label, [name, 'label']), definition: formsAt(definition, [name, 'definition']), aliases },
  ];
  const makeSymbol = ([name, { tex, names, meaning, chapters }]: [string, SymbolData]): [string, BookSymbol] => {
    const place = [symbolsFile, symbols.source] as const;
    const { html } = formsAt(`$${tex}$`, [name, 'tex'], ...place);
    return [name, { html, key: symbolKey(tex), names, meaning: formsAt(meaning, [name, 'meaning'], ...place), chapters }];
  };
  const book: Book = {
    handbook: handbook.data ?? emptyHandbook,
    tags: new Map(Object.entries(tags.data ?? {}).map(makeTag)),
    symbols: new Map(Object.entries(symbols.data ?? {}).map(makeSymbol)),
    sources,
    cards,
    styles,
    labs: labNames.filter((name) => cards.some(({ facts }) => facts.labs.some((use) => use.name === name))),
    code: await siteFingerprint(),
    problems,
  };
  if (shard) return book;
  problems.push(
    ...checkBook(book, {
      folder,
      files,
      handbook: handbook.source,
      hasTags: tags.data !== undefined,
      hasSources: bibliography.problems.length === 0,
    }),
  );
  return book;
}

const emptyHandbook: HandbookData = {
  title: '',
  tagline: '',
  description: '',
  language: 'en',
  licence: { name: '', url: 'https://example.org' },
  start: '',
  chapters: [],
};

async function findCards(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const path of glob('cards/**/*.mdx', { cwd: folder })) files.push(join(folder, path));
  return files.sort(compareText);
}

async function readRequired(file: string): Promise<{ text: string; problems: Problem[] }> {
  if (existsSync(file)) return readText(file);
  return { text: '', problems: [{ file, message: 'This file is missing.', mend: 'Add it: every content folder has one.' }] };
}

async function readYamlFile<T>(file: string, schema: z.ZodType<T>): Promise<{ data?: T; source?: YamlSource; problems: Problem[] }> {
  const { text, problems } = await readRequired(file);
  if (problems.length > 0) return { problems };
  const source = parseYaml(text, file);
  return { ...checkYaml(source, schema, file), source };
}
