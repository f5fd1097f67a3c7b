import type { APIRoute } from 'astro';
import { base, getHandbook } from '../../content.ts';
import { partsOf, studyCards, studyTexts } from '../../study/book-cards.ts';

/** Every card to study, without its text. */
export const GET: APIRoute = async () => {
  const { cards } = await getHandbook();
  const places = partsOf(cards).flatMap((group, part) => group.map((card) => ({ card, part })));
  const list = await Array.fromAsync(places, async ({ card, part }) => studyCards(card, await studyTexts(card, base), part));
  return Response.json(list.flat());
};
