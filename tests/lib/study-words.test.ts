import { expect, test } from 'vitest';
import { dueText, intervalText } from '../../src/lib/study-words.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
  [20_000, '1 min'],
  [10 * minute, '10 min'],
  [5 * hour, '5 h'],
  [day, '1 day'],
  [8 * day, '8 days'],
  [76 * day, '2.5 months'],
  [366 * day, '1 year'],
  [900 * day, '2.5 years'],
])('%d ms is %s', (length, words) => {
  expect(intervalText(length)).toBe(words);
});

test.each([
  [-day, 'due now'],
  [10 * minute, 'due in 10 min'],
  [6 * hour, 'due today'],
  // The day ends in eight hours.
  [9 * hour, 'due tomorrow'],
  [31 * hour, 'due tomorrow'],
  [33 * hour, 'due in 2 days'],
])('what comes %d ms from now is %s', (wait, words) => {
  const now = 16 * hour + 1000 * day;
  expect(dueText(now + wait, now, 1001 * day)).toBe(words);
});
