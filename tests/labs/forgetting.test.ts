import { expect, it } from 'vitest';
import { forgetting } from '../../src/labs/forgetting.ts';
import { finalView } from '../../src/labs/lab.ts';

/** Weights and losses by method. */
function solutions(preset: string, change: object = {}): Map<string | undefined, number[]> {
  const { rows } = finalView(forgetting, { ...forgetting.presets[preset]?.state, ...change }).table;
  return new Map(rows.map(([name, ...values]) => [name, values.map((value) => Number(value.replace('−', '-')))]));
}

it('EWC at λ = 1/3 is replay of 25%, as card and preset say', () => {
  const found = solutions('quarter-replay');
  found.get('Replay')?.forEach((value, index) => expect(found.get('EWC, full F')?.[index]).toBeCloseTo(value, 1));
});

it('at a condition number of 1 EWC, its diagonal and L2 are one', () => {
  const found = solutions('joint-training', { condition: 1 });
  expect(found.get('EWC, diagonal F')).toEqual(found.get('EWC, full F'));
  expect(found.get('L2 to the old weights')).toEqual(found.get('EWC, full F'));
});

it('a move in one flat direction forgets little and learns little', () => {
  const [, , old = 0, fresh = 0] = solutions('one-direction').get('One direction only') ?? [];
  const [, , oldSteep = 0, freshSteep = 0] = solutions('joint-training').get('One direction only') ?? [];
  expect(old).toBeLessThan(oldSteep / 10);
  expect(fresh).toBeGreaterThan(freshSteep);
});

it('at the same new loss L2 pays more on the old task than EWC, as the caption says', () => {
  const trade = (method: string) =>
    Array.from({ length: 12 }, (_, index) => solutions('joint-training', { lambda: 0.01 * 2.1 ** index }).get(method) ?? []);
  const l2 = trade('L2 to the old weights');
  for (const [, , oldEwc = 0, newEwc = 0] of trade('EWC, full F')) {
    for (const [, , oldL2 = 0, newL2 = 0] of l2) if (newL2 <= newEwc - 0.005) expect(oldL2).toBeGreaterThanOrEqual(oldEwc - 0.005);
  }
});
