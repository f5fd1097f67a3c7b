import { review, type Memory } from './fsrs.ts';
import { standingReviews, type ReviewEvent, type StudyEvent } from './study-events.ts';

/** A card that has been rated. */
export interface Progress extends Memory {
  /** When it was rated first. */
  first: number;
  /** Digest of the question as it stood at the last rating. */
  question: string;
}

/** Progress by card id: derived from the events, and from nothing else. */
export type StudyState = ReadonlyMap<string, Progress>;

/** Takes one review on. */
export function advance(progress: Progress | undefined, event: ReviewEvent): Progress {
  const memory = review(progress, event.card, event.rating, event.at, event.retention);
  return { ...memory, first: progress?.first ?? event.at, question: event.question };
}

/** The progress that a card's events lead to; none if nothing stands. */
export function foldCard(events: Iterable<StudyEvent>): Progress | undefined {
  return standingReviews(events).reduce<Progress | undefined>(advance, undefined);
}

/** The state that a history leads to, in whatever order its events are given. */
export function foldEvents(events: Iterable<StudyEvent>): Map<string, Progress> {
  const state = new Map<string, Progress>();
  for (const event of standingReviews(events)) state.set(event.card, advance(state.get(event.card), event));
  return state;
}
