import type { DpoResult } from './dpo.ts';
import { categories, type Axis, type Mark, type Panel, type Place } from './figure/panel.ts';
import { fixed, significant } from './numbers.ts';

/** The table's policy beside its reference and its optimum. */
export function policyPanel({ ref, policy, optimum }: DpoResult): Panel {
  const highest = Math.max(...policy, ...optimum.policy, ...ref);
  return {
    title: 'A table of eight answers',
    description: 'Bars of the probability of eight answers under the reference and under the trained policy, with the optimum as rings.',
    x: categories(
      'answers, best first',
      ref.map((_, index) => String(index + 1)),
    ),
    y: { label: 'probability', domain: [0, highest > 0.5 ? 1 : 0.5], format: (value) => fixed(value, 1) },
    marks: [
      ...ref.map((mass, index): Mark => ({ kind: 'box', x: [index - 0.36, index], y: [0, mass], tone: 'muted', strength: 0.5 })),
      ...policy.map((mass, index): Mark => ({ kind: 'box', x: [index, index + 0.36], y: [0, mass], tone: 1 })),
      ...optimum.policy.map((mass, index): Mark => ({ kind: 'dot', at: [index + 0.18, mass], tone: 'ink', hollow: true, small: true })),
    ],
    legend: [
      { label: 'reference', tone: 'muted', look: 'box' },
      { label: 'policy', tone: 1, look: 'box' },
      { label: 'optimum', tone: 'ink', look: 'ring' },
    ],
  };
}

/** The implicit reward against the true one: the same up to a constant. */
export function rewardPanel({ reward, implicit, optimum }: DpoResult): Panel {
  const ends = [-2.2, 2.2] as const;
  return {
    title: 'Its implicit reward',
    description: 'Implicit reward of eight answers against their true reward; at the optimum they lie on a line of slope one.',
    x: { label: 'true reward', domain: ends },
    y: { label: 'implicit reward β log π/π(ref)', domain: [-6, 3] },
    marks: [
      { kind: 'line', points: ends.map((r) => [r, r - optimum.objective]), tone: 'muted', dashed: true },
      ...reward.map((value, index): Mark => ({ kind: 'dot', at: [value, implicit[index] ?? 0], tone: 1 })),
    ],
    legend: [
      { label: 'policy', tone: 1, look: 'dot' },
      { label: 'true reward less a constant', tone: 'muted', look: 'dashed' },
    ],
  };
}

/** The path of three answers' probabilities while one pair is trained: a place in the triangle is a policy, a corner a sure answer. */
export function simplexPanel({ trace }: DpoResult): Panel {
  const placeOf = ([, rejected = 0, third = 0]: readonly number[]): Place => [rejected + third / 2, third];
  const corners: readonly Place[] = [
    [0, 0],
    [0.5, 1],
    [1, 0],
    [0, 0],
  ];
  const path = trace.map(({ policy }) => placeOf(policy));
  const [start = [0, 0], end = [0, 0]] = [path[0], path.at(-1)];
  return {
    title: 'One pair, shared features',
    description:
      'Path of the policy over three answers in a triangle, from the reference to where training ends; a corner is a sure answer.',
    x: { label: 'chosen against rejected', domain: [-0.3, 1.3], ticks: [] },
    y: {
      label: 'probability of the third answer',
      domain: [0, 1.2],
      ticks: [0, 0.25, 0.5, 0.75, 1],
      format: (value) => significant(value),
    },
    marks: [
      { kind: 'line', points: corners, tone: 'muted', thin: true },
      { kind: 'note', at: [0, 0.07], text: 'chosen', tone: 1, side: 'left' },
      { kind: 'note', at: [1, 0.07], text: 'rejected', tone: 2, side: 'right' },
      { kind: 'note', at: [0.5, 1.04], text: 'third', tone: 4, side: 'above' },
      { kind: 'line', points: path, tone: 'ink' },
      { kind: 'dot', at: start, tone: 'ink', hollow: true },
      { kind: 'dot', at: end, tone: 'ink' },
    ],
    legend: [
      { label: 'reference', tone: 'ink', look: 'ring' },
      { label: 'where training ends', tone: 'ink', look: 'dot' },
    ],
  };
}

/** The log-ratios of the pair and their difference, which is all that the loss sees. */
export function marginPanel({ trace, pairReference }: DpoResult): Panel {
  const ratio =
    (index: number) =>
    (step: DpoResult['trace'][number]): number =>
      (step.logPolicy[index] ?? 0) - Math.log(pairReference[index] ?? 1);
  const [chosen, rejected] = [ratio(0), ratio(1)];
  const lowest = Math.min(...trace.map((step) => Math.min(chosen(step), rejected(step))));
  const highest = Math.max(...trace.map((step) => Math.max(chosen(step), chosen(step) - rejected(step))));
  return {
    title: 'What the loss sees: the margin',
    description: 'Log-ratio to the reference of the chosen and the rejected answer, and their margin, against the step of training.',
    x: stepAxis(trace),
    y: { label: 'log π/π(ref), nats', domain: [Math.min(-1, lowest), Math.max(1, highest)], format: (value) => significant(value) },
    marks: [
      { kind: 'rule', y: 0 },
      { kind: 'line', points: trace.map((step) => [step.step, chosen(step)]), tone: 1 },
      { kind: 'line', points: trace.map((step) => [step.step, rejected(step)]), tone: 2, dashed: true },
      { kind: 'line', points: trace.map((step) => [step.step, chosen(step) - rejected(step)]), tone: 'ink' },
    ],
    legend: [
      { label: 'chosen', tone: 1 },
      { label: 'rejected', tone: 2, look: 'dashed' },
      { label: 'margin', tone: 'ink' },
    ],
  };
}

function stepAxis(trace: DpoResult['trace']): Axis {
  return { label: 'steps', domain: [0, Math.max(1, trace.at(-1)?.step ?? 1)] };
}
