import { createHash } from 'node:crypto';

/** About how many cards an index holds: small enough to be made again for one edit, and few indexes enough to be asked for each word. */
const cardsInBundle = 640;

/** A reader's browser asks every bundle for every word. */
const mostBundles = 8;

/** How many bundles the search index of a book is split into. */
export function bundleCount(cards: number): number {
  return Math.min(Math.max(Math.ceil(cards / cardsInBundle), 1), mostBundles);
}

/** The cards of each bundle, chosen by their slugs: a card that comes or goes changes one bundle. */
export function bundlesOf<Card extends { slug: string }>(cards: readonly Card[]): Card[][] {
  const bundles = Array.from({ length: bundleCount(cards.length) }, (): Card[] => []);
  for (const card of cards) bundles[createHash('sha256').update(card.slug).digest().readUInt32BE() % bundles.length]?.push(card);
  return bundles;
}
