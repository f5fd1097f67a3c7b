import { retrievability } from './fsrs.ts';
import type { StudyCard } from './study-card.ts';
import { standingReviews, type StudyEvent } from './study-events.ts';
import type { Today } from './study-queue.ts';
import type { StudyState } from './study-state.ts';

const day = 86_400_000;

/** How many cards fall due on each of the next days; the first is today, with what is due already. */
export function comingDays(cards: readonly StudyCard[], state: StudyState, { end }: Today, days: number): number[] {
  const counts = Array.from({ length: days }, () => 0);
  for (const { id } of cards) {
    const progress = state.get(id);
    if (!progress) continue;
    const index = Math.max(0, Math.floor((progress.due - end) / day) + 1);
    if (index < days) counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

/** How many answers were rated on each of the last days; the last is today. */
export function pastDays(events: Iterable<StudyEvent>, { end }: Today, days: number): number[] {
  const counts = Array.from({ length: days }, () => 0);
  for (const { at } of standingReviews(events)) {
    const index = days - 1 - Math.floor((end - 1 - at) / day);
    if (index >= 0 && index < days) counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

/** Of the answers to cards that came back after a day or more: how many there were, and how many were known. */
export function measureRetention(events: Iterable<StudyEvent>, since: number): { asked: number; known: number } {
  const last = new Map<string, number>();
  let [asked, known] = [0, 0];
  for (const { card, at, rating } of standingReviews(events)) {
    const before = last.get(card);
    last.set(card, at);
    if (before === undefined || at - before < day || at < since) continue;
    asked++;
    if (rating > 1) known++;
  }
  return { asked, known };
}

/** Cards by how far they are: `mature` ones come back after three weeks or more. */
export function countStates(cards: readonly StudyCard[], state: StudyState): Record<'new' | 'learning' | 'young' | 'mature', number> {
  const counts = { new: 0, learning: 0, young: 0, mature: 0 };
  for (const { id } of cards) {
    const progress = state.get(id);
    if (!progress) counts.new++;
    else if (progress.phase !== 'review') counts.learning++;
    else if (progress.scheduledDays < 21) counts.young++;
    else counts.mature++;
  }
  return counts;
}

/** A card that is hard to keep. */
export interface WeakCard {
  card: StudyCard;
  lapses: number;
  /** The chance that it is known now. */
  chance: number;
}

/** The cards that were forgotten most often, then those that are least likely to be known now. */
export function weakestCards(cards: readonly StudyCard[], state: StudyState, now: number, most: number): WeakCard[] {
  const met = cards.flatMap((card): WeakCard[] => {
    const progress = state.get(card.id);
    return progress ? [{ card, lapses: progress.lapses, chance: retrievability(progress, now) }] : [];
  });
  return met.sort((a, b) => b.lapses - a.lapses || a.chance - b.chance).slice(0, most);
}
