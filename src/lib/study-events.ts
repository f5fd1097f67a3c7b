/** How well an answer was known: Again, Hard, Good, Easy. */
export type Rating = 1 | 2 | 3 | 4;

export const ratings: readonly Rating[] = [1, 2, 3, 4];

export const ratingNames: Readonly<Record<Rating, string>> = { 1: 'Again', 2: 'Hard', 3: 'Good', 4: 'Easy' };

/** A card was rated. */
export interface ReviewEvent {
  id: string;
  kind: 'review';
  /** The card's id. */
  card: string;
  /** In milliseconds since 1970. */
  at: number;
  rating: Rating;
  /** The share of answers that the reader wished to know then: the interval follows from it. */
  retention: number;
  /** Digest of the question as it stood. */
  question: string;
}

/** A review was taken back. */
export interface UndoEvent {
  id: string;
  kind: 'undo';
  /** The card of that review. */
  card: string;
  at: number;
  /** The review's id. */
  review: string;
}

/** What happened, for good: an event is never changed, and nothing but events is the truth. */
export type StudyEvent = ReviewEvent | UndoEvent;

/** The reviews that count, in the order of time: without repetitions and without those that were taken back. */
export function standingReviews(events: Iterable<StudyEvent>): ReviewEvent[] {
  const reviews = new Map<string, ReviewEvent>();
  const undone = new Set<string>();
  for (const event of events) {
    if (event.kind === 'undo') undone.add(event.review);
    else reviews.set(event.id, event);
  }
  return [...reviews.values()].filter(({ id }) => !undone.has(id)).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}
