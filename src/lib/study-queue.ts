import { isCheck, slugOf, type StudyCard } from './study-card.ts';
import type { StudyPlan } from './study-plan.ts';
import type { Progress, StudyState } from './study-state.ts';

/** When it is: in milliseconds since 1970, with the start and the end of the reader's day. */
export interface Today {
  now: number;
  start: number;
  end: number;
}

/** Where a session stands. */
export interface Queue {
  /** The card to ask for. */
  next?: StudyCard;
  /** Cards that are due today. */
  due: number;
  /** New cards that today has room for. */
  fresh: number;
}

/** Learning steps are minutes long: rather than let the reader wait, a card comes up to this much early. */
const patience = 20 * 60_000;

/** Cards such that each comes after those that it requires, else in the order given. */
export function orderByRequirements(cards: readonly StudyCard[]): StudyCard[] {
  const byId = new Map(cards.map((card) => [card.id, card]));
  const ordered = new Set<StudyCard>();
  const entered = new Set<StudyCard>();
  // A stack of its own: chains of requirements may be longer than calls can nest.
  const stack = cards.toReversed();
  for (let card = stack.at(-1); card; card = stack.at(-1)) {
    if (entered.has(card)) {
      ordered.add(card);
      stack.pop();
      continue;
    }
    entered.add(card);
    for (const id of card.requires.toReversed()) {
      const required = byId.get(id);
      if (required && !entered.has(required)) stack.push(required);
    }
  }
  return [...ordered];
}

/** The cards that a plan is about; `read` holds the slugs of cards whose page was opened. */
export function chooseCards(cards: readonly StudyCard[], plan: StudyPlan, read: ReadonlySet<string>): StudyCard[] {
  return cards.filter(
    ({ id, chapter, difficulty, kind, tags }) =>
      (plan.chapter === '' || plan.chapter === chapter) &&
      (plan.difficulty === '' || plan.difficulty === difficulty) &&
      (plan.kind === '' || plan.kind === kind) &&
      (plan.tag === '' || tags.includes(plan.tag)) &&
      (!plan.onlyRead || read.has(slugOf(id))) &&
      (plan.checks || !isCheck(id)),
  );
}

/** Whether a card waits for its reader: days are counted whole, the minutes of learning as they are. */
export function isDue({ phase, due }: Progress, { now, end }: Today): boolean {
  return phase === 'review' ? due < end : due <= now;
}

/** Where the session stands: learning comes first, then what is due, longest due first, then new cards in the order given. */
export function makeQueue(cards: readonly StudyCard[], state: StudyState, newPerDay: number, today: Today): Queue {
  let learning: [StudyCard, number] | undefined;
  let soon: [StudyCard, number] | undefined;
  let old: [StudyCard, number] | undefined;
  let due = 0;
  const fresh: StudyCard[] = [];
  for (const card of cards) {
    const progress = state.get(card.id);
    if (!progress) {
      fresh.push(card);
    } else if (progress.phase !== 'review') {
      if (progress.due > today.now + patience) continue;
      due++;
      if (progress.due <= today.now && progress.due < (learning?.[1] ?? Infinity)) learning = [card, progress.due];
      if (progress.due < (soon?.[1] ?? Infinity)) soon = [card, progress.due];
    } else if (isDue(progress, today)) {
      due++;
      if (progress.due < (old?.[1] ?? Infinity)) old = [card, progress.due];
    }
  }
  const room = Math.max(0, newPerDay - introducedToday(state, today));
  const next = learning?.[0] ?? old?.[0] ?? (room > 0 ? fresh[0] : undefined) ?? soon?.[0];
  return { ...(next ? { next } : {}), due, fresh: Math.min(room, fresh.length) };
}

function introducedToday(state: StudyState, { start, end }: Today): number {
  let count = 0;
  for (const { first } of state.values()) if (first >= start && first < end) count++;
  return count;
}

/** How many cards of the book are due. */
export function countDue(state: StudyState, today: Today): number {
  let count = 0;
  for (const progress of state.values()) if (isDue(progress, today)) count++;
  return count;
}
