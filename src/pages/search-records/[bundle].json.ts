import type { APIRoute } from 'astro';
import { base, getHandbook, getSearchText, type Card } from '../../content.ts';
import { searchKey } from '../../lib/page-keys.ts';
import { bundlesOf } from '../../lib/search-bundles.ts';
import { recordOf } from '../../search/record.ts';

interface Props {
  cards: readonly Card[];
  /** Spoken names of the symbols that a card uses. */
  names: ReadonlyMap<Card, string[]>;
}

export async function getStaticPaths() {
  const { about, cards, symbols } = await getHandbook();
  const names = new Map<Card, string[]>();
  for (const symbol of symbols) for (const card of symbol.cards) names.set(card, [...(names.get(card) ?? []), ...symbol.names]);
  return bundlesOf(cards).map((bundle, index) => ({
    params: { bundle: String(index) },
    props: { cards: bundle, names },
    cacheKey: searchKey(about, bundle, names),
  }));
}

/** Some of the cards as they are indexed; taken out of the site once the index is built. */
export const GET: APIRoute<Props> = async ({ props: { cards, names } }) => {
  const records = await Array.fromAsync(cards, async (card) =>
    recordOf(card, `/${card.url.slice(base.length)}`, await getSearchText(card), names.get(card) ?? []),
  );
  return Response.json(records);
};
