// The only module that knows ts-fsrs, which adds methods to `Date.prototype`.
import { createEmptyCard, fsrs, Rating as Grades, State, StrategyMode, type Card, type FSRS, type Grade } from 'ts-fsrs';
import { ratings, type Rating } from './study-events.ts';

/** What is known of a reader's memory of a card; all times in milliseconds since 1970. */
export interface Memory {
  due: number;
  /** Days after which nine of ten such cards are still known. */
  stability: number;
  /** From 1, easy, to 10. */
  difficulty: number;
  phase: 'learning' | 'review' | 'relearning';
  /** Place among the short steps of learning. */
  step: number;
  scheduledDays: number;
  reps: number;
  lapses: number;
  last: number;
}

const phases = {
  [State.New]: 'learning',
  [State.Learning]: 'learning',
  [State.Review]: 'review',
  [State.Relearning]: 'relearning',
} as const;
const states = { learning: State.Learning, review: State.Review, relearning: State.Relearning } as const;

const grades: Readonly<Record<Rating, Grade>> = { 1: Grades.Again, 2: Grades.Hard, 3: Grades.Good, 4: Grades.Easy };

const schedulers = new Map<number, FSRS>();

function schedulerOf(retention: number): FSRS {
  const known = schedulers.get(retention);
  if (known) return known;
  const made = fsrs({ request_retention: retention, enable_fuzz: true });
  schedulers.set(retention, made);
  return made;
}

/** The memory of a card after a rating; `card`, its id, seeds the fuzz, so that the same history gives the same schedule everywhere. */
export function review(memory: Memory | undefined, card: string, rating: Rating, at: number, retention: number): Memory {
  const scheduler = schedulerOf(retention);
  scheduler.useStrategy(StrategyMode.SEED, () => `${card} ${memory?.reps ?? 0}`);
  return fromCard(scheduler.next(toCard(memory, at), at, grades[rating]).card, at);
}

/** What each of the four ratings would make of a memory. */
export function previewReviews(memory: Memory | undefined, card: string, at: number, retention: number): Record<Rating, Memory> {
  const entries = ratings.map((rating) => [rating, review(memory, card, rating, at, retention)]);
  return Object.fromEntries(entries) as Record<Rating, Memory>;
}

/** The probability that the card is known at a time. */
export function retrievability(memory: Memory, at: number): number {
  return schedulerOf(0.9).get_retrievability(toCard(memory, at), at, false);
}

function toCard(memory: Memory | undefined, at: number): Card {
  const blank = createEmptyCard(at);
  if (!memory) return blank;
  return {
    ...blank,
    due: new Date(memory.due),
    stability: memory.stability,
    difficulty: memory.difficulty,
    scheduled_days: memory.scheduledDays,
    learning_steps: memory.step,
    reps: memory.reps,
    lapses: memory.lapses,
    state: states[memory.phase],
    last_review: new Date(memory.last),
  };
}

function fromCard(card: Card, at: number): Memory {
  return {
    due: card.due.getTime(),
    stability: card.stability,
    difficulty: card.difficulty,
    phase: phases[card.state],
    step: card.learning_steps,
    scheduledDays: card.scheduled_days,
    reps: card.reps,
    lapses: card.lapses,
    last: at,
  };
}
