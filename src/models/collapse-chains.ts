import { multiply, solveDefinite, transpose } from './dense-matrix.ts';
import { sampler } from './discrete-distribution.ts';
import type { RandomStream } from './random.ts';
import { zipf } from './recursion-laws.ts';
import { dot, sum } from './vector.ts';

/** What a generation's samples are: the last model's, those of all generations, or some of the truth among them. */
export const collapsePolicies = ['replace', 'accumulate', 'mix', 'verify'] as const;

/** What a chain is made with. */
export interface ChainOptions {
  policy: (typeof collapsePolicies)[number];
  /** Samples per generation. */
  n: number;
  /** The 1/(n − 1) estimator of the variance. */
  unbiased: boolean;
  vocabulary: number;
  exponent: number;
  d: number;
  T: number;
  sigma2: number;
  /** Chance that a sample is of the truth. */
  realShare: number;
  random: RandomStream;
}

/** A chain of models; one step is one generation and yields its measures, the first those of the truth. */
export type Chain = Generator<Record<string, number>, never>;

/** Normals fitted by mean and variance; measures: mean, variance. */
export function* gaussianChain({ n, policy, unbiased, realShare, random }: ChainOptions): Chain {
  let [mean, variance, count, squares] = [0, 1, 0, 0];
  for (;;) {
    yield { mean, variance };
    if (policy !== 'accumulate') [count, squares] = [0, 0];
    const [centre, sd] = [mean, Math.sqrt(variance)];
    // Deviations from the model's mean, so that a variance far below it keeps its digits.
    const deviations = Array.from({ length: n }, () => {
      const isReal = random.uniform() < realShare;
      return isReal ? random.normal() - centre : random.normal() * sd;
    });
    const shift = sum(deviations) / n;
    squares += sum(deviations.map((value) => (value - shift) ** 2)) + (shift ** 2 * n * count) / (n + count);
    count += n;
    mean += (shift * n) / count;
    variance = squares / (count - (unbiased ? 1 : 0));
  }
}

/** Shares of types; measures: distinct types, coveredMass (true mass of types alive), heterozygosity. */
export function* categoricalChain({ n, policy, vocabulary, exponent, realShare, random }: ChainOptions): Chain {
  const truth = zipf(vocabulary, exponent);
  const [real, counts] = [sampler(truth), truth.map(() => 0)];
  let shares = truth;
  for (;;) {
    yield {
      distinct: shares.filter((share) => share > 0).length,
      coveredMass: sum(truth.filter((_, i) => shares[i] !== 0)),
      heterozygosity: 1 - dot(shares, shares),
    };
    if (policy !== 'accumulate') counts.fill(0);
    const model = sampler(shares);
    for (let i = 0; i < n; i += 1) {
      const type = (random.uniform() < realShare ? real : model)(random.uniform());
      counts[type] = (counts[type] ?? 0) + 1;
    }
    const total = sum(counts);
    shares = counts.map((count) => count / total);
  }
}

/** Least squares on the labels of the model before; measure: testError $\lVert \hat w - w \rVert^2$. */
export function* regressionChain({ d, T, sigma2, policy, realShare, random }: ChainOptions): Chain {
  const X = Array.from({ length: T }, () => Array.from({ length: d }, () => random.normal()));
  const Xt = transpose(X);
  const pseudoInverse = solveDefinite(multiply(Xt, X), Xt) ?? [];
  // The model less the truth, and labels less those of the truth: a real sample has its noise alone.
  let [error, labels] = [Xt.map(() => 0), X.map(() => 0)];
  for (let blocks = 1; ; blocks += policy === 'accumulate' ? 1 : 0) {
    yield { testError: dot(error, error) };
    const [model, kept] = [error, policy === 'accumulate' ? labels : []];
    labels = X.map((row, j) => {
      const isReal = random.uniform() < realShare;
      return (kept[j] ?? 0) + (isReal ? 0 : dot(row, model)) + Math.sqrt(sigma2) * random.normal();
    });
    error = pseudoInverse.map((row) => dot(row, labels) / blocks);
  }
}
