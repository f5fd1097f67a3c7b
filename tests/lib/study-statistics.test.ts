import { describe, expect, test } from 'vitest';
import type { StudyCard } from '../../src/lib/study-card.ts';
import type { Rating, ReviewEvent } from '../../src/lib/study-events.ts';
import type { Today } from '../../src/lib/study-queue.ts';
import { comingDays, countStates, measureRetention, pastDays, weakestCards } from '../../src/lib/study-statistics.ts';
import type { Progress } from '../../src/lib/study-state.ts';

const day = 86_400_000;
const today: Today = { now: 100.5 * day, start: 100 * day, end: 101 * day };

const cards = ['a', 'b', 'c', 'd'].map((id): StudyCard => {
  const words = { url: '/', question: id, chapter: 'peft', difficulty: 'expert', kind: 'math', questionDigest: 'q', answerDigest: 'a' };
  return { id, ...words, tags: [], requires: [], part: 0 };
});

function makeProgress(fields: Partial<Progress>): Progress {
  const memory = { due: 0, stability: 10, difficulty: 5, phase: 'review', step: 0, scheduledDays: 3, reps: 1, lapses: 0 } as const;
  return { ...memory, last: today.now, first: 0, question: 'q', ...fields };
}

function rate(id: string, card: string, at: number, rating: Rating): ReviewEvent {
  return { id, kind: 'review', card, at, rating, retention: 0.9, question: 'q' };
}

describe('statistics', () => {
  test('what is late counts for today, and the day begins at its start', () => {
    const dues = { a: 3 * day, b: 101 * day - 1, c: 101 * day, gone: 101 * day };
    const state = new Map(Object.entries(dues).map(([id, due]) => [id, makeProgress({ due })]));
    expect(comingDays(cards, state, today, 3)).toEqual([2, 1, 0]);
  });

  test('answers by day, without those that were taken back', () => {
    const events = [
      rate('1', 'a', 100 * day, 3),
      rate('2', 'a', 100 * day - 1, 3),
      rate('3', 'b', 50 * day, 3),
      rate('4', 'b', 100.2 * day, 1),
    ];
    expect(pastDays([...events, { id: '5', kind: 'undo', card: 'b', at: today.now, review: '4' }], today, 3)).toEqual([0, 1, 1]);
  });

  test('retention counts answers after a day or more alone', () => {
    const events = [
      rate('1', 'a', 90 * day, 3),
      rate('2', 'a', 90.1 * day, 3),
      rate('3', 'a', 95 * day, 1),
      rate('4', 'a', 97 * day, 2),
      rate('5', 'b', 97 * day, 1),
    ];
    expect(measureRetention(events, 0)).toEqual({ asked: 2, known: 1 });
    expect(measureRetention(events, 96 * day)).toEqual({ asked: 1, known: 1 });
  });

  test('states and the weakest cards', () => {
    const state = new Map([
      ['a', makeProgress({ phase: 'relearning', lapses: 2 })],
      ['b', makeProgress({ scheduledDays: 20, last: today.now - 30 * day })],
      ['c', makeProgress({ scheduledDays: 21, last: today.now - 10 * day })],
    ]);
    expect(countStates(cards, state)).toEqual({ new: 1, learning: 1, young: 1, mature: 1 });
    const weak = weakestCards(cards, state, today.now, 2);
    expect(weak.map(({ card, lapses }) => [card.id, lapses])).toEqual([
      ['a', 2],
      ['b', 0],
    ]);
    expect(weak[1]?.chance).toBeLessThan(0.9);
  });
});
