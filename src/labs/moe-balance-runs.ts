import { trainSteps, type BalanceStep, type RoutingMode } from '../models/moe-balance.ts';
import { fixed } from './numbers.ts';

export type BalanceState = {
  mode: RoutingMode;
  experts: number;
  topK: number;
  alpha: number;
  gamma: number;
  skew: number;
  seeds: number;
  seed: number;
};

const steps = 500;
/** Means over the last steps: one batch is noisy. */
const lastSteps = 50;

/** One seed's run so far. */
interface Run {
  seed: number;
  trace: BalanceStep[];
}

/** What a run ends with. */
export interface Ending {
  seed: number;
  loss: number;
  violation: number;
  dead: number;
  loads: readonly number[];
}

export interface BalanceResult {
  experts: number;
  topK: number;
  /** The first seed's steps, thinned. */
  trace: { step: number; loss: number; violation: number; shares: number[] }[];
  endings: Ending[];
}

/** Trains one seed after the other; the first is drawn in full, all in the summary. */
export function* trainSeeds(state: BalanceState): Generator<{ share: number; result: BalanceResult }, void> {
  const runs: Run[] = [];
  for (let index = 0; index < state.seeds; index++) {
    const run: Run = { seed: state.seed + index, trace: [] };
    runs.push(run);
    for (const step of trainSteps({ ...state, topK: Math.min(state.topK, state.experts), steps }, run.seed)) {
      run.trace.push(step);
      const share = (index + run.trace.length / steps) / state.seeds;
      // Making the result costs more than a step: it is made of every tenth.
      if (run.trace.length % 10 === 0) yield { share: Math.min(share, 1), result: summarize(state, runs) };
    }
  }
}

function summarize({ experts, topK }: BalanceState, runs: readonly Run[]): BalanceResult {
  const every = 10;
  const trace = (runs[0]?.trace ?? []).flatMap((_, index, all) => {
    if (index % every !== every - 1) return [];
    const batch = all.slice(index - every + 1, index + 1);
    const loads = sumLoads(batch);
    const total = loads.reduce((sum, load) => sum + load, 0);
    return [
      {
        step: index + 1,
        loss: mean(batch.map(({ loss }) => loss)),
        violation: mean(batch.map((step) => step.maxViolation)),
        shares: loads.map((load) => load / total),
      },
    ];
  });
  return { experts, topK, trace, endings: runs.map(endOf) };
}

function endOf({ seed, trace }: Run): Ending {
  const last = trace.slice(-lastSteps);
  return {
    seed,
    loss: mean(last.map(({ loss }) => loss)),
    violation: mean(last.map((step) => step.maxViolation)),
    dead: mean(last.map(({ loads }) => loads.filter((load) => load === 0).length)),
    loads: sumLoads(last),
  };
}

function sumLoads(batch: readonly BalanceStep[]): number[] {
  return (batch[0]?.loads ?? []).map((_, expert) => batch.reduce((sum, { loads }) => sum + (loads[expert] ?? 0), 0));
}

/** The arithmetic mean. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function spread(values: readonly number[]): number {
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

/** Mean and spread over seeds, as `0.29 ± 0.05`; one seed has no spread. */
export function overSeeds(values: readonly number[], digits: number): string {
  return fixed(mean(values), digits) + (values.length < 2 ? '' : ` ± ${fixed(spread(values), digits)}`);
}
