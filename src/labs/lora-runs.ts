import { bestRankLoss, firstStepGain, mergedWeights, singularValues, targetSpectrum, trainSteps, type LoraStep } from '../models/lora.ts';

export type LoraState = {
  rank: number;
  /** Decay of the target's singular values. */
  gamma: number;
  alpha: number;
  rule: ScalingRule;
  optimizer: 'adam' | 'sgd';
  seed: number;
};

/** How the multiplier of BA follows the rank. */
export type ScalingRule = 'constant' | 'tied' | 'root';

/** Rows and columns of the update that is to be learned. */
export const size = 16;
export const steps = 400;
/** The ranks that are trained beside the chosen one. */
export const comparedRanks = [1, 2, 4, 8, 16] as const;

/** What training at one rank ends with; no loss when it diverged. */
export interface Ending {
  rank: number;
  loss: number | undefined;
}

export interface LoraResult {
  /** Singular values of the target and of what has been learned so far. */
  target: readonly number[];
  learned: readonly number[];
  chosen: Ending;
  floor: number;
  /** The compared ranks, as far as they are trained. */
  endings: readonly Ending[];
}

/** The rule as the model takes it. */
export function settingOf(rule: ScalingRule, alpha: number, rank: number) {
  return { rank, alpha: rule === 'tied' ? 2 * rank : alpha, scaling: rule === 'root' ? 'alpha/sqrt(r)' : 'alpha/r' } as const;
}

/** Gain of the first update at a rank, against that at rank 1 by the same rule. */
export function relativeGain({ optimizer, alpha }: LoraState, rule: ScalingRule, rank: number): number {
  const gain = (at: number): number =>
    firstStepGain({ ...settingOf(rule, alpha, at), optimizer: optimizer === 'sgd' ? 'sgd' : 'adam-sign' });
  return gain(rank) / gain(1);
}

/** Trains the chosen rank, then those that it is compared with. */
export function* trainRanks(state: LoraState): Generator<{ share: number; result: LoraResult }, void> {
  const { gamma, rank: chosen } = state;
  const others = comparedRanks.filter((rank) => rank !== chosen);
  const fixed = { target: targetSpectrum(size, gamma), floor: bestRankLoss(size, gamma, chosen) };
  const total = (others.length + 1) * steps;
  let first: LoraStep | undefined;
  const endings: Ending[] = [];
  const result = (): LoraResult => ({ ...fixed, learned: learnedValues(first), chosen: endingOf(first, chosen), endings: [...endings] });
  for (const [index, rank] of [chosen, ...others].entries()) {
    let last: LoraStep | undefined;
    const training = { ...settingOf(state.rule, state.alpha, rank), d: size, gamma, optimizer: state.optimizer, steps };
    for (const step of trainSteps(training, state.seed)) {
      last = step;
      if (index === 0) first = step;
      if (step.step % 50 === 0 && step.step > 0) yield { share: ((index * steps + step.step) / total) * 0.999, result: result() };
    }
    if (comparedRanks.some((compared) => compared === rank)) endings.push(endingOf(last, rank));
  }
  yield { share: 1, result: result() };
}

function endingOf(step: LoraStep | undefined, rank: number): Ending {
  return { rank, loss: step && Number.isFinite(step.loss) ? step.loss : undefined };
}

/** Singular values of sBA; none of a run that diverged. */
function learnedValues(step: LoraStep | undefined): number[] {
  if (!step || !Number.isFinite(step.loss)) return [];
  const zero = step.target.map((row) => row.map(() => 0));
  return singularValues(mergedWeights(zero, step)).slice(0, step.A.length);
}
