import { expect, it } from 'vitest';
import { finalView, type Progress } from '../../src/labs/lab.ts';
import { moeBalance } from '../../src/labs/moe-balance.ts';

const slow = 60_000;
const few = { seeds: 2 };

/** Mean of the violation over all seeds, from the last row of the table. */
function violation(preset: string): number {
  const row = finalView(moeBalance, moeBalance.presets[preset]?.state ?? {}).table.rows.at(-1);
  return Number.parseFloat(row?.[2] ?? '');
}

it('over eight seeds, bias and auxiliary loss balance and nothing does not, as the caption says', { timeout: slow }, () => {
  expect(violation('bias')).toBeLessThan(violation('none') / 1.5);
  expect(violation('auxiliary-loss')).toBeLessThan(violation('none') / 1.5);
  expect(violation('too-much-loss')).toBeLessThan(violation('auxiliary-loss'));
  expect(violation('switch')).toBeGreaterThan(1);
});

it('streams: shares grow to 1, and every part can be shown', () => {
  const progress: Progress[] = [...moeBalance.run({ ...moeBalance.defaults, ...few })];
  const shares = progress.map(({ share }) => share);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBe(1);
  expect(progress[0]?.view().pictures).toHaveLength(3);
});

it('names what balances and over how many runs', () => {
  const { reading } = finalView(moeBalance, { ...moeBalance.defaults, ...few, mode: 'bias' });
  expect(reading).toMatch(
    /^Balanced by a bias on the choice, over 2 runs: the busiest expert gets \d+% more than its share, 0\.0 of 8 experts get nothing, and the task’s loss ends at 0\.\d{4} ± 0\.\d{4}\.$/,
  );
});

it('claims no spread of a single run', () => {
  const { reading, table } = finalView(moeBalance, { ...moeBalance.defaults, seeds: 1 });
  expect(reading).toMatch(/ends at 0\.\d{4}\.$/);
  expect(table.rows.at(-1)?.slice(1)).toEqual(table.rows[0]?.slice(1));
});
