import { answerArc, expectedTally, judgeOutcome, principleSet, sampleTally, type JudgeOutcome, type JudgeParams } from '../models/judge.ts';
import { tilt } from '../models/tilted-policy.ts';
import { dot, mean } from '../models/vector.ts';

export type JudgeState = {
  /** What the people label by. */
  humanBy: 'utility' | 'helpful';
  humanFlip: number;
  temperature: number;
  positionBias: number;
  bothOrders: boolean;
  lengthBias: number;
  /** Principles that ask for harmlessness, and for helpfulness. */
  harmless: number;
  helpful: number;
  humanLabels: number;
  judgeLabels: number;
  beta: number;
  seed: number;
};

export const answers = answerArc(10);

/** Whose labels the reward is fitted to, in the order in which they are drawn. */
export const labelers = ['both', 'people', 'judge'] as const;
export type Labelers = (typeof labelers)[number];

/** What a policy is worth. */
export type Worth = Pick<JudgeOutcome, 'helpful' | 'harmless' | 'utility'>;

/** Numbers of labels, and how often each is drawn in a round: the fewer labels, the noisier a draw. */
const sizes = [
  { labels: 10, draws: 12 },
  { labels: 30, draws: 12 },
  { labels: 100, draws: 12 },
  { labels: 300, draws: 4 },
  { labels: 1000, draws: 4 },
  { labels: 3000, draws: 1 },
  { labels: 10000, draws: 1 },
] as const;
const rounds = 8;

export interface JudgeResult {
  outcomes: Readonly<Record<Labelers, JudgeOutcome>>;
  /** The policy tilted by the true reward. */
  exact: Worth;
  /** Policies of endless labels, as more principles ask for harmlessness. */
  mixes: readonly Worth[];
  /** Utility by the number of labels, the mean of the draws so far. */
  curve: readonly { labels: number; utility: Readonly<Record<Labelers, number>> }[];
}

/** The state as the model takes it. */
export function paramsOf(state: JudgeState): JudgeParams {
  const { humanBy, temperature, harmless, helpful, ...rest } = state;
  return {
    ...rest,
    answers,
    humanWeights: humanBy === 'utility' ? [0.5, 0.5] : [1, 0],
    judgeTemperature: temperature,
    principles: principleSet(harmless, helpful),
  };
}

/** Fits rewards to the labels of people, judge and both; then repeats that for other numbers of labels and other draws. */
export function* fitLabels(state: JudgeState): Generator<{ share: number; result: JudgeResult }, void> {
  const params = paramsOf(state);
  const fixed = { outcomes: outcomesOf(params, state.seed), exact: exactWorth(state.beta), mixes: mixesOf(params) };
  const drawn = sizes.map(() => [] as Record<Labelers, number>[]);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { labels, draws }] of sizes.entries())
      for (let draw = 0; draw < draws; draw += 1)
        drawn[index]?.push(utilitiesOf(params, labels, (state.seed * rounds + round) * 12 + draw));
    const curve = sizes.map(({ labels }, index) => ({ labels, utility: meanOf(drawn[index] ?? []) }));
    yield { share: (round + 1) / rounds, result: { ...fixed, curve } };
  }
}

/** What one draw of so many labels is worth: all of people, all of the judge, or shared as the state's are. */
function utilitiesOf(params: JudgeParams, labels: number, seed: number): Record<Labelers, number> {
  const shared = Math.round((labels * params.humanLabels) / (params.humanLabels + params.judgeLabels));
  const utility = (humanLabels: number): number => {
    const change = { ...params, humanLabels, judgeLabels: labels - humanLabels };
    return judgeOutcome(sampleTally(change, seed), change).utility;
  };
  return { people: utility(labels), judge: utility(0), both: utility(shared) };
}

function meanOf(all: readonly Record<Labelers, number>[]): Record<Labelers, number> {
  return {
    people: mean(all.map(({ people }) => people)),
    judge: mean(all.map(({ judge }) => judge)),
    both: mean(all.map(({ both }) => both)),
  };
}

/** The same labels apart and together. */
function outcomesOf(params: JudgeParams, seed: number): JudgeResult['outcomes'] {
  const fit = (change: Partial<JudgeParams>): JudgeOutcome => judgeOutcome(sampleTally({ ...params, ...change }, seed), params);
  return { people: fit({ judgeLabels: 0 }), judge: fit({ humanLabels: 0 }), both: fit({}) };
}

function exactWorth(beta: number): Worth {
  const utilities = answers.map(({ helpful, harmless }) => (helpful + harmless) / 2);
  const policy = tilt(
    answers.map(() => 1),
    utilities.map((utility) => utility / beta),
  );
  const [helpful, harmless] = [
    dot(
      policy,
      answers.map((answer) => answer.helpful),
    ),
    dot(
      policy,
      answers.map((answer) => answer.harmless),
    ),
  ];
  return { helpful, harmless, utility: dot(policy, utilities) };
}

function mixesOf(params: JudgeParams): Worth[] {
  return Array.from({ length: 9 }, (_, harmless) =>
    judgeOutcome(expectedTally({ ...params, principles: principleSet(harmless, 8 - harmless) }), params),
  );
}
