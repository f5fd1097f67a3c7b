import type { Mark, Panel, Place, Tone } from './figure/panel.ts';
import { answers, labelers, type JudgeResult, type Labelers, type Worth } from './judge-runs.ts';
import { fixed } from './numbers.ts';

const tones: Readonly<Record<Labelers, Tone>> = { people: 2, judge: 3, both: 1 };

/** A ring for both, so that a dot within it stays in sight. */
function policyDot(by: Labelers, at: Place): Mark {
  return { kind: 'dot', at, tone: tones[by], ...(by === 'both' ? { hollow: true, radius: 6.5 } : {}) };
}

/** The fitted reward of each answer and the true one, both less their means. */
export function rewardPanel({ outcomes }: JudgeResult): Panel {
  const { reward, trueReward, policy } = outcomes.both;
  const centre = trueReward.reduce((total, value) => total + value, 0) / trueReward.length;
  const largest = 1.15 * Math.max(0.5, ...reward.map(Math.abs));
  return {
    title: 'Recovered and true reward',
    description: 'Reward fitted to all labels and true reward for ten answers, from the most helpful to the most harmless.',
    x: { label: 'answer: 1 most helpful, 10 most harmless', domain: [0.5, 10.5], ticks: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
    y: { label: 'reward less its mean, nats', domain: [-largest, largest], format: (value) => fixed(value, 1) },
    marks: [
      { kind: 'rule', y: 0 },
      { kind: 'line', points: trueReward.map((value, index): Place => [index + 1, value - centre]), tone: 'ink', dashed: true },
      { kind: 'line', points: reward.map((value, index): Place => [index + 1, value]), tone: 1, thin: true },
      ...reward.map((value, index): Mark => ({
        kind: 'dot',
        at: [index + 1, value],
        tone: 1,
        radius: 2 + 6 * Math.sqrt(policy[index] ?? 0),
      })),
    ],
    legend: [
      { label: 'true', tone: 'ink', look: 'dashed' },
      { label: 'recovered, larger where the policy is', tone: 1, look: 'dot' },
    ],
  };
}

/** What more labels buy. */
export function labelsPanel(
  { humanLabels, judgeLabels }: { humanLabels: number; judgeLabels: number },
  { curve, outcomes, exact }: JudgeResult,
): Panel {
  const counts: Readonly<Record<Labelers, number>> = { people: humanLabels, judge: judgeLabels, both: humanLabels + judgeLabels };
  const values = [exact.utility, ...labelers.flatMap((by) => [outcomes[by].utility, ...curve.map(({ utility }) => utility[by])])];
  const [low, high] = [Math.floor(Math.min(...values) * 50 - 0.2) / 50, Math.ceil(Math.max(...values) * 50 + 0.2) / 50];
  return {
    title: 'Utility against labels',
    description: 'True utility of the policy against the number of labels from people alone, from the judge alone, and from both.',
    x: { label: 'labels', scale: 'log', domain: [10, 1e4] },
    y: { label: 'true utility of the policy', domain: [low, high], format: (value) => fixed(value, 2) },
    marks: [
      { kind: 'rule', y: exact.utility },
      ...labelers.map((by): Mark => ({
        kind: 'line',
        points: curve.map(({ labels, utility }): Place => [labels, utility[by]]),
        tone: tones[by],
        dashed: by === 'both',
      })),
      ...labelers.map((by) => policyDot(by, [counts[by], outcomes[by].utility])),
    ],
    legend: [
      { label: 'people', tone: 2 },
      { label: 'judge', tone: 3 },
      { label: 'both', tone: 1, look: 'dashed' },
      { label: 'true reward', tone: 'muted', look: 'dashed' },
    ],
  };
}

/** Helpfulness and harmlessness of the policies. */
export function paretoPanel({ outcomes, exact, mixes }: JudgeResult): Panel {
  const at = ({ helpful, harmless }: Worth): Place => [helpful, harmless];
  return {
    title: 'Helpful and harmless',
    description: 'Expected harmlessness against expected helpfulness: the ten answers on an arc, and the policies inside it.',
    x: { label: 'helpfulness', domain: [0, 1.05], ticks: [0, 0.25, 0.5, 0.75, 1] },
    y: { label: 'harmlessness', domain: [0, 1.05], ticks: [0, 0.25, 0.5, 0.75, 1] },
    marks: [
      { kind: 'line', points: answers.map(({ helpful, harmless }) => [helpful, harmless]), tone: 'muted', thin: true },
      ...answers.map(({ helpful, harmless }): Mark => ({ kind: 'dot', at: [helpful, harmless], tone: 'muted', small: true })),
      { kind: 'line', points: mixes.map(at), tone: 1, thin: true, dashed: true },
      { kind: 'dot', at: at(exact), tone: 'ink', hollow: true, radius: 9 },
      ...labelers.map((by) => policyDot(by, at(outcomes[by]))),
    ],
    legend: [
      { label: 'answers', tone: 'muted', look: 'dot' },
      { label: 'people', tone: 2, look: 'dot' },
      { label: 'judge', tone: 3, look: 'dot' },
      { label: 'both', tone: 1, look: 'ring' },
      { label: 'true reward', tone: 'ink', look: 'ring' },
      { label: 'both, other principles', tone: 1, look: 'dashed' },
    ],
  };
}
