import type { Difficulty } from './difficulties.ts';
import type { Kind } from './kinds.ts';
import type { LabPlace } from './lab-places.ts';

// What pages get from content.ts: cards and what they are ordered by, all linked with each other.

/** A text that may hold formulas, in the forms that the outputs need. */
interface TextForms {
  html: string;
  /** Formulas as Unicode. */
  plain: string;
  /** As the author wrote it. */
  tex: string;
}

/** What stands under a `##`. */
interface Section {
  id: string;
  html: string;
  text: string;
}

export interface CardText {
  /** The finished HTML of the answer, and of the sections after it. */
  answerHtml: string;
  sectionsHtml: string;
}

/** What search keeps of a card. */
export interface SearchText {
  /** The answer's first lines as HTML. */
  lead: string;
  /** Words of the answer and of each section, by their stems. */
  parts: { id?: string; heading: string; text: string; formulas: string }[];
  compounds: string;
  vocabulary: string;
}

export interface Chapter {
  id: string;
  title: string;
  description: string;
  url: string;
  /** In reading order. */
  cards: Card[];
}

export interface Tag {
  name: string;
  label: TextForms;
  definition: TextForms;
  aliases: string[];
  url: string;
  /** In reading order. */
  cards: Card[];
}

export interface NotationSymbol {
  name: string;
  html: string;
  /** What stands for it in a card's formulas. */
  key: string;
  names: string[];
  meaning: TextForms;
  url: string;
  /** The cards that use it in this meaning, in reading order. */
  cards: Card[];
}

export interface CitedSource {
  key: string;
  /** Author and year as they stand in a citation. */
  label: string;
  /** The whole reference. */
  html: string;
  title: string;
  url?: string;
  /** The entry as CSL-JSON. */
  csl: { author?: unknown };
  /** In reading order. */
  cards: Card[];
}

export interface Card {
  slug: string;
  url: string;
  question: TextForms;
  difficulty: Difficulty;
  kind: Kind;
  chapter: Chapter;
  tags: Tag[];
  aliases: string[];
  redirects: string[];
  sourceNumber?: number | undefined;
  /** Those of the front matter first, then those that only the text cites. */
  sources: CitedSource[];
  answerText: string;
  /** Digest of everything that the card's own text was made from. */
  digest: string;
  /** Whether the card shows formulas. */
  hasFormulas: boolean;
  sections: Section[];
  /** In the order in which they stand. */
  labs: LabPlace[];
  /** Path within the content folder. */
  path: string;
  /** Day of the last change, as `2026-11-23`. */
  updated?: string | undefined;
  requires: Card[];
  /** Cards that require this one. */
  leadsTo: Card[];
  near: { card: Card; difference: string }[];
  /** Cards whose text links here. */
  backlinks: Card[];
  previous?: Card | undefined;
  next?: Card | undefined;
}
