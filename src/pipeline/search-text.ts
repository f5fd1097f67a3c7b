import type { ElementContent, Root, RootContent } from 'hast';
import { namesWithin, wordsOf } from '../lib/search-words.ts';
import type { Formula } from './formulas.ts';
import { plainText } from './plain-text.ts';
import { formulaNumber } from './rehype-formulas.ts';

/** A part of a card as the index reads it: words by their stems, with spaces between. */
export interface IndexedPart {
  /** Id of the section's heading; absent in the answer. */
  id?: string;
  heading: string;
  text: string;
  /** Words of the formulas, which count less. */
  formulas: string;
}

/** Everything that search keeps of a card's text. */
export interface SearchText {
  /** The answer's first lines as HTML. */
  lead: string;
  /** The answer, then each section. */
  parts: IndexedPart[];
  /** Compounds as one word and names within names, which count less. */
  compounds: string;
  /** The card's words as written in lower case, each once: what queries are spelled by. */
  vocabulary: string;
}

/** Reads the words of a card's blocks; each `##` begins a part. */
export function readWords(blocks: readonly RootContent[], formulas: readonly Formula[]): Omit<SearchText, 'lead'> {
  const parts: IndexedPart[] = [];
  const compounds = new Set<string>();
  const vocabulary = new Set<string>();
  const read = (text: string): string[] => {
    for (const name of namesWithin(text)) compounds.add(name);
    return wordsOf(text).flatMap(({ stem, surface, isStop, compound }) => {
      if (compound !== undefined) compounds.add(compound);
      if (isStop) return [];
      if (/^\p{L}{4,}$/u.test(surface)) vocabulary.add(surface);
      return [stem];
    });
  };
  // Words of formulas are read from their TeX.
  const silent = formulas.map((formula) => ({ ...formula, text: ' ' }));
  let part = { heading: [] as string[], text: [] as string[], formulas: new Set<string>(), id: undefined as string | undefined };
  const finish = (): void => {
    // In the answer words count as often as they stand there; a section is known by its words, each once.
    const { id, heading } = part;
    const text = id === undefined ? part.text : [...new Set(part.text)].filter(isWorthKeeping);
    parts.push({
      ...(id === undefined ? {} : { id }),
      heading: heading.join(' '),
      text: text.join(' '),
      formulas: [...part.formulas].filter(isWorthKeeping).join(' '),
    });
  };
  for (const block of blocks) {
    if (block.type !== 'element') continue;
    const isHeading = block.tagName === 'h2';
    if (isHeading) {
      finish();
      part = { heading: [], text: [], formulas: new Set(), id: String(block.properties['id']) };
    }
    (isHeading ? part.heading : part.text).push(...read(plainText(block, silent)));
    for (const formula of formulasOf(block, formulas)) for (const word of formula.words) part.formulas.add(word);
  }
  finish();
  return { parts, compounds: [...compounds].join(' '), vocabulary: [...vocabulary].join(' ') };
}

/** Nobody looks for the results of calculations by their decimals; they would be a fifth of the index. */
function isWorthKeeping(term: string): boolean {
  return !/\d{5}|\dp\d{3}|^\d?$/.test(term);
}

function formulasOf(node: Root | ElementContent, formulas: readonly Formula[]): Formula[] {
  if (node.type !== 'element') return [];
  const number = formulaNumber(node);
  if (number !== undefined) return formulas[number] ? [formulas[number]] : [];
  return node.children.flatMap((child) => formulasOf(child, formulas));
}
