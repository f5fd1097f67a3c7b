import { learningRate, train, trainSteps, type ContinuedStep, type ContinuedTraining, type DomainLosses } from '../models/cpt.ts';

export type CptState = {
  schedule: NonNullable<ContinuedTraining['schedule']>;
  /** Peak of the rate over the original peak. */
  f: number;
  /** Warm-up, as a share of the steps. */
  W: number;
  rho: number;
  kappa: number;
  T: number;
};

/** The peaks and the shares of replay that are compared. */
export const peaks = [0.1, 0.2, 0.3, 0.5, 1, 2] as const;
export const shares = [0, 0.01, 0.05, 0.25] as const;

export interface CptResult {
  trace: readonly ContinuedStep[];
  /** Where the run ends, and where the constant low rate without replay does. */
  end: DomainLosses;
  constant: DomainLosses;
  /** Ends over the peaks for one share of replay each, as far as they are run. */
  fronts: readonly { rho: number; runs: readonly ({ f: number } & DomainLosses)[] }[];
}

/** Runs the chosen setting, then one front after the other. */
export function* runAll(state: CptState): Generator<{ share: number; result: CptResult }, void> {
  const all = [...trainSteps(state)];
  const every = Math.max(1, Math.floor(state.T / 100));
  const trace = all.filter(({ step }) => step % every === 0 || step === state.T);
  const { old, new: fresh } = all.at(-1) ?? { old: 0, new: 0 };
  const end = { old, new: fresh };
  const constant = train({ ...state, schedule: 'constant', rho: 0 });
  const schedule = state.schedule === 'constant' ? 'rewarm' : state.schedule;
  const fronts: CptResult['fronts'][number][] = [];
  const result = (): CptResult => ({ trace, end, constant, fronts: [...fronts] });
  for (const [index, rho] of shares.entries()) {
    yield { share: (index + 1) / (shares.length + 1), result: result() };
    fronts.push({ rho, runs: peaks.map((f) => ({ f, ...endOf({ ...state, schedule, f, rho }) })) });
  }
  yield { share: 1, result: result() };
}

function endOf(state: CptState): DomainLosses {
  const { old, new: fresh } = train(state);
  return { old, new: fresh };
}

/** The rate of the original run: from its peak down to its minimum, over as many steps. */
export function originalRate(step: number, T: number): number {
  return learningRate(step, { max: 0.3, min: 0.03, steps: T, warmup: 0.01 * T });
}
