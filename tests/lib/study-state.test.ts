import fc from 'fast-check';
import { createEmptyCard, fsrs, Rating as Grades, StrategyMode } from 'ts-fsrs';
import { describe, expect, test } from 'vitest';
import { previewReviews, retrievability, review } from '../../src/lib/fsrs.ts';
import type { Rating, ReviewEvent, StudyEvent } from '../../src/lib/study-events.ts';
import { foldCard, foldEvents } from '../../src/lib/study-state.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 0, 5, 9);

function rate(id: string, card: string, at: number, rating: Rating): ReviewEvent {
  return { id, kind: 'review', card, at, rating, retention: 0.9, question: 'q' };
}

const histories = fc
  .array(fc.tuple(fc.constantFrom('lora', 'dpo'), fc.integer({ min: 1, max: 20 }), fc.constantFrom<Rating>(1, 2, 3, 4)), { maxLength: 25 })
  .map((steps) => {
    let at = start;
    return steps.map(([card, wait, rating], index) => rate(`e${index}`, card, (at += (wait * day) / 4), rating));
  });

describe('the fold', () => {
  test('gives the intervals of ts-fsrs', () => {
    fc.assert(
      fc.property(histories, (events) => {
        const state = foldEvents(events);
        for (const name of ['lora', 'dpo']) {
          let card = createEmptyCard(start);
          for (const { at, rating } of events.filter((event) => event.card === name)) {
            const scheduler = fsrs({ request_retention: 0.9, enable_fuzz: true });
            scheduler.useStrategy(StrategyMode.SEED, () => `${name} ${card.reps}`);
            card = scheduler.next(card, at, ([0, Grades.Again, Grades.Hard, Grades.Good, Grades.Easy] as const)[rating]).card;
          }
          if (card.reps === 0) expect(state.has(name)).toBe(false);
          else
            expect(state.get(name)).toMatchObject({
              due: card.due.getTime(),
              stability: card.stability,
              reps: card.reps,
              lapses: card.lapses,
            });
        }
      }),
    );
  });

  test('does not depend on the order in which events arrive, nor on repetitions', () => {
    fc.assert(
      fc.property(histories, fc.gen(), (events, generate) => {
        const shuffled = generate(fc.shuffledSubarray, [...events, ...events], { minLength: events.length * 2 });
        expect(foldEvents(shuffled)).toEqual(foldEvents(events));
      }),
    );
  });

  test('a review that was taken back leaves no trace, whichever comes first', () => {
    const kept = rate('a', 'lora', start, 3);
    const undone: StudyEvent[] = [rate('b', 'lora', start + day, 1), { id: 'c', kind: 'undo', card: 'lora', at: start + day, review: 'b' }];
    expect(foldEvents([kept, ...undone])).toEqual(foldEvents([kept]));
    expect(foldCard([...undone.toReversed(), kept])).toEqual(foldCard([kept]));
    expect(foldCard(undone)).toBeUndefined();
  });

  test('a higher retention brings cards back sooner', () => {
    const [early, late] = [0.95, 0.8].map((retention) =>
      review(review(undefined, 'lora', 4, start, retention), 'lora', 3, start + 9 * day, retention),
    );
    expect(early?.due).toBeLessThan(late?.due ?? 0);
  });

  test('a preview says what the rating will do, even a while later', () => {
    const memory = review(undefined, 'lora', 4, start, 0.9);
    const preview = previewReviews(memory, 'lora', start + 10 * day, 0.9);
    expect(review(memory, 'lora', 3, start + 10 * day + 60_000, 0.9).scheduledDays).toBe(preview[3].scheduledDays);
    expect(preview[1].due).toBeLessThan(preview[2].due);
    expect(preview[3].due).toBeLessThan(preview[4].due);
  });

  test('after as many days as its stability nine of ten are known', () => {
    const memory = review(undefined, 'lora', 4, start, 0.9);
    expect(retrievability({ ...memory, stability: 10 }, start + 10 * day)).toBeCloseTo(0.9, 6);
  });
});
