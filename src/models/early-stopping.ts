import { assertEach, assertWhole } from './assert-range.ts';
import { expectation } from './discrete-distribution.ts';
import { element } from './element.ts';
import { rewardGaps, tilt } from './tilted-policy.ts';
import { addScaled } from './vector.ts';

/**
 * Natural-gradient ascent on the reward without a KL term, stopped at time t:
 * $\pi_t \propto \pi_{\mathrm{ref}}e^{tr}$, the KL optimum of β = 1/t.
 * `RangeError` unless `ref` sums to 1 and `reward` is finite and of its length, or on t < 0.
 */
export function earlyStopped(ref: readonly number[], reward: readonly number[], t: number): number[] {
  assertEach({ t }, { min: 0 });
  const { gaps } = rewardGaps(ref, reward);
  return tilt(
    ref,
    gaps.map((gap) => -t * gap),
  );
}

/**
 * Plain gradient ascent on softmax logits without a KL term, stopped at time t:
 * $\dot\theta_i = \pi_i(r_i - \mathbb E_\pi r)$, by the midpoint rule. Its path is not the KL path. Errors as `earlyStopped`.
 */
export function policyGradientStopped(ref: readonly number[], reward: readonly number[], t: number): number[] {
  assertEach({ t }, { min: 0 });
  const steps = Math.ceil(20 * t * Math.max(...rewardGaps(ref, reward).gaps.map(Math.abs))) + 1;
  const rates = logitRates(ref, reward);
  let moved = ref.map(() => 0);
  for (let step = 0; step < steps; step += 1) moved = addScaled(moved, rates(addScaled(moved, rates(moved), t / steps / 2)), t / steps);
  return tilt(ref, moved);
}

/**
 * The path of `policyGradientStopped` in strides, the reference first: in each the fastest logit moves by about .3, so that the slow
 * start among many answers takes no longer than the rest. `RangeError` on lists as `earlyStopped`, strides below 0 or not whole.
 */
export function policyGradientPath(ref: readonly number[], reward: readonly number[], strides: number): { t: number; policy: number[] }[] {
  assertWhole({ strides }, 0);
  rewardGaps(ref, reward);
  const rates = logitRates(ref, reward);
  const path = [{ t: 0, policy: [...ref] }];
  let moved = ref.map(() => 0);
  for (let t = 0; path.length <= strides;) {
    const first = rates(moved);
    const time = 0.3 / Math.max(...first.map(Math.abs));
    if (time === Infinity) break;
    moved = addScaled(moved, rates(addScaled(moved, first, time / 2)), time);
    path.push({ t: (t += time), policy: tilt(ref, moved) });
  }
  return path;
}

/** The rates $\pi_i(r_i - \mathbb E_\pi r)$ of the logits, at logits moved from those of `ref`. */
function logitRates(ref: readonly number[], reward: readonly number[]): (moved: readonly number[]) => number[] {
  return (moved) => {
    const policy = tilt(ref, moved);
    const mean = expectation(policy, reward);
    return policy.map((mass, i) => mass * (element(reward, i) - mean));
  };
}
