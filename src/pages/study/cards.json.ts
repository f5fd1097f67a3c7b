import type { APIRoute } from 'astro';
import { base, getHandbook } from '../../content.ts';
import { partsOf, studyCards, studyTexts } from '../../study/book-cards.ts';

/** Every card to study, without its text. */
export const GET: APIRoute = async () => {
  const { cards } = await getHandbook();
  const list = partsOf(cards).flatMap((group, part) => group.map(async (card) => studyCards(card, await studyTexts(card, base), part)));
  return Response.json((await Promise.all(list)).flat());
};
