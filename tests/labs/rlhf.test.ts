import { describe, expect, it } from 'vitest';
import { finalView, type Progress } from '../../src/labs/lab.ts';
import { rlhf } from '../../src/labs/rlhf.ts';

const show = (change: object = {}) => finalView(rlhf, { ...rlhf.defaults, ...change });
/** Total variation from the KL optimum, as the reading says it, in percent. */
const distance = (klMode: string): number => Number(/and ([\d.]+)% from the KL optimum/.exec(show({ klMode }).reading)?.[1]);
/** A column of the table. */
const column = (change: object, head: string): number[] => {
  const { table } = show(change);
  return table.rows.map((row) => Number(row[table.head.indexOf(head)]?.replace('−', '-')));
};
const furthest = (one: readonly number[], other: readonly number[]): number =>
  Math.max(...one.map((value, index) => Math.abs(value - (other[index] ?? 0))));

describe('where training ends, as the caption says', () => {
  it('k₁ in the reward and k₂ in the loss reach the optimum', () => {
    expect(distance('k1-reward')).toBeLessThan(2);
    expect(distance('k2-loss')).toBeLessThan(3);
  });

  it('k₃ in the loss ends at the fixed point of the reverse KL, away from the optimum', () => {
    expect(distance('k3-loss')).toBeGreaterThan(20);
    const k3 = { klMode: 'k3-loss' };
    expect(furthest(column(k3, 'Policy'), column(k3, 'Fixed point of k₃ in the loss'))).toBeLessThan(0.03);
  });

  it('k₁ in the loss ends where no penalty does', () =>
    expect(furthest(column({ klMode: 'k1-loss' }, 'Policy'), column({ klMode: 'none' }, 'Policy'))).toBeLessThan(0.01));
});

it('lists the five gradients: k₂ in the loss is k₁ in the reward, k₁ in the loss is zero, k₃ in the reward is the difference', () => {
  const few = { klMode: 'k3-loss' };
  const [k1Reward, k2Loss, k3Loss, k1Loss, k3Reward] = [
    'k₁ in the reward',
    'k₂ in the loss',
    'k₃ in the loss',
    'k₁ in the loss',
    'k₃ in the reward',
  ].map((placement) => column(few, `Gradient, ${placement}`)) as [number[], number[], number[], number[], number[]];
  expect(k2Loss).toEqual(k1Reward);
  expect(k1Loss.every((value) => value === 0)).toBe(true);
  expect(Math.max(...k3Loss.map(Math.abs))).toBeGreaterThan(0.05);
  k3Reward.forEach((value, index) => expect(Math.abs(value - ((k1Reward[index] ?? 0) - (k3Loss[index] ?? 0)))).toBeLessThan(0.002));
});

it('streams: shares grow to 1, and every part can be shown', () => {
  const progress: Progress[] = [...rlhf.run(rlhf.defaults)];
  const shares = progress.map(({ share }) => share);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
  expect(progress[0]?.view().pictures).toHaveLength(4);
});
