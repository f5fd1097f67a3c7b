import { expect, it } from 'vitest';
import { collapse } from '../../src/labs/collapse.ts';
import { finalView, type View } from '../../src/labs/lab.ts';

const views = new Map<string, View>();

/** What a preset ends with: each is run once. */
function viewOf(preset: string): View {
  let view = views.get(preset);
  if (!view) views.set(preset, (view = finalView(collapse, collapse.presets[preset]?.state ?? {})));
  return view;
}

/** Mean, lowest and highest tenth, and both laws of a measure in the last generation. */
function ending(preset: string, measure: string): number[] {
  const { rows } = viewOf(preset).table;
  return (rows.findLast(([name]) => name?.startsWith(measure)) ?? []).slice(1).map(Number);
}

it('replaced data loses spread, types and accuracy by the laws; kept or partly real data loses less, as the caption says', () => {
  const [variance = 0, , , law = 0] = ending('replace', 'Variance');
  expect(law).toBe(0.74);
  expect(Math.abs(variance - law)).toBeLessThan(0.1);
  const [error = 0, , , replaced = 0, kept = 0] = ending('replace', 'Test error');
  expect(Math.abs(error / replaced - 1)).toBeLessThan(0.15);
  for (const preset of ['accumulate', 'some-real-data', 'verifier']) {
    expect(ending(preset, 'Variance')[0]).toBeGreaterThan(0.9);
    expect(ending(preset, 'Types')[0]).toBeGreaterThan(4 * (ending('replace', 'Types')[0] ?? Infinity));
    expect(ending(preset, 'Test error')[0]).toBeLessThan(error / 5);
  }
  expect(Math.abs((ending('accumulate', 'Test error')[0] ?? 0) / kept - 1)).toBeLessThan(0.15);
});

it('the regression starts with 101 samples, so that its first test error is expected at 10/90', () => {
  const first = viewOf('replace').table.rows.find(([name]) => name === 'Test error, generation 1');
  expect(first?.slice(4)).toEqual(['0.111', '0.111']);
});

it('the unbiased estimator holds the mean variance up by a few chains, most fall, as the caption says', () => {
  const [mean = 0, low = 1, high = 0] = ending('unbiased', 'Variance');
  expect(mean).toBeGreaterThan(0.6);
  expect(mean).toBeGreaterThan(high);
  expect(low).toBeLessThan(0.05);
});

it('a verifier leaves by Bayes a third real of a tenth', () => {
  expect(viewOf('verifier').reading).toMatch(/^Trained on its output and real data, verified, 33% real, /);
});

it('streams by generation, and every part can be shown', () => {
  const shares: number[] = [];
  for (const { share, view } of collapse.run({ ...collapse.defaults, n: 20, generations: 4 })) {
    shares.push(share);
    for (const { svg } of view().pictures) expect(svg).not.toMatch(/ d="z?"/);
  }
  expect(shares).toEqual([0, 0.25, 0.5, 0.75, 1]);
});
