import { previewReviews } from '../lib/fsrs.ts';
import { countOf } from '../lib/sentences.ts';
import type { StudyCard } from '../lib/study-card.ts';
import { ratingNames, ratings } from '../lib/study-events.ts';
import { countDue } from '../lib/study-queue.ts';
import { dueText, intervalText } from '../lib/study-words.ts';
import { readClock } from './clock.client.ts';
import { History } from './history.client.ts';
import { loadCards } from './texts.client.ts';

/** The quiet line of a card's page, when the card is due, and of the first page, how many are. */
export async function showLine(line: HTMLElement, slug: string | undefined): Promise<void> {
  const [history, cards] = await Promise.all([History.open(), loadCards()]);
  if (slug === undefined) showCount(line, history, cards);
  else
    showCard(
      line,
      history,
      cards.find(({ id }) => id === slug),
    );
}

function showCount(line: HTMLElement, history: History, cards: readonly StudyCard[]): void {
  const show = (): void => {
    const state = new Map([...history.state].filter(([id]) => cards.some((card) => card.id === id)));
    const due = countDue(state, readClock());
    line.replaceChildren(studyLink(line, due === 0 ? 'Nothing is due today' : `${countOf(due, 'card')} due today`));
    line.hidden = false;
  };
  history.onChange(show);
  show();
}

function showCard(line: HTMLElement, history: History, card: StudyCard | undefined): void {
  if (!card) return;
  const show = (): void => {
    const { now, end } = readClock();
    const progress = history.state.get(card.id);
    const words = progress ? `This card is ${dueText(progress.due, now, end)}.` : 'You have not studied this card yet.';
    const preview = previewReviews(progress, card.id, now, history.plan.retention);
    const buttons = ratings.map((rating) => {
      const button = Object.assign(document.createElement('button'), { type: 'button', textContent: ratingNames[rating] });
      button.title = `Comes back in ${intervalText(preview[rating].due - now)}`;
      button.addEventListener('click', () => {
        // What is drawn anew takes the focus from what was pressed.
        void history.rate(card, rating).kept.then(() => line.querySelector<HTMLElement>('a')?.focus());
      });
      return button;
    });
    line.replaceChildren(studyLink(line, words), ' Rate it: ', ...buttons.flatMap((button) => [button, ' ']), history.trouble ?? '');
    line.hidden = false;
  };
  history.onChange(show);
  show();
}

function studyLink(line: HTMLElement, words: string): HTMLAnchorElement {
  return Object.assign(document.createElement('a'), { href: line.dataset['studyLine'] ?? '', textContent: words });
}
