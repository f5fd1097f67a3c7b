import { createHash } from 'node:crypto';
import { getText, type Card } from '../content.ts';
import { replaceFormulas } from '../lib/formula-spans.ts';
import { splitAtLabs } from '../lib/lab-places.ts';
import type { StudyCard, StudyText } from '../lib/study-card.ts';
import { sourceAnchor, pageUrl } from '../lib/urls.ts';

/** How many cards, with their questions to check yourself, stand in one file. */
const cardsPerPart = 10;

/** The cards of each file, in reading order. */
export function partsOf(cards: readonly Card[]): Card[][] {
  const count = Math.ceil(cards.length / cardsPerPart);
  return Array.from({ length: count }, (_, part) => cards.slice(part * cardsPerPart, (part + 1) * cardsPerPart));
}

/** The texts of a card and of its questions to check yourself, by id. */
export async function studyTexts(card: Card, base: string): Promise<Map<string, StudyText>> {
  const { answerHtml, sectionsHtml } = await getText(card);
  const texts = new Map([[card.slug, { question: card.question.html, answer: forStudy(answerHtml, card, base) }]]);
  const checks = `${answerHtml}${sectionsHtml}`.matchAll(/<details class="check"><summary>([^]*?)<\/summary>([^]*?)<\/details>/g);
  let place = 0;
  for (const [, question = '', answer = ''] of checks)
    texts.set(`${card.slug}/${++place}`, { question: forStudy(question, card, base), answer: forStudy(answer, card, base) });
  return texts;
}

/** What study knows of a card and its questions before their texts are loaded. */
export function studyCards(card: Card, texts: ReadonlyMap<string, StudyText>, part: number): StudyCard[] {
  return [...texts].map(([id, { question, answer }]) => ({
    id,
    url: card.url,
    question: id === card.slug ? card.question.plain : plainText(question),
    chapter: card.chapter.id,
    difficulty: card.difficulty,
    kind: card.kind,
    tags: card.tags.map(({ name }) => name),
    requires: id === card.slug ? card.requires.map(({ slug }) => slug) : [card.slug],
    // Of its words: another version of KaTeX asks the same.
    questionDigest: digestOf(plainText(question)),
    answerDigest: digestOf(answer),
    part,
  }));
}

/** A card's HTML away from its page: without labs and ids, with links that lead back to the page. */
function forStudy(html: string, card: Card, base: string): string {
  return splitAtLabs(html)
    .filter((piece) => typeof piece === 'string')
    .join('')
    .replaceAll(/<details class="check">[^]*?<\/details>/g, '')
    .replaceAll(/ id="[^"]*"/g, '')
    .replaceAll(' href="#source-', ` href="${pageUrl(base, 'sources')}#${sourceAnchor('')}`)
    .replaceAll(' href="#', ` href="${card.url}#`)
    .trim();
}

/** A formula is what its label says; KaTeX's letters would say it again. */
function plainText(html: string): string {
  const labelOf = (formula: string): string => / aria-label="([^"]*)"/.exec(formula)?.[1] ?? '';
  return replaceFormulas(html, labelOf)
    .replaceAll(/<[^>]+>/g, '')
    .trim();
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
