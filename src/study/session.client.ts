import { previewReviews } from '../lib/fsrs.ts';
import { ratings, type Rating, type ReviewEvent } from '../lib/study-events.ts';
import { isCheck, type StudyCard } from '../lib/study-card.ts';
import { makeQueue, type Queue } from '../lib/study-queue.ts';
import { countOf } from '../lib/sentences.ts';
import type { Progress } from '../lib/study-state.ts';
import { dueText, intervalText } from '../lib/study-words.ts';
import { readClock } from './clock.client.ts';
import { showEnd } from './end.client.ts';
import type { History } from './history.client.ts';
import { loadText } from './texts.client.ts';

export interface Session {
  /** Shows what is to be done now. */
  refresh: () => void;
  /** Takes other cards. */
  choose: (cards: readonly StudyCard[]) => void;
  rate: (rating: Rating) => void;
  undo: () => void;
  reveal: () => void;
  open: () => void;
}

/** Asks one card after the other. */
export function startSession(root: HTMLElement, history: History, firstCards: readonly StudyCard[]): Session {
  const part = (name: string): HTMLElement => root.querySelector(`[data-${name}]`) as HTMLElement;
  const [article, buttons] = [part('card'), part('ratings')];
  const [disclosure, link] = [part('disclosure') as HTMLDetailsElement, part('open') as HTMLAnchorElement];
  const undoButton = part('undo') as HTMLButtonElement;
  const rated: ReviewEvent[] = [];
  let cards = firstCards;
  let shown: StudyCard | undefined;
  let shownProgress: Progress | undefined;
  let extra = 0;

  const showIntervals = (): void => {
    if (!shown || !disclosure.open) return;
    const { now } = readClock();
    const preview = previewReviews(history.state.get(shown.id), shown.id, now, history.plan.retention);
    for (const rating of ratings) {
      const place = buttons.querySelector(`[value="${rating}"] [data-interval]`);
      if (place) place.textContent = intervalText(preview[rating].due - now);
    }
  };
  const showCard = async (card: StudyCard): Promise<void> => {
    shown = card;
    delete article.dataset['shown'];
    disclosure.open = false;
    const progress = (shownProgress = history.state.get(card.id));
    const clock = readClock();
    part('place').textContent = [
      isCheck(card.id) ? 'Check yourself' : undefined,
      progress ? dueText(progress.due, clock.now, clock.end) : 'new to you',
    ]
      .filter(Boolean)
      .join(' · ');
    part('changed').hidden = !progress || progress.question === card.questionDigest;
    part('question').textContent = card.question;
    part('answer').replaceChildren();
    link.href = card.url;
    const text = await loadText(card);
    if (shown !== card) return;
    part('question').innerHTML = text?.question ?? part('question').innerHTML;
    part('answer').innerHTML = text?.answer ?? '<p>The answer could not be loaded. The card’s page may have it.</p>';
    article.dataset['shown'] = card.id;
  };
  const show = ({ next, due, fresh }: Queue): void => {
    const done = rated.length;
    part('count').textContent = [`${due} due`, `${fresh} new`, ...(done > 0 ? [`${done} done`] : [])].join(' · ');
    undoButton.disabled = done === 0;
    const isStill = shown !== undefined && cards.includes(shown) && history.state.get(shown.id) === shownProgress;
    article.hidden = link.hidden = !next && !isStill;
    part('end').hidden = !article.hidden;
    // A card stays until it is rated, here or in another tab, whatever falls due meanwhile.
    if (isStill) showIntervals();
    else if (next) void showCard(next);
    else {
      shown = undefined;
      delete article.dataset['shown'];
      showEnd(root, cards, history, done);
    }
  };
  const refresh = (): void => {
    show(makeQueue(cards, history.state, history.plan.newPerDay + extra, readClock()));
  };
  const moveFocus = (): void => {
    const target = shown ? disclosure.querySelector<HTMLElement>('summary') : part('end-title');
    target?.focus({ preventScroll: false });
  };
  const say = (words: string): void => {
    part('status').textContent = words;
  };

  const rate = (rating: Rating): void => {
    if (!shown || !disclosure.open) return;
    const { now, end } = readClock();
    rated.push(history.rate(shown, rating).event);
    say(`Kept: ${dueText(history.state.get(shown.id)?.due ?? now, now, end)}.`);
    // The same card may come again: it is closed all the same.
    shown = undefined;
    disclosure.open = false;
    refresh();
    moveFocus();
  };
  const undo = (): void => {
    const event = rated.pop();
    if (!event) return;
    void history.takeBack(event).then(() => {
      const card = cards.find(({ id }) => id === event.card);
      if (card) void showCard(card);
      refresh();
      say('The last rating is taken back.');
      moveFocus();
    });
  };

  disclosure.addEventListener('toggle', () => {
    buttons.hidden = !disclosure.open;
    part('hint').hidden = disclosure.open;
    showIntervals();
  });
  buttons.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    const rating = ratings.find((value) => String(value) === button?.value);
    if (rating) rate(rating);
  });
  undoButton.addEventListener('click', undo);
  part('more').addEventListener('click', () => {
    extra += 10;
    refresh();
    moveFocus();
  });
  refresh();
  return {
    refresh,
    rate,
    undo,
    choose: (chosen) => {
      cards = chosen;
      refresh();
    },
    reveal: () => {
      disclosure.open = !disclosure.open;
    },
    open: () => {
      if (shown) location.assign(shown.url);
    },
  };
}

/** `29 cards to study, 4 of them new`, for the plan. */
export function describeChoice(cards: readonly StudyCard[], history: History): string {
  const known = cards.filter(({ id }) => history.state.has(id)).length;
  return cards.length === 0 ? 'No card is like this.' : `${countOf(cards.length, 'question')}, ${known} of them met before.`;
}
