import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StudyCard } from '../../src/lib/study-card.ts';
import { defaultPlan } from '../../src/lib/study-plan.ts';
import { chooseCards, makeQueue, orderByRequirements, type Today } from '../../src/lib/study-queue.ts';
import type { Progress } from '../../src/lib/study-state.ts';

const hour = 3_600_000;
const today: Today = { now: 100 * hour, start: 96 * hour, end: 120 * hour };

function makeCard(id: string, fields: Partial<StudyCard> = {}): StudyCard {
  const words = { url: `/cards/${id}/`, question: id, chapter: 'peft', difficulty: 'advanced', kind: 'concept', tags: ['lora'] };
  return { id, ...words, requires: [], questionDigest: 'q', answerDigest: 'a', part: 0, ...fields };
}

function makeProgress(fields: Partial<Progress>): Progress {
  const memory = { due: 0, stability: 3, difficulty: 5, phase: 'review', step: 0, scheduledDays: 3, reps: 1, lapses: 0, last: 0 } as const;
  return { ...memory, first: 0, question: 'q', ...fields };
}

describe('order', () => {
  test('a card comes after those that it requires, whatever the order given', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const requirements = fc.array(fc.array(fc.nat(5), { maxLength: 3 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(requirements, fc.shuffledSubarray(names, { minLength: 6 }), (lists, order) => {
        // Requirements lead to names before: there is no circle.
        const byName = new Map(names.map((name, at) => [name, (lists[at] ?? []).filter((to) => to < at).map((to) => names[to] ?? '')]));
        const ordered = orderByRequirements(order.map((name) => makeCard(name, { requires: byName.get(name) ?? [] })));
        const place = new Map(ordered.map(({ id }, at) => [id, at]));
        expect(place.size).toBe(6);
        for (const { id, requires } of ordered) for (const other of requires) expect(place.get(other)).toBeLessThan(place.get(id) ?? -1);
      }),
    );
  });

  test('cards that require nothing keep their order, and a circle ends', () => {
    expect(orderByRequirements(['b', 'a', 'c'].map((id) => makeCard(id))).map(({ id }) => id)).toEqual(['b', 'a', 'c']);
    const circle = [makeCard('a', { requires: ['b'] }), makeCard('b', { requires: ['a'] })];
    expect(orderByRequirements(circle).map(({ id }) => id)).toEqual(['b', 'a']);
  });

  test('a chain of 20,000 requirements is ordered', () => {
    const chain = Array.from({ length: 20_000 }, (_, at) => makeCard(String(at), { requires: at < 19_999 ? [String(at + 1)] : [] }));
    expect(orderByRequirements(chain)[0]?.id).toBe('19999');
  });
});

describe('choice', () => {
  const cards = [makeCard('lora'), makeCard('lora/1'), makeCard('dpo', { chapter: 'alignment', tags: ['dpo'], kind: 'math' })];
  const choose = (plan: Partial<typeof defaultPlan>, read: string[] = []): string[] =>
    chooseCards(cards, { ...defaultPlan, ...plan }, new Set(read)).map(({ id }) => id);

  test('by chapter, kind, tag, difficulty, reading and sort', () => {
    expect(choose({})).toEqual(['lora', 'lora/1', 'dpo']);
    expect(choose({ chapter: 'alignment' })).toEqual(['dpo']);
    expect(choose({ kind: 'concept' })).toEqual(['lora', 'lora/1']);
    expect(choose({ tag: 'lora', checks: false })).toEqual(['lora']);
    expect(choose({ difficulty: 'expert' })).toEqual([]);
    expect(choose({ onlyRead: true }, ['lora'])).toEqual(['lora', 'lora/1']);
  });
});

describe('queue', () => {
  const cards = ['learning', 'old', 'older', 'new', 'newer'].map((id) => makeCard(id));

  test('learning first, then what is longest due, then new cards, then what learns soon', () => {
    const state = new Map([
      ['learning', makeProgress({ phase: 'learning', due: 99 * hour })],
      ['old', makeProgress({ due: 90 * hour })],
      ['older', makeProgress({ due: 119 * hour - 40 * hour })],
    ]);
    expect(makeQueue(cards, state, 5, today)).toMatchObject({ next: { id: 'learning' }, due: 3, fresh: 2 });
    state.set('learning', makeProgress({ phase: 'learning', due: today.now + hour / 6 }));
    expect(makeQueue(cards, state, 5, today)).toMatchObject({ next: { id: 'older' }, due: 3 });
    for (const id of ['old', 'older']) state.set(id, makeProgress({ due: 121 * hour }));
    expect(makeQueue(cards, state, 5, today)).toMatchObject({ next: { id: 'new' }, due: 1 });
    expect(makeQueue(cards, state, 0, today)).toMatchObject({ next: { id: 'learning' }, due: 1, fresh: 0 });
    state.set('learning', makeProgress({ phase: 'learning', due: today.now + hour }));
    expect(makeQueue(cards, state, 0, today)).toEqual({ due: 0, fresh: 0 });
  });

  test('cards that were introduced today take the room of new ones; those of yesterday do not', () => {
    const state = new Map([
      ['old', makeProgress({ due: 900 * hour, first: today.start })],
      ['older', makeProgress({ due: 900 * hour, first: today.start - 1 })],
    ]);
    expect(makeQueue(cards, state, 2, today).fresh).toBe(1);
    expect(makeQueue(cards, state, 1, today).fresh).toBe(0);
  });
});
