import { assertEach, assertFinite, assertPositive } from './assert-range.ts';
import { normalMaximum } from './normal-maximum.ts';

export { earlyStopped, policyGradientPath, policyGradientStopped } from './early-stopping.ts';
export * from './gaussian-hack.ts';
export { sampledAnswers, sampledBestOfN, sampledPolicyGradient, sampledTilt, type SampledAnswers, type Score } from './sampled-answers.ts';

/**
 * Best of n whole samples by a standard normal proxy: its expectation, and $\mathrm{KL} = \log n - \frac{n-1}{n}$ nats
 * from the sampled policy, exact for a continuous proxy and a bound else (beirami2024, gao2022). `RangeError` on n below 1 or not whole.
 */
export function bestOfN(n: number): { proxy: number; kl: number } {
  return { proxy: normalMaximum(n).mean, kl: Math.log(n) - (n - 1) / n };
}

/** Gold score $d(\alpha - \beta d)$ of best-of-n at $d = \sqrt{\mathrm{KL}}$ (gao2022, §3.1). `RangeError` on d < 0, α or β not finite. */
export function goldBestOfN(d: number, alpha: number, beta: number): number {
  assertGold(d, alpha, beta);
  return d * (alpha - beta * d);
}

/** Gold score $d(\alpha - \beta\log d)$ of RL at $d = \sqrt{\mathrm{KL}}$, 0 at d = 0 (gao2022, §3.1). Errors as `goldBestOfN`. */
export function goldRl(d: number, alpha: number, beta: number): number {
  assertGold(d, alpha, beta);
  return d === 0 ? 0 : d * (alpha - beta * Math.log(d));
}

/** The maximum over d ≥ 0 of `goldBestOfN`: $d = \alpha/2\beta$, gold $\alpha^2/4\beta$. `RangeError` on β ≤ 0, α not finite. */
export function goldBestOfNPeak(alpha: number, beta: number): { d: number; gold: number } {
  assertFinite({ alpha });
  assertPositive({ beta });
  const d = Math.max(0, alpha / (2 * beta));
  return { d, gold: (alpha * d) / 2 };
}

/** The maximum of `goldRl`: $d = e^{\alpha/\beta-1}$, gold $\beta d$. Errors as `goldBestOfNPeak`. */
export function goldRlPeak(alpha: number, beta: number): { d: number; gold: number } {
  assertFinite({ alpha });
  assertPositive({ beta });
  const d = Math.exp(alpha / beta - 1);
  return { d, gold: beta * d };
}

function assertGold(d: number, alpha: number, beta: number): void {
  assertEach({ d }, { min: 0 });
  assertFinite({ alpha, beta });
}
