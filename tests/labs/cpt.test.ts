import { expect, it } from 'vitest';
import { cpt } from '../../src/labs/cpt.ts';
import { finalView } from '../../src/labs/lab.ts';

/** Old and new loss of the chosen run. */
const ends = (preset: string, change: object = {}): [number, number] => {
  const [, old, fresh] = finalView(cpt, { ...cpt.presets[preset]?.state, ...change }).table.rows[0] ?? [];
  return [Number(old), Number(fresh)];
};

it.each([
  ['constant-rate', 0.00917, 0.00409],
  ['low-peak', 0.01966, 0.00207],
  ['no-replay', 0.05067, 0.0011],
  ['weak-shift', 0.02135, 0.00182],
  ['strong-shift', 0.00621, 0.00347],
])('reproduces the card’s row of the preset “%s”', (preset, old, fresh) => {
  const [oldLoss, newLoss] = ends(preset);
  expect(Math.abs(oldLoss - old)).toBeLessThanOrEqual(5e-5);
  expect(Math.abs(newLoss - fresh)).toBeLessThanOrEqual(5e-5);
});

it('a higher peak adapts better and forgets more; replay buys the old domain back; warm-up hardly matters', () => {
  const [old, fresh] = ends('no-replay');
  const [oldHigh, freshHigh] = ends('no-replay', { f: 2 });
  expect(oldHigh).toBeGreaterThan(old);
  expect(freshHigh).toBeLessThan(fresh);
  const [oldReplay, freshReplay] = ends('no-replay', { rho: 0.05 });
  expect(oldReplay).toBeLessThan(old / 2);
  expect(freshReplay - fresh).toBeLessThan((old - oldReplay) / 10);
  const [oldSlow, freshSlow] = ends('no-replay', { W: 0.05 });
  expect(Math.abs(oldSlow / old - 1)).toBeLessThan(0.01);
  expect(Math.abs(freshSlow / fresh - 1)).toBeLessThan(0.01);
});

it('compares with re-warmed runs also when the rate is constant', () => {
  const rows = finalView(cpt, { ...cpt.presets['constant-rate']?.state }).table.rows;
  expect(new Set(rows.slice(2).map(([, old]) => old)).size).toBe(24);
});
