import { describe, expect, it } from 'vitest';
import { finalView } from '../../src/labs/lab.ts';
import { lora } from '../../src/labs/lora.ts';

const show = (preset: string, change: object = {}) => finalView(lora, { ...lora.presets[preset]?.state, ...change });
const rows = (preset: string, change: object = {}) => show(preset, change).table.rows.slice(1);

it('training reaches the floor at every rank and never goes below it, as the caption says', () => {
  for (const [, loss, floor] of rows('rank-four')) {
    expect(Number(loss)).toBeGreaterThanOrEqual(Number(floor) - 1e-4);
    expect(Number(loss)).toBeLessThanOrEqual(Number(floor) * 1.02 + 2e-3);
  }
});

it('the card’s shares of energy at rank 4: 90% of a decaying spectrum, 25% of a flat one', () => {
  expect(show('rank-four').reading).toMatch(/^Rank 4 can hold 90% .* the least loss is 0\.0804, and training ends at 0\.08/);
  expect(show('flat-spectrum').reading).toMatch(/^Rank 4 can hold 25% /);
});

it('the card’s counts for GPT-3 at rank 4, and the published one of Llama 3 8B at rank 8', () => {
  expect(rows('rank-four')[2]?.slice(5, 7)).toEqual(['18.9M', '37.7']);
  expect(rows('rank-four')[3]?.[7]).toBe('21M');
});

describe('the first step’s gain from rank 1 to 16', () => {
  const gain = (rule: string, optimizer: string) => rows('rank-four', { rule, optimizer }).at(-1)?.[4];
  it.each([
    ['constant', 'adam', '1'],
    ['tied', 'adam', '16'],
    ['root', 'adam', '4'],
    ['constant', 'sgd', '0.0625'],
    ['tied', 'sgd', '16'],
    ['root', 'sgd', '1'],
  ])('%s, %s: %s', (rule, optimizer, times) => expect(gain(rule, optimizer)).toBe(times));
});
