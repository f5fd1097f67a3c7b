import type { APIRoute } from 'astro';
import { getHandbook, type Chapter } from '../../../content.ts';
import { listPageKey } from '../../../lib/page-keys.ts';
import { ankiDeck } from '../../../study/anki-deck.ts';

export async function getStaticPaths() {
  const { about, chapters } = await getHandbook();
  return chapters.map((chapter) => ({
    params: { chapter: chapter.id },
    props: { chapter },
    cacheKey: listPageKey(about, chapter.cards, []),
  }));
}

/** The cards of a chapter for Anki. */
export const GET: APIRoute<{ chapter: Chapter }> = ({ props: { chapter }, site }) => ankiDeck(chapter.cards, site);
