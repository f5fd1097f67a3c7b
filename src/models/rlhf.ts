import { assertEach, assertFinite, assertProbability, assertWhole } from './assert-range.ts';
import { sigmoid, softplus } from './logistic.ts';

export { k3LossFixedPoint } from './k3-fixed-point.ts';
export { expectedKlGradient, klEstimator, type KlMode } from './kl-estimator.ts';
export { rewardStage, train, trainSteps, type RewardStage, type RlhfParams, type RlhfStep } from './rlhf-training.ts';
export { klOptimum } from './tilted-policy.ts';

/** Bradley–Terry chance that reward `rw` beats `rl`: $\sigma(r_w-r_l)$, both in nats (bradley1952). `RangeError` unless finite. */
export function btProbability(rw: number, rl: number): number {
  assertFinite({ rw, rl });
  return sigmoid(rw - rl);
}

/** Reward-model loss on one pair, $-\log\sigma(r_w-r_l)$ in nats (ouyang2022, Eq. 1). `RangeError` unless finite. */
export function rmLoss(rw: number, rl: number): number {
  assertFinite({ rw, rl });
  return softplus(rl - rw);
}

/** Comparisons in a ranking of `k` answers, $\binom k2$ (ouyang2022, §3.5). `RangeError` on k below 1 or not whole. */
export function pairsFromRanking(k: number): number {
  assertWhole({ k }, 1);
  return (k * (k - 1)) / 2;
}

/**
 * $\min(\rho A, \mathrm{clip}(\rho, 1-\epsilon, 1+\epsilon)A)$ (schulman2017, Eq. 7).
 * `RangeError` on ρ < 0, an advantage not finite, ε outside [0, 1].
 */
export function ppoClipObjective(ratio: number, advantage: number, eps: number): number {
  assertEach({ ratio }, { min: 0 });
  assertFinite({ advantage });
  assertProbability({ eps });
  return Math.min(ratio * advantage, Math.min(Math.max(ratio, 1 - eps), 1 + eps) * advantage);
}
