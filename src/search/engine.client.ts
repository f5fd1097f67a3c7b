import { difficulties, type Difficulty } from '../lib/difficulties.ts';
import { kinds, type Kind } from '../lib/kinds.ts';
import { bestSection } from './best-section.ts';
import { countValues, hasValues, type FacetIndex } from './facet-counts.ts';
import { findCards, type Finding, type Lookup } from './find-cards.ts';
import { openIndex, type Index } from './pagefind.client.ts';
import type { Facet, SearchState } from './query-state.ts';
import type { RankedCard } from './rank.ts';
import type { ShownCard } from './record.ts';
import { parseVocabulary } from './spelling.ts';

/** The base path, with a slash at each end. */
export const base = document.documentElement.dataset['base'] ?? '/';

export interface FoundCard extends ShownCard {
  url: string;
  /** Difficulty, kind and chapter in words. */
  sort: string;
  /** The section in which the words stand, unless that is the answer. */
  section?: { title: string; url: string };
}

export interface SearchAnswer {
  count: number;
  /** The cards from `from` on, best first. */
  load(from: number, to: number): Promise<FoundCard[]>;
  /** How many cards each value of a facet would leave; only where facets are asked for. */
  counts?: Record<Facet, Record<string, number>>;
  finding: Finding;
}

interface Engine {
  index: Index;
  lookup: Lookup;
}

let loading: Promise<Engine> | undefined;
let facetIndex: Promise<FacetIndex> | undefined;

/** Loads the index on the first call. */
export function loadEngine(): Promise<Engine> {
  loading ??= start();
  // A failed download may succeed the next time.
  loading.catch(() => (loading = undefined));
  return loading;
}

async function start(): Promise<Engine> {
  const index = await openIndex(`${base}pagefind/`);
  const known = new Map<string, ReturnType<Index['find']>>();
  let vocabulary: ReturnType<Lookup['vocabulary']> | undefined;
  const lookup: Lookup = {
    total: index.total,
    find: (term, isOptional) => {
      if (isOptional) return known.get(term) ?? index.find(term, true);
      let hits = known.get(term);
      if (!hits) known.set(term, (hits = index.find(term)));
      hits.catch(() => known.delete(term));
      return hits;
    },
    vocabulary: () => {
      vocabulary ??= fetch(`${base}pagefind/vocabulary.txt`).then(async (response) =>
        parseVocabulary(response.ok ? await response.text() : ''),
      );
      vocabulary.catch(() => (vocabulary = undefined));
      return vocabulary;
    },
  };
  return { index, lookup };
}

/** The cards for a search; several values of one facet are alternatives, facets combine. */
export async function search({ query, filters, isVerbatim }: SearchState, withCounts = false): Promise<SearchAnswer> {
  const { index, lookup } = await loadEngine();
  const isFiltered = Object.keys(filters).length > 0;
  const isEmpty = query.trim() === '';
  const [found, values] = await Promise.all([
    isEmpty ? undefined : findCards(query, lookup, isVerbatim),
    isEmpty || withCounts || isFiltered ? readFacets() : undefined,
  ]);
  const finding = found ?? everything([...(values?.keys() ?? [])]);
  const cards = values && isFiltered ? finding.cards.filter(({ id }) => hasValues(id, values, filters)) : finding.cards;
  return {
    count: cards.length,
    load: (from, to) => Promise.all(cards.slice(from, to).map((card) => show(index, card))),
    ...(withCounts && values
      ? {
          counts: countValues(
            finding.cards.map(({ id }) => id),
            values,
            filters,
          ),
        }
      : {}),
    finding,
  };
}

function everything(ids: readonly string[]): Finding {
  return { cards: ids.map((id) => ({ id, score: 0, places: [] })), terms: new Set(), needed: [] };
}

/** Which values every card has; the cards stand in reading order. */
function readFacets(): Promise<FacetIndex> {
  facetIndex ??= fetch(`${base}pagefind/facets.json`, { cache: 'no-cache' }).then(async (response) => {
    if (!response.ok) throw new Error(`facets.json: ${response.status}`);
    const cards = (await response.json()) as [id: string, difficulty: string, kind: string, chapter: string, tag: string[]][];
    return new Map(
      cards.map(([id, difficulty, kind, chapter, tag]) => [id, { difficulty: [difficulty], kind: [kind], chapter: [chapter], tag }]),
    );
  });
  facetIndex.catch(() => (facetIndex = undefined));
  return facetIndex;
}

async function show(index: Index, { id, places }: RankedCard): Promise<FoundCard> {
  const { url, shown } = (await index.fragment(id)) as { url: string; shown: ShownCard };
  const address = base + url.replace(/^\//, '');
  const section = bestSection(places, shown.sections);
  return {
    ...shown,
    url: address,
    sort: [difficulties[shown.difficulty as Difficulty].label, kinds[shown.kind as Kind].label, shown.chapter].join(' · '),
    ...(section ? { section: { title: section[1], url: `${address}#${section[0]}` } } : {}),
  };
}
