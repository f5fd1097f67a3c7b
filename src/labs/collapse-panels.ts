import { accumulateError, expectedDistinct, replaceError, varianceFactor, type Fan } from '../models/collapse.ts';
import { regressionOf, vocabulary, type CollapseResult, type CollapseState } from './collapse-runs.ts';
import type { Axis, Mark, Panel, Place, Tone } from './figure/panel.ts';
import { fixed, percent } from './numbers.ts';

/** The middle 80 % of the chains and their mean, from a generation on. */
function fanMarks(fans: readonly Fan[], tone: Tone, first = 0): Mark[] {
  const shown = fans.slice(first).map((fan, index) => ({ ...fan, generation: first + index }));
  const last = shown.at(-1);
  if (!last) return [];
  return [
    { kind: 'area', points: shown.map(({ generation, low, high }) => [generation, low, high]), tone },
    { kind: 'line', points: shown.map(({ generation, mean }) => [generation, mean]), tone },
    { kind: 'dot', at: [last.generation, last.mean], tone, small: true },
  ];
}

/** A law over the generations. */
function law(generations: number, of: (generation: number) => number, first = 0): Place[] {
  return Array.from({ length: generations + 1 - first }, (_, index) => [first + index, of(first + index)]);
}

function axis({ generations }: CollapseState): Axis {
  const domain = [0, generations] as const;
  // Round numbers would be fractions of a generation.
  return {
    label: 'generation',
    domain,
    ...(generations < 6 ? { ticks: Array.from({ length: generations + 1 }, (_, index) => index) } : {}),
  };
}

/** Variance of the fitted normals. */
export function spreadPanel(state: CollapseState, { variance }: CollapseResult): Panel {
  const { n, generations, unbiased } = state;
  return {
    title: 'Spread of a normal',
    description:
      'Variance of the fitted normal against the generation: mean and middle 80% of the chains, with the mean expected of replacing.',
    x: axis(state),
    y: { label: 'variance σ², the truth’s is 1', domain: [0, 2.5], format: (value) => fixed(value, 1) },
    marks: [
      ...fanMarks(variance, 1),
      { kind: 'line', points: law(generations, (t) => (unbiased ? 1 : varianceFactor(n, t))), tone: 'ink', dashed: true, thin: true },
    ],
    legend: [
      { label: 'mean, middle 80%', tone: 1 },
      { label: 'mean expected of replacing', tone: 'ink', look: 'dashed' },
    ],
  };
}

/** Types that are left, and the truth's mass on them. */
export function typesPanel(state: CollapseState, { distinct, coveredMass }: CollapseResult): Panel {
  const scaled = distinct.map(({ mean, low, high }) => ({ mean: mean / vocabulary, low: low / vocabulary, high: high / vocabulary }));
  return {
    title: `Types left of ${vocabulary}`,
    description: 'Share of the types left, and the true probability of these, against the generation: mean and middle 80% of the chains.',
    x: axis(state),
    y: { label: 'share of the truth', domain: [0, 1], format: (share) => percent(share) },
    marks: [
      ...fanMarks(coveredMass, 3),
      ...fanMarks(scaled, 2),
      { kind: 'dot', at: [1, expectedDistinct(vocabulary, 1, state.n) / vocabulary], tone: 'ink', hollow: true },
    ],
    legend: [
      { label: 'their true mass', tone: 3 },
      { label: 'types', tone: 2 },
      { label: 'types expected in one sample', tone: 'ink', look: 'ring' },
    ],
  };
}

/** Error of the regression, with the laws of replacing and of accumulating. */
export function errorPanel(state: CollapseState, { testError }: CollapseResult): Panel {
  const { generations } = state;
  const regression = regressionOf(state);
  const base = replaceError({ ...regression, generations: 1 });
  return {
    title: 'Error of a regression',
    description:
      'Excess test error against the generation: mean and middle 80% of the chains, with the laws of replacing and accumulating.',
    x: axis(state),
    y: { label: 'excess test error, σ² = 1', scale: 'log', domain: [base / 3, base * 3 * Math.max(4, generations)] },
    marks: [
      ...fanMarks(testError, 4, 1),
      {
        kind: 'line',
        points: law(generations, (g) => replaceError({ ...regression, generations: g }), 1),
        tone: 2,
        dashed: true,
        thin: true,
      },
      {
        kind: 'line',
        points: law(generations, (g) => accumulateError({ ...regression, generations: g }), 1),
        tone: 1,
        dashed: true,
        thin: true,
      },
    ],
    legend: [
      { label: 'mean, middle 80%', tone: 4 },
      { label: 'replaced, law', tone: 2, look: 'dashed' },
      { label: 'accumulated, law', tone: 1, look: 'dashed' },
    ],
  };
}
