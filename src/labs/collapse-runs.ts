import { collapseSystems, fanOf, trainSteps, type CollapseTraining, type Fan } from '../models/collapse.ts';

export type CollapseState = {
  policy: NonNullable<CollapseTraining['policy']>;
  /** Samples of each generation, in all three systems; the regression has one more. */
  n: number;
  generations: number;
  /** Share of real samples, of a verifier's before it passes or refuses them. */
  rho: number;
  truePositive: number;
  falsePositive: number;
  /** Whether the variance is estimated with 1/(n − 1). */
  unbiased: boolean;
  seed: number;
};

export const chains = 200;
/** Types of the categorical system. */
export const vocabulary = 500;

/** The regression of a state: unit noise on ten features; one row more than n, so that T − d − 1 is n − d. */
export function regressionOf({ n }: CollapseState) {
  return { sigma2: 1, d: 10, T: n + 1 };
}

const measures = ['variance', 'distinct', 'coveredMass', 'heterozygosity', 'testError'] as const;

/** Fans over the chains from the truth, generation 0, on. */
export type CollapseResult = Record<(typeof measures)[number], Fan[]>;

/** Runs the chains of all three systems, one generation after the other. */
export function* runChains(state: CollapseState): Generator<{ share: number; result: CollapseResult }, void> {
  const { generations, seed } = state;
  const runs = collapseSystems.map((system) => trainSteps({ ...state, ...regressionOf(state), system, chains, vocabulary }, seed));
  const result: CollapseResult = { variance: [], distinct: [], coveredMass: [], heterozygosity: [], testError: [] };
  for (let generation = 0; generation <= generations; generation += 1) {
    for (const run of runs) {
      const values = run.next().value ?? {};
      for (const measure of measures) if (values[measure]) result[measure].push(fanOf(values[measure]));
    }
    yield { share: generation / generations, result };
  }
}
