import type { VFile } from 'vfile';
import type { LabPlace } from '../lib/lab-places.ts';
import type { Formula } from './formulas.ts';
import type { BookContext } from './render-card.ts';
import type { Problem } from './problems.ts';
import type { SearchText } from './search-text.ts';

/** A link from one card to another, kept with the card so that it can be checked when the other card changes. */
export interface CardLink {
  /** The link as written. */
  url: string;
  slug: string;
  /** Path of the linked card within the content folder. */
  path: string;
  /** Heading id in the linked card, without `#`. */
  anchor?: string;
  line: number;
  column: number;
}

/** A section of a card: what stands under a `##`. */
export interface Section {
  id: string;
  html: string;
  text: string;
}

/** What rendering finds out about a card beside its HTML. Plain data: it is kept in the content store. */
export interface CardFacts {
  /** The answer as Unicode plain text, paragraphs parted by a blank line. */
  answerText: string;
  /** Every section, in order. */
  sections: Section[];
  /** Ids of all headings. */
  anchors: string[];
  links: CardLink[];
  /** Keys cited in the text, in order of first citation. */
  citations: string[];
  /** Labs shown, in order. */
  labs: LabPlace[];
  /** Paths of local images as written. */
  images: string[];
  /** Classes of formulas, and those that stand for former inline styles. */
  styles: string[];
  /** Every character of the card's text by the face that shows it, sorted. */
  characters: Record<string, string>;
  /** The symbols of its formulas, sorted, with spaces between. */
  symbols: string;
}

/** What every step needs to know, and where it puts what it finds. */
export interface CardContext extends BookContext {
  /** Absolute path of the card. */
  file: string;
  /** The card's text from the line after its front matter; positions of nodes count from there. */
  source: string;
  /** Lines that stand before `source` in the file. */
  linesBefore: number;
  facts: CardFacts;
  /** What search keeps of the card. */
  search: SearchText;
  styles: Set<string>;
  /** The formulas met, by the number of their placeholder. */
  formulas: Formula[];
  problems: Problem[];
}

export function emptyFacts(): CardFacts {
  return {
    answerText: '',
    sections: [],
    anchors: [],
    links: [],
    citations: [],
    labs: [],
    images: [],
    styles: [],
    characters: {},
    symbols: '',
  };
}

/** The context travels in the front matter object, the one place of Astro's renderer that the steps and the caller share. */
export function contextOf(file: VFile): CardContext {
  return file.data.astro?.frontmatter?.['cardbook'] as CardContext;
}

/** The path that a link or an image names; as written where its escapes make no sense. */
export function decodePath(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}

interface Positioned {
  position?: { start: { line: number; column: number; offset?: number | undefined } } | undefined;
}

/** Notes a problem at the start of `node`, or at an offset into the text from there. */
export function addProblem(context: CardContext, node: Positioned, message: string, mend: string, offset?: number): void {
  const start = node.position?.start;
  const place = offset === undefined || offset < 0 ? start : placeOfOffset(context.source, offset);
  const line = place === undefined ? undefined : place.line + context.linesBefore;
  context.problems.push({ file: context.file, line, column: place?.column, message, mend });
}

function placeOfOffset(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
