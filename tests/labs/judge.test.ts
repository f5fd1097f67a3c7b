import { expect, it } from 'vitest';
import { fitLabels, type JudgeResult, type JudgeState } from '../../src/labs/judge-runs.ts';
import { judge } from '../../src/labs/judge.ts';
import { finalView } from '../../src/labs/lab.ts';

function fit(preset: string, change: Partial<JudgeState> = {}): JudgeResult {
  const state = { ...(judge.presets[preset]?.state as JudgeState), ...change };
  return [...fitLabels(state)].at(-1)?.result ?? expect.fail('The fit shows nothing.');
}

it('shows that asking in both orders mends a position bias and that more labels do not, as the card says', () => {
  const [biased, mended] = [fit('position-bias'), fit('both-orders')];
  expect(biased.curve.at(-1)?.utility.judge).toBeLessThan(0.57);
  expect(mended.curve.at(-1)?.utility.judge).toBeGreaterThan(0.63);
  expect(biased.outcomes.both.helpful).toBeGreaterThan(0.9);
});

it('pulls the policy to the ends of people and judge, and between them with both, as the card says', () => {
  const { people, judge: alone, both } = fit('constitutional-ai').outcomes;
  expect(people.helpful).toBeGreaterThan(both.helpful);
  expect(both.helpful).toBeGreaterThan(alone.helpful);
  expect(alone.harmless).toBeGreaterThan(both.harmless);
  expect(both.harmless).toBeGreaterThan(people.harmless);
  expect(both.utility).toBeGreaterThan(Math.max(people.utility, alone.utility));
});

it('moves from helpful to harmless with the principles, and less so where people hold most labels', () => {
  const { mixes } = fit('sixteen-principles');
  for (const [index, mix] of mixes.slice(1).entries()) expect(mix.harmless).toBeGreaterThan(mixes[index]?.harmless ?? 1);
  const reach = (all: JudgeResult['mixes']): number => (all.at(-1)?.harmless ?? 0) - (all[0]?.harmless ?? 0);
  expect(reach(fit('sixteen-principles', { humanLabels: 5000, judgeLabels: 50 }).mixes)).toBeLessThan(reach(mixes) / 4);
});

it('counts whole labels, whatever the sliders give', () => {
  const { reading } = finalView(judge, { ...judge.defaults, humanLabels: 10.2, judgeLabels: 31.6 });
  expect(reading).toContain('10 labels of people and 32 of the judge');
});

it('has the numbers of label noise that the cards print', () => {
  const { rows } = finalView(judge, { ...judge.defaults, positionBias: 2 }).table;
  expect(rows.at(-1)?.slice(1, 4)).toEqual(['better first 0.924', 'better second 0.182', 'both orders 0.553']);
});
