import { labelsNeededRatio, positionBiasAverage, recoveredRewardGap } from '../models/judge.ts';
import { sigmoid } from '../models/logistic.ts';
import { defineLab } from './lab.ts';
import { labelsPanel, paretoPanel, rewardPanel } from './judge-panels.ts';
import { answers, fitLabels, type JudgeState, type Worth } from './judge-runs.ts';
import { fixed, percent, significant } from './numbers.ts';

const defaults: JudgeState = {
  humanBy: 'utility',
  humanFlip: 0.2,
  temperature: 0.5,
  positionBias: 0.8,
  bothOrders: false,
  lengthBias: 0,
  harmless: 10,
  helpful: 6,
  humanLabels: 200,
  judgeLabels: 4000,
  beta: 0.3,
  seed: 1,
};

const labels = {
  kind: 'range',
  min: 10,
  max: 5000,
  step: 0.05,
  scale: 'log',
  format: (value: number) => significant(Math.round(value), 4),
} as const;
const nats = (value: number): string => fixed(value, 1);

const rounded = (state: JudgeState): JudgeState => ({
  ...state,
  humanLabels: Math.round(state.humanLabels),
  judgeLabels: Math.round(state.judgeLabels),
});

/** The lab of AI feedback: rewards fitted to labels of people, of a judge with principles and biases, and of both. */
export const judge = defineLab({
  name: 'judge',
  caption:
    'More labels average out noise and leave bias: with enough of them the policy settles where the labelers’ own preferences lead. Random flips shrink the fitted rewards toward 0, a judge’s bias bends them, and more principles of harmlessness move the policy from helpful to harmless.',
  controls: {
    humanBy: { kind: 'choice', label: 'people label by', options: { utility: 'utility, half and half', helpful: 'helpfulness only' } },
    humanFlip: {
      kind: 'range',
      tex: '\\epsilon_h',
      label: 'labels of people flipped',
      min: 0,
      max: 0.45,
      step: 0.01,
      format: (value) => percent(value),
    },
    temperature: {
      kind: 'range',
      label: 'temperature of the judge',
      min: 0.1,
      max: 2,
      step: 0.02,
      scale: 'log',
      format: (value) => significant(value),
    },
    positionBias: { kind: 'range', tex: 'b', label: 'bias for the first answer, nats', min: 0, max: 3, step: 0.1, format: nats },
    bothOrders: { kind: 'switch', label: 'judge asked in both orders' },
    lengthBias: { kind: 'range', label: 'bias for the longer answer, nats', min: 0, max: 3, step: 0.1, format: nats },
    harmless: { kind: 'range', label: 'principles of harmlessness', min: 1, max: 16, step: 1, format: String },
    helpful: { kind: 'range', label: 'principles of helpfulness', min: 0, max: 16, step: 1, format: String },
    humanLabels: { ...labels, tex: 'n_h', label: 'labels of people' },
    judgeLabels: { ...labels, tex: 'n_a', label: 'labels of the judge' },
    beta: {
      kind: 'range',
      tex: '\\beta',
      label: 'KL coefficient of the policy',
      min: 0.05,
      max: 2,
      step: 0.02,
      scale: 'log',
      format: (value) => significant(value),
    },
    seed: { kind: 'seed', label: 'labels of seed' },
  },
  defaults,
  presets: {
    'sixteen-principles': { label: 'Sixteen principles', state: {} },
    'position-bias': { label: 'Position bias of 2', state: { positionBias: 2 } },
    'both-orders': { label: 'In both orders', state: { positionBias: 2, bothOrders: true } },
    'constitutional-ai': {
      label: 'Constitutional AI',
      state: { humanBy: 'helpful', harmless: 16, helpful: 0, humanLabels: 1350, judgeLabels: 1830, bothOrders: true },
    },
  },
  idle: ({ positionBias }) => (positionBias === 0 ? ['bothOrders'] : []),
  steps: (state) => fitLabels(rounded(state)),
  panels: (state, result) => [rewardPanel(result), labelsPanel(rounded(state), result), paretoPanel(result)],
  reading(state, { outcomes, exact }) {
    const { humanLabels, judgeLabels } = rounded(state);
    const { helpful, harmless, utility } = outcomes.both;
    return `${significant(humanLabels, 4)} labels of people and ${significant(judgeLabels, 4)} of the judge make a policy of helpfulness ${fixed(helpful, 2)} and harmlessness ${fixed(harmless, 2)}: utility ${fixed(utility, 3)}. People alone reach ${fixed(outcomes.people.utility, 3)}, the judge alone ${fixed(outcomes.judge.utility, 3)}, the true reward ${fixed(exact.utility, 3)}.`;
  },
  table: ({ humanFlip, positionBias }, { outcomes, exact, curve }) => {
    const { reward, trueReward, policy } = outcomes.both;
    const odds = sigmoid(1);
    return {
      head: ['Quantity', 'Helpful', 'Harmless', 'Utility', 'Recovered reward', 'Probability'],
      rows: [
        ...answers.map(({ helpful, harmless }, index) => [
          `Answer ${index + 1}`,
          ...[helpful, harmless, trueReward[index] ?? 0, reward[index] ?? 0, policy[index] ?? 0].map((value) => fixed(value, 3)),
        ]),
        worthRow('Policy of people’s labels', outcomes.people),
        worthRow('Policy of the judge’s labels', outcomes.judge),
        worthRow('Policy of both', outcomes.both),
        worthRow('Policy of the true reward', exact),
        ...curve.map(({ labels: size, utility }) => [
          `Mean utility of ${significant(size, 5)} labels`,
          `people ${fixed(utility.people, 3)}`,
          `judge ${fixed(utility.judge, 3)}`,
          `both ${fixed(utility.both, 3)}`,
          '–',
          '–',
        ]),
        ['A gap of 1 nat, read from flipped labels', `${fixed(recoveredRewardGap(odds, humanFlip), 3)} nats`, '–', '–', '–', '–'],
        ['Flipped labels that replace a clean one there', significant(labelsNeededRatio(odds, humanFlip)), '–', '–', '–', '–'],
        [
          'Judge’s preference at a gap of 0.5 nats',
          `better first ${fixed(sigmoid(0.5 + positionBias), 3)}`,
          `better second ${fixed(sigmoid(0.5 - positionBias), 3)}`,
          `both orders ${fixed(positionBiasAverage(0.5, positionBias), 3)}`,
          '–',
          '–',
        ],
      ],
    };
  },
  leavesOut:
    'Ten answers on a quarter circle, each known by name, equally likely before training; a reward per answer and no model of language. Of two answers the judge always sees the more helpful one first, so that a position bias leans one way in one order. Labels have no price. A judge of low temperature overstates gaps, which acts like a smaller β: its policy can pass that of the true reward.',
  sources: ['bai2022constitutional', 'lee2023', 'zheng2023', 'bradley1952'],
});

function worthRow(label: string, { helpful, harmless, utility }: Worth): string[] {
  return [label, ...[helpful, harmless, utility].map((value) => fixed(value, 3)), '–', '–'];
}
