import { describe, expect, test } from 'vitest';
import type { StudyEvent } from '../../src/lib/study-events.ts';
import { defaultPlan, readPlan } from '../../src/lib/study-plan.ts';
import { newEvents, readHistory, writeHistory } from '../../src/lib/study-transfer.ts';

const events: StudyEvent[] = [
  { id: 'a', kind: 'review', card: 'lora', at: 1_700_000_000_000, rating: 3, retention: 0.9, question: 'q' },
  { id: 'b', kind: 'undo', card: 'lora', at: 1_700_000_000_001, review: 'a' },
];

describe('a history as a file', () => {
  test('is read as it was written', () => {
    const plan = { ...defaultPlan, newPerDay: 3, chapter: 'peft' };
    expect(readHistory(writeHistory(events, plan, ['lora']))).toEqual({ events, plan, read: ['lora'] });
  });

  test.each([
    ['{"format":"cardbook-st', 'It is not JSON: it may have been cut off on its way. Export it again.'],
    ['[]', 'It is not a study history: a history begins with {"format":"cardbook-study".'],
    [
      '{"format":"cardbook-study","version":9}',
      'It has version 9, and this page reads version 1. Reload the page to get its newest version.',
    ],
    ['{"format":"cardbook-study","version":1}', 'Its list “events” is missing.'],
    [writeHistory([...events, { ...events[0], rating: 7 } as never], defaultPlan, []), 'Its event 3 of 3 is damaged.'],
    [writeHistory([{ ...events[0], at: null } as never], defaultPlan, []), 'Its event 1 of 1 is damaged.'],
    [writeHistory([], defaultPlan, [5] as never), 'Its list “read” is damaged.'],
  ])('%s is refused', (text, problem) => {
    expect(readHistory(text)).toEqual({ problem });
  });

  test('adds only what is not known, and once', () => {
    expect(newEvents(new Set(['a']), [...events, ...events])).toEqual([events[1]]);
  });

  test('a plan that is out of range is as at the start', () => {
    expect(readPlan({ newPerDay: -1, retention: 2, checks: 'no', tag: 'lora' })).toEqual({ ...defaultPlan, tag: 'lora' });
    expect(readPlan(undefined)).toEqual(defaultPlan);
  });
});
