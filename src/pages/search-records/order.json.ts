import type { APIRoute } from 'astro';
import { base, getHandbook } from '../../content.ts';
import { bundleCount } from '../../lib/search-bundles.ts';

/** Every card in reading order with its value of each facet; taken out of the site once the index is built. */
export const GET: APIRoute = async () => {
  const { cards } = await getHandbook();
  return Response.json({
    bundles: bundleCount(cards.length),
    cards: cards.map(({ url, difficulty, kind, chapter, tags }) => [
      `/${url.slice(base.length)}`,
      difficulty,
      kind,
      chapter.id,
      tags.map(({ name }) => name),
    ]),
  });
};
