import { describe, expect, it } from 'vitest';
import { dpo } from '../../src/labs/dpo.ts';
import { finalView } from '../../src/labs/lab.ts';

const show = (preset: string, change: object = {}) => finalView(dpo, { ...dpo.presets[preset]?.state, ...change });

describe('the reading', () => {
  it('of exact preferences says that the table is at the optimum', () => {
    expect(show('exact-preferences').reading).toMatch(/^The table’s policy is 0\.0% from the optimum \(total variation\)\./);
  });

  it('of the bystander says that the chosen answer is pushed down', () => {
    expect(show('three-responses').reading).toMatch(
      /chosen answer falls from 50% to 0\.1%, first pushed down \(−0\.041 a step\); the loss ends at 0\.540\.$/,
    );
  });

  it('of an unlike pair says that it rises', () =>
    expect(show('unlike-pair').reading).toContain('rises from 50% to 99.5%, first pushed up'));
});

it('reproduces the card’s table of three responses', () => {
  const shares = (steps: number) =>
    show('three-responses', { steps })
      .table.rows.slice(-3)
      .map((row) => row[3]);
  expect(shares(0)).toEqual(['0.500', '0.300', '0.200']);
  expect(shares(100)).toEqual(['0.131', '0.024', '0.845']);
  expect(shares(300)).toEqual(['0.001', '0.000', '0.999']);
});

it('the anchor keeps the chosen answer, as the preset’s name says', () => {
  expect(Number(show('anchored').table.rows.at(-3)?.[3])).toBeGreaterThan(0.9);
});

it('label smoothing holds the implicit rewards back, in the table and in the pair', () => {
  const rewards = (labelSmoothing: number) =>
    show('unlike-pair', { labelSmoothing }).table.rows.map((row) => Number(row[5]?.replace('−', '-')));
  const gaps = (of: number[]): number[] => [(of[0] ?? NaN) - (of[7] ?? NaN), (of[8] ?? NaN) - (of[9] ?? NaN)];
  const [plain, smoothed] = [gaps(rewards(0)), gaps(rewards(0.2))];
  smoothed.forEach((gap, index) => {
    expect(gap).toBeGreaterThan(0);
    expect(gap).toBeLessThan(0.8 * (plain[index] ?? NaN));
  });
});
