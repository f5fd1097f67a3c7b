import { base, getHandbook, type Card } from '../content.ts';
import { ankiFile, ankiHtml, type AnkiNote } from '../lib/anki.ts';
import { studyTexts } from './book-cards.ts';

/** Cards as a file for Anki: each chapter is a deck within that of the book. `site` is where the book will be read. */
export async function ankiDeck(cards: readonly Card[], site: URL | undefined): Promise<Response> {
  const { about } = await getHandbook();
  const origin = site?.origin ?? '';
  // One after the other: a large book has more texts than a process may open.
  const notes = await Array.fromAsync(cards, async (card): Promise<AnkiNote> => {
    const answer = (await studyTexts(card, base)).get(card.slug)?.answer ?? '';
    return {
      id: card.slug,
      deck: [about.title, card.chapter.title].map((name) => name.replaceAll('::', ':')).join('::'),
      tags: [...card.tags.map(({ name }) => name), card.difficulty, card.kind],
      front: ankiHtml(card.question.html, origin),
      back: ankiHtml(`${answer}\n<p><a href="${card.url}">The whole card</a></p>`, origin),
    };
  });
  return new Response(ankiFile(notes), { headers: { 'content-type': 'text/plain; charset=utf-8' } });
}
