import type { APIRoute } from 'astro';
import { getHandbook } from '../content.ts';
import { ankiDeck } from '../study/anki-deck.ts';

/** The whole book for Anki. */
export const GET: APIRoute = async ({ site }) => ankiDeck((await getHandbook()).cards, site);
