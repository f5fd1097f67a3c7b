import type { APIRoute } from 'astro';
import { base, getHandbook, getSearchText, type Card } from '../content.ts';
import { recordOf } from '../search/record.ts';

/** The cards as they are indexed; taken out of the site once the index is built. */
export const GET: APIRoute = async () => {
  const { cards, symbols } = await getHandbook();
  const names = new Map<Card, string[]>();
  for (const symbol of symbols) for (const card of symbol.cards) names.set(card, [...(names.get(card) ?? []), ...symbol.names]);
  const records = cards.map(async (card) => {
    const text = await getSearchText(card);
    return recordOf(card, `/${card.url.slice(base.length)}`, text, names.get(card) ?? []);
  });
  return Response.json(await Promise.all(records));
};
