import { visualFormulas } from '../lib/visual-formulas.ts';
import { wordsOf } from '../lib/search-words.ts';
import { nameWeight, terminate, weights } from './terms.ts';

/** A card as the index needs it. */
export interface SearchableCard {
  slug: string;
  question: { html: string; plain: string; tex: string };
  aliases: readonly string[];
  difficulty: string;
  kind: string;
  chapter: { title: string };
  tags: readonly { label: { plain: string }; aliases: readonly string[] }[];
  sources: readonly { title: string; label: string; csl: { author?: unknown } }[];
  sections: readonly { id: string; text: string }[];
}

interface CardWords {
  lead: string;
  parts: readonly { id?: string; heading: string; text: string; formulas: string }[];
  compounds: string;
  vocabulary: string;
}

/** What a result shows of a card; kept where Pagefind keeps the text of a page. */
export interface ShownCard {
  /** HTML of the question and of the answer's first lines. */
  question: string;
  lead: string;
  difficulty: string;
  kind: string;
  chapter: string;
  tags: string[];
  /** Id, title and place of the first word of each section. */
  sections: [id: string, title: string, place: number][];
}

/** Everything that the index is built from. */
export interface SearchRecord {
  /** From the base path on. */
  url: string;
  /** Terms for Pagefind, weighted by where they stand. */
  html: string;
  shown: ShownCard;
  /** Words as written, for spelling. */
  vocabulary: string;
}

/** The record of a card; `names` are spoken names of the symbols that it uses. */
export function recordOf(
  card: SearchableCard,
  url: string,
  { lead, parts, compounds, vocabulary }: CardWords,
  names: readonly string[],
): SearchRecord {
  const seen = new Set<string>();
  /** Every term once a card, at its weightiest place: the index is what a reader downloads. */
  const unseen = (terms: readonly string[]): string[] => terms.filter((term) => !seen.has(term) && seen.add(term));
  const name = unseen(stems(card.slug.replaceAll('-', ' ')));
  const question = unseen(stems(card.question.plain));
  const aliases = unseen(stems(card.aliases.join(', ')));
  const [answer, ...sections] = parts;
  const answerTerms = atMost(2, split(answer?.text));
  for (const term of answerTerms) seen.add(term);
  const [main] = card.sources;
  const tags = [
    ...new Set([
      ...card.tags.flatMap(({ label }) => stems(label.plain)),
      ...(main ? stems(`${familyNames(main.csl.author, 2)} ${main.label}`) : []),
    ]),
  ];
  for (const term of tags) seen.add(term);
  const about = unseen([
    ...card.tags.flatMap(({ aliases: others }) => stems(others.join(', '))),
    ...stems(names.join(', ')),
    ...split(compounds),
  ]);
  const blocks: [weight: number, terms: readonly string[]][] = [
    [nameWeight(name.length), name],
    [weights.question, question],
    [weights.alias, aliases],
    [weights.tag, tags],
    [weights.answer, answerTerms],
    [weights.about, about],
    [weights.formula, unseen(split(answer?.formulas))],
  ];
  const shown: ShownCard['sections'] = [];
  const titles = new Map(card.sections.map(({ id, text }) => [id, text]));
  for (const { id = '', heading, text, formulas } of sections) {
    shown.push([id, titles.get(id) ?? '', blocks.reduce((sum, [, terms]) => sum + terms.length, 0)]);
    blocks.push([weights.section, unseen([...split(heading), ...split(text), ...split(formulas)])]);
  }
  blocks.push([weights.about, unseen(card.sources.flatMap(({ label, title }, index) => stems(`${label} ${index < 3 ? title : ''}`)))]);
  const body = blocks.map(([weight, terms]) => `<p data-pagefind-weight="${weight / 24}">${terms.map(terminate).join(' ')}</p>`).join('');
  return {
    url,
    html: `<html><body><main data-pagefind-body>${body}</main></body></html>`,
    shown: {
      question: visualFormulas(card.question.html),
      lead,
      difficulty: card.difficulty,
      kind: card.kind,
      chapter: card.chapter.title,
      tags: card.tags.map(({ label }) => label.plain),
      sections: shown,
    },
    vocabulary,
  };
}

/** The terms of a text, compounds as one word, too. */
function stems(text: string): string[] {
  return wordsOf(text).flatMap(({ stem, isStop, compound }) => [...(isStop ? [] : [stem]), ...(compound ? [compound] : [])]);
}

/** The terms in order, none more than `count` times. */
function atMost(count: number, terms: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return terms.filter((term) => {
    const before = counts.get(term) ?? 0;
    counts.set(term, before + 1);
    return before < count;
  });
}

function split(text = ''): string[] {
  return text.split(' ').filter(Boolean);
}

/** Family names of the first authors; papers with dozens of them are not looked for by the last. */
function familyNames(authors: unknown, count: number): string {
  const list = Array.isArray(authors) ? (authors as { family?: string; literal?: string }[]) : [];
  return list
    .slice(0, count)
    .map(({ family, literal }) => family ?? literal ?? '')
    .join(', ');
}
