import { assertPositive } from './assert-range.ts';
import { laws, loss } from './scaling.ts';

/** $R_D^*$, the epochs beyond the first after which a repeat is worth 1/e. Source: muennighoff2023, App. A. */
export const repeatDecay = 15.387756;

/**
 * $D'/U = 1 + R_D^* (1 - e^{-(n - 1) / R_D^*})$ at n epochs over U unique tokens; n below one epoch, where nothing
 * repeats. `RangeError` on n not positive. Source: muennighoff2023, Eq. 5.
 */
export function effectiveData(epochs: number): number {
  // Called thousands of times in a search: only a wrong number gets a name.
  if (!(epochs > 0 && epochs < Infinity)) assertPositive({ epochs });
  return Math.min(epochs, 1) - repeatDecay * Math.expm1(-Math.max(epochs - 1, 0) / repeatDecay);
}

/**
 * $L(N, D')$ of the `muennighoff2023` law in nats per token, with N at its face value: true below the size that is
 * optimal for the unique tokens. `RangeError` on an input not positive. Source: muennighoff2023, Eq. 5 and App. A.
 */
export function dataConstrainedLoss(N: number, uniqueTokens: number, epochs: number): number {
  assertPositive({ uniqueTokens });
  return loss(laws.muennighoff2023, N, uniqueTokens * effectiveData(epochs));
}
