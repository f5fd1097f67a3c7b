import { assertOneOf } from './assert-one-of.ts';
import { assertProbability, assertWhole } from './assert-range.ts';
import { categoricalChain, collapsePolicies, gaussianChain, regressionChain, type ChainOptions } from './collapse-chains.ts';
import { element } from './element.ts';
import { randomStream } from './random.ts';
import { replaceError, verifierPurity, zipf } from './recursion-laws.ts';
import { mean } from './vector.ts';

const systems = { gaussian: gaussianChain, categorical: categoricalChain, regression: regressionChain };

/** What is fitted to its own samples. */
type CollapseSystem = keyof typeof systems;
export const collapseSystems = ['gaussian', 'categorical', 'regression'] as const satisfies CollapseSystem[];

interface Settings extends Omit<ChainOptions, 'realShare' | 'random'> {
  system: CollapseSystem;
  generations: number;
  chains: number;
  /** Share of real samples (`mix`) or of sound ones before the verifier (`verify`). */
  rho: number;
  truePositive: number;
  falsePositive: number;
}

const defaults: Settings = {
  ...{ system: 'gaussian', policy: 'replace', n: 100, generations: 30, chains: 200, unbiased: false },
  ...{ vocabulary: 500, exponent: 1, d: 10, T: 101, sigma2: 1 },
  ...{ rho: 0.1, truePositive: 0.9, falsePositive: 0.2 },
};

/** The lab's inputs; fields left out take the defaults of `train`. */
export type CollapseTraining = Partial<Settings>;

/**
 * Chains of models, each fitted to samples of the one before; yields each measure of all chains, at first the truth's.
 * `replace`: its samples alone; `accumulate`: those of all generations; `mix`, `verify`: with a share ρ, or
 * `verifierPurity` at ρ, of real ones. Measures: gaussian mean, variance; categorical distinct, heterozygosity,
 * coveredMass (true mass of types alive); regression testError $\lVert \hat w - w \rVert^2$. `RangeError` on inputs out
 * of range. Sources: shumailov2024, gerstgrasser2024.
 */
export function* trainSteps(options: CollapseTraining = {}, seed = 1): Generator<Record<string, number[]>, void> {
  const settings = { ...defaults, ...options };
  const { system, policy, n, generations, chains, rho, truePositive, falsePositive } = settings;
  assertOneOf('system', system, collapseSystems);
  assertOneOf('policy', policy, collapsePolicies);
  assertWhole({ n }, settings.unbiased ? 2 : 1);
  assertWhole({ generations, chains }, 1);
  zipf(settings.vocabulary, settings.exponent);
  replaceError(settings);
  assertProbability({ rho, truePositive, falsePositive });
  const realShares = {
    replace: () => 0,
    accumulate: () => 0,
    mix: () => rho,
    verify: () => verifierPurity({ share: rho, truePositive, falsePositive }),
  };
  const shared = { ...settings, realShare: realShares[policy](), random: randomStream(seed) };
  const running = Array.from({ length: chains }, () => systems[system](shared));
  for (let generation = 0; generation <= generations; generation += 1) {
    const values = running.map((chain) => chain.next().value);
    const names = Object.keys(element(values, 0));
    yield Object.fromEntries(names.map((name) => [name, values.map((value) => value[name] ?? NaN)]));
  }
}

/** Mean over the chains, and their 10 % and 90 % quantiles. */
export type Fan = Record<'mean' | 'low' | 'high', number>;

export function fanOf(values: readonly number[]): Fan {
  const sorted = values.toSorted((a, b) => a - b);
  const quantile = (share: number): number => element(sorted, Math.round(share * (sorted.length - 1)));
  return { mean: mean(values), low: quantile(0.1), high: quantile(0.9) };
}

/**
 * Per measure a fan for each generation from 0, the truth, on. Defaults: Gaussian chains, replace, n 100, 30 generations, 200 chains,
 * Zipf(1) over 500 types, d 10, T 101, σ² 1, ρ .1, a verifier of .9 and .2. Errors as `trainSteps`.
 */
export function train(options: CollapseTraining = {}, seed = 1): Record<string, Fan[]> {
  const trace = [...trainSteps(options, seed)];
  const fans = (name: string): Fan[] => trace.map((measures) => fanOf(measures[name] ?? []));
  return Object.fromEntries(Object.keys(element(trace, 0)).map((name) => [name, fans(name)]));
}
