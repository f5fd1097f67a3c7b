import type { RandomStream } from './random.ts';
import { sum } from './vector.ts';

/** Divided by their sum. */
export function normalize(masses: readonly number[]): number[] {
  const total = sum(masses);
  return masses.map((mass) => mass / total);
}

/** $\sum_i p_i x_i$; a value of probability 0 counts for nothing, even when it is infinite. */
export function expectation(probabilities: readonly number[], values: readonly number[]): number {
  return probabilities.reduce((total, p, i) => (p === 0 ? total : total + p * (values[i] ?? NaN)), 0);
}

/** The index that `uniform` in [0, 1) picks in proportion to the weights, of which one is positive; never one of weight 0. */
export function drawIndex(weights: ArrayLike<number>, uniform: number): number {
  let mark = uniform * sum(weights);
  let last = -1;
  for (let index = 0; index < weights.length && mark >= 0; index += 1) {
    const weight = weights[index] ?? 0;
    if (weight > 0) last = index;
    mark -= weight;
  }
  return last;
}

/**
 * Takes a uniform number to the first index whose cumulative weight passes it, by bisection: for many draws from the same
 * weights, of which one is positive. An index of weight 0 is never drawn.
 */
export function sampler(weights: readonly number[]): (uniform: number) => number {
  let total = 0;
  const cumulative = weights.map((weight) => (total += weight));
  return (uniform) => {
    let [low, high] = [0, cumulative.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] ?? 0) > uniform * total) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/** The share of each index among `count` draws. */
export function drawShares(weights: readonly number[], count: number, random: RandomStream): number[] {
  const shares = weights.map(() => 0);
  for (let draw = 0; draw < count; draw += 1) {
    const index = drawIndex(weights, random.uniform());
    shares[index] = (shares[index] ?? 0) + 1 / count;
  }
  return shares;
}
