import { klOptimum, k3LossFixedPoint, rewardStage, trainSteps, type RewardStage, type RlhfParams, type RlhfStep } from '../models/rlhf.ts';

export type RlhfState = {
  klMode: NonNullable<RlhfParams['klMode']>;
  beta: number;
  /** Labeled pairs. */
  n: number;
  eps: number;
  rewardSource: 'rm' | 'true';
  seed: number;
};

export const iterations = 300;

export interface RlhfResult extends RewardStage {
  trace: readonly RlhfStep[];
  /** Places of the answers, the best by the true reward first. */
  order: readonly number[];
  policy: readonly number[];
  /** The optimum of reward less KL, and where k3 in the loss ends instead. */
  optimum: readonly number[];
  k3Ends: readonly number[];
  /** Half the sum of differences between policy and optimum. */
  distance: number;
}

/** Labels, a reward model, then PPO iteration by iteration. */
export function* trainStages(state: RlhfState): Generator<{ share: number; result: RlhfResult }, void> {
  const params = { ...state, n: Math.round(state.n), iterations };
  const stage = rewardStage(params, state.seed);
  const order = stage.trueReward.map((_, index) => index).sort((a, b) => (stage.trueReward[b] ?? 0) - (stage.trueReward[a] ?? 0));
  const optimum = klOptimum(stage.ref, stage.trained, state.beta).policy;
  const k3Ends = k3LossFixedPoint(stage.ref, stage.trained, state.beta);
  const trace: RlhfStep[] = [];
  for (const step of trainSteps(params, state.seed)) {
    if (step.iteration % 5 === 0) trace.push(step);
    if (step.iteration % 20 !== 0) continue;
    const distance = step.policy.reduce((sum, mass, index) => sum + Math.abs(mass - (optimum[index] ?? 0)), 0) / 2;
    const result = { ...stage, trace: [...trace], order, policy: step.policy, optimum, k3Ends, distance };
    yield { share: step.iteration / iterations, result };
  }
}
