import type { APIRoute } from 'astro';
import { getHandbook, type Chapter } from '../../../content.ts';
import { ankiDeck } from '../../../study/anki-deck.ts';

export async function getStaticPaths() {
  const { chapters } = await getHandbook();
  return chapters.map((chapter) => ({ params: { chapter: chapter.id }, props: { chapter } }));
}

/** The cards of a chapter for Anki. */
export const GET: APIRoute<{ chapter: Chapter }> = ({ props: { chapter }, site }) => ankiDeck(chapter.cards, site);
