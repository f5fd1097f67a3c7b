import type { APIRoute } from 'astro';
import { base, getHandbook, type Card } from '../../../content.ts';
import { listPageKey } from '../../../lib/page-keys.ts';
import { partsOf, studyTexts } from '../../../study/book-cards.ts';

export async function getStaticPaths() {
  const { about, cards } = await getHandbook();
  return partsOf(cards).map((group, part) => ({
    params: { part: String(part) },
    props: { group },
    cacheKey: listPageKey(about, group, []),
  }));
}

/** The texts of some cards, by their ids. */
export const GET: APIRoute<{ group: Card[] }> = async ({ props: { group } }) => {
  const texts = await Promise.all(group.map((card) => studyTexts(card, base)));
  return Response.json(Object.fromEntries(texts.flatMap((map) => [...map])));
};
