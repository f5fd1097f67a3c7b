import { assertDistribution, assertList } from './assert-list.ts';
import { assertPositive, assertRange } from './assert-range.ts';
import { element } from './element.ts';
import { effectiveData, repeatDecay } from './repeated-data.ts';
import { sum } from './vector.ts';

/**
 * Domains i with weight $\lambda_i$ in the evaluation and learning curve $B_i D_i^{-\beta}$, and the tokens D to split.
 * A toy: ye2024 fit exponentials of the shares, with domains that help each other.
 */
export interface Mixture {
  lambda: readonly number[];
  B: readonly number[];
  beta: number;
  tokens: number;
  /** Unique tokens $U_i$; more than these are repeats, worth `effectiveData`. Left out: without limit. */
  unique?: readonly number[];
  /** Floors $E_i$, 0 when left out. */
  E?: readonly number[];
}

/** The weights $\lambda_i B_i$. */
function domainWeights({ lambda, B, beta }: Pick<Mixture, 'lambda' | 'B' | 'beta'>): number[] {
  assertList('lambda', lambda, { min: 0 });
  assertList('B', B, { min: 0, length: lambda.length });
  assertPositive({ beta });
  const weights = lambda.map((value, i) => value * element(B, i));
  assertRange('the sum of lambda B', sum(weights), { min: 0, open: 'min' });
  return weights;
}

/** A domain that counts: its place, $\lambda_i B_i$ and $U_i$, ∞ without limit. */
interface Domain {
  index: number;
  weight: number;
  unique: number;
}

function activeDomains(mixture: Mixture): Domain[] {
  const weights = domainWeights(mixture);
  const { tokens, unique, E } = mixture;
  assertPositive({ tokens });
  if (unique) assertList('unique', unique, { min: 0, open: 'min', length: weights.length });
  if (E) assertList('E', E, { min: 0, length: weights.length });
  return weights.flatMap((weight, index) => (weight > 0 ? [{ index, weight, unique: unique?.[index] ?? Infinity }] : []));
}

function worth(drawn: number, unique: number): number {
  return unique === Infinity || drawn === 0 ? drawn : unique * effectiveData(drawn / unique);
}

/**
 * $\sum_i \lambda_i (E_i + B_i D_i'^{-\beta})$ with $D_i'$ the worth of $w_i D$ tokens; infinite when a domain that
 * counts has share 0. `RangeError` on lengths, negative inputs, β, tokens or unique not positive, shares that do not
 * sum to 1.
 */
export function mixtureLoss(mixture: Mixture, shares: readonly number[]): number {
  const domains = activeDomains(mixture);
  const { lambda, beta, tokens, E = [] } = mixture;
  assertDistribution('shares', shares, lambda.length);
  const floor = sum(lambda.map((value, i) => value * (E[i] ?? 0)));
  return floor + sum(domains.map(({ index, weight, unique }) => weight * worth(element(shares, index) * tokens, unique) ** -beta));
}

/**
 * Shares $w_i \propto (\lambda_i B_i)^{1/(1+\beta)}$ of least $\sum_i \lambda_i B_i (w_i D)^{-\beta}$, whatever D.
 * `RangeError` on lengths, λ or B negative or their products all 0, β not positive.
 */
export function mixtureOptimum(lambda: readonly number[], B: readonly number[], beta: number): number[] {
  const weights = domainWeights({ lambda, B, beta });
  const largest = Math.max(...weights);
  const raw = weights.map((weight) => (weight / largest) ** (1 / (1 + beta)));
  return raw.map((value) => value / sum(raw));
}

function bisect(low: number, high: number, isBelow: (middle: number) => boolean): number {
  let [left, right] = [low, high];
  for (let i = 0; i < 80; i += 1) {
    const middle = (left + right) / 2;
    if (middle === left || middle === right) break;
    if (isBelow(middle)) left = middle;
    else right = middle;
  }
  return (left + right) / 2;
}

/** Shares of least `mixtureLoss` when repeats are worth less: equal marginal losses, by bisection. Errors as there. */
export function cappedMixtureOptimum(mixture: Mixture): number[] {
  const domains = activeDomains(mixture);
  const { lambda, beta, tokens } = mixture;
  const logMarginal = ({ weight, unique }: Domain, logDrawn: number): number => {
    const drawn = Math.exp(logDrawn);
    const repeats = Math.max(drawn / unique - 1, 0);
    return Math.log(weight) - (1 + beta) * Math.log(worth(drawn, unique)) - repeats / repeatDecay;
  };
  const logTokens = Math.log(tokens);
  const drawnAt = (logPrice: number): number[] =>
    domains.map((domain) => Math.exp(bisect(logTokens - 200, logTokens, (logDrawn) => logMarginal(domain, logDrawn) > logPrice)));
  // At an even split the dearest domain wants more and the cheapest less: the common price lies between theirs.
  const even = domains.map((domain) => logMarginal(domain, logTokens - Math.log(domains.length)));
  const drawn = drawnAt(bisect(Math.min(...even), Math.max(...even), (logPrice) => sum(drawnAt(logPrice)) > tokens));
  const shares = lambda.map(() => 0);
  for (const [i, { index }] of domains.entries()) shares[index] = element(drawn, i) / sum(drawn);
  return shares;
}
