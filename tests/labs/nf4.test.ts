import { expect, it } from 'vitest';
import { finalView } from '../../src/labs/lab.ts';
import { nf4 } from '../../src/labs/nf4.ts';

const show = (preset: string, change: object = {}) => finalView(nf4, { ...nf4.presets[preset]?.state, ...change });

it('reads bits and bytes aloud', () => {
  expect(show('qlora').reading).toMatch(
    /^NF4 in 4\.127 bits each: 7B parameters take 3\.61 GB instead of 14\. The mean squared error is 0\.0\d+; /,
  );
  expect(show('qlora', { doubleQuant: false, params: 65e9 }).reading).toContain(
    'NF4 in 4.500 bits each: 65B parameters take 36.6 GB instead of 130.',
  );
});

/** The column's numbers for NF4, int4 and FP4. */
const column = (preset: string, index: number, change: object = {}): number[] =>
  show(preset, change).table.rows.map((row) => Number(row[index]));

it.each([1, 2])('NF4 errs least and FP4 most on normal weights, as the caption says (column %i)', (index) => {
  const errors = column('qlora', index);
  expect(errors).toEqual(errors.toSorted((a, b) => a - b));
});

it('larger blocks and outliers cost error, as the caption says', () => {
  expect(column('large-blocks', 2)[0]).toBeGreaterThan(column('qlora', 2)[0] ?? 0);
  expect(column('outliers', 1)[0]).toBeGreaterThan(2 * (column('qlora', 1)[0] ?? 0));
});

it('the scale of the weights changes neither codes nor levels, only the error’s unit, as the caption says', () => {
  const [unit, small] = [1, 0.2].map((sigma) => show('qlora', { sigma, doubleQuant: false }));
  expect(small?.pictures).toEqual(unit?.pictures);
  for (const index of [1, 2]) {
    const [one = NaN, other = NaN] = [unit, small].map((view) => Number(view?.table.rows[0]?.[index]));
    expect(Math.abs(other / one / 0.2 ** 2 - 1)).toBeLessThan(0.01);
  }
});
