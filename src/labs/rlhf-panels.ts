import { categories, type Mark, type Panel, type Place } from './figure/panel.ts';
import { iterations, type RlhfResult } from './rlhf-runs.ts';
import { fixed } from './numbers.ts';

const clampTo = (low: number, value: number, high: number): number => Math.min(Math.max(value, low), high);
const training = { label: 'iterations of PPO, 256 answers each', domain: [0, iterations] } as const;

/** The twelve answers under reference, policy and optimum. */
export function policyPanel({ order, ref, policy, optimum }: RlhfResult): Panel {
  const names = order.map((_, place) => String(place + 1));
  return {
    title: 'Where the mass goes',
    description: 'Probability of each of twelve answers under the reference, the trained policy and the KL optimum.',
    x: categories('answer, best by the true reward first', names),
    y: { label: 'probability', domain: [0, 1] },
    marks: order.flatMap((answer, place): Mark[] => [
      { kind: 'box', x: [place - 0.4, place], y: [0, ref[answer] ?? 0], tone: 'muted', strength: 0.5 },
      { kind: 'box', x: [place, place + 0.4], y: [0, policy[answer] ?? 0], tone: 1 },
      { kind: 'dot', at: [place + 0.2, optimum[answer] ?? 0], tone: 'ink', hollow: true, small: true },
    ]),
    legend: [
      { label: 'reference', tone: 'muted', look: 'box' },
      { label: 'policy', tone: 1, look: 'box' },
      { label: 'KL optimum', tone: 'ink', look: 'ring' },
    ],
  };
}

/** The reward trained on and the true one. */
export function rewardPanel({ trace, trained }: RlhfResult): Panel {
  const line = (value: (step: RlhfResult['trace'][number]) => number): Place[] => trace.map((step) => [step.iteration, value(step)]);
  return {
    title: 'Expected reward',
    description: 'Expectation of the reward that is trained on and of the true reward against the iteration.',
    x: training,
    y: { label: 'reward, nats', domain: [-1, Math.max(2, Math.ceil(Math.max(...trained)))], format: (value) => fixed(value, 1) },
    marks: [
      { kind: 'rule', y: 0 },
      { kind: 'line', points: line(({ reward }) => reward), tone: 2 },
      { kind: 'line', points: line(({ trueReward }) => trueReward), tone: 1 },
    ],
    legend: [
      { label: 'trained on', tone: 2 },
      { label: 'true', tone: 1 },
    ],
  };
}

/** How far the policy goes from the reference. */
export function klPanel({ trace, optimum, ref }: RlhfResult): Panel {
  const best = optimum.reduce((sum, mass, index) => sum + (mass > 0 ? mass * Math.log(mass / (ref[index] ?? 1)) : 0), 0);
  return {
    title: 'Distance from the reference',
    description: 'KL divergence of the policy from the reference against the iteration, with that of the KL optimum.',
    x: training,
    y: { label: 'KL to the reference, nats', domain: [0, 4] },
    marks: [
      { kind: 'rule', y: best },
      { kind: 'line', points: trace.map(({ iteration, kl }) => [iteration, kl]), tone: 1 },
    ],
    legend: [
      { label: 'policy', tone: 1 },
      { label: 'KL optimum', tone: 'muted', look: 'dashed' },
    ],
  };
}

/** The reward model against the truth; the rarer an answer, the smaller its dot and the worse its score. */
export function scorePanel({ ref, trueReward, rewardModel }: RlhfResult): Panel {
  const centre = (values: readonly number[]): number => values.reduce((sum, value, index) => sum + value * (ref[index] ?? 0), 0);
  const [trueMean, modelMean] = [centre(trueReward), centre(rewardModel)];
  return {
    title: 'What the reward model learned',
    description:
      'Score of the reward model against the true reward for each answer, both less their mean; dots grow with the answer’s share.',
    x: { label: 'true reward less its mean, nats', domain: [-2, 2] },
    y: { label: 'score less its mean, nats', domain: [-2, 2] },
    marks: [
      {
        kind: 'line',
        points: [
          [-2, -2],
          [2, 2],
        ],
        tone: 'muted',
        dashed: true,
      },
      ...ref.map((mass, index): Mark => ({
        kind: 'dot',
        at: [(trueReward[index] ?? 0) - trueMean, clampTo(-2, (rewardModel[index] ?? 0) - modelMean, 2)],
        tone: 2,
        hollow: true,
        radius: 2 + 30 * mass,
      })),
    ],
    legend: [
      { label: 'an answer, larger if more common', tone: 2, look: 'ring' },
      { label: 'equal', tone: 'muted', look: 'dashed' },
    ],
  };
}
