import * as model from '../models/collapse.ts';
import { errorPanel, spreadPanel, typesPanel } from './collapse-panels.ts';
import { chains, regressionOf, runChains, vocabulary, type CollapseResult, type CollapseState } from './collapse-runs.ts';
import { defineLab } from './lab.ts';
import { fixed, percent } from './numbers.ts';

const defaults: CollapseState = {
  ...{ policy: 'replace', rho: 0.1, truePositive: 0.9, falsePositive: 0.2 },
  ...{ n: 100, generations: 30, unbiased: false, seed: 1 },
};

const policyLabels: Readonly<Record<CollapseState['policy'], string>> = {
  replace: 'the last model’s output alone',
  accumulate: 'all generations’ data',
  mix: 'its output and real data',
  verify: 'its output and real data, verified',
};

/** Of the data of the last generation, the share drawn from the truth itself; the first generation's all is. */
function realShare({ policy, generations, rho, truePositive, falsePositive }: CollapseState): number {
  if (generations === 1) return 1;
  const shares = {
    replace: () => 0,
    accumulate: () => 1 / generations,
    mix: () => rho,
    verify: () => model.verifierPurity({ share: rho, truePositive, falsePositive }),
  };
  return shares[policy]();
}

/** The lab of model collapse: three small models that train on their own output, 200 chains each. */
export const collapse = defineLab({
  name: 'collapse',
  caption:
    'Where a model’s own output replaces its data, spread, rare types and accuracy are lost, generation after generation; where all generations’ data is kept, or each has some real data, the loss is bounded. An unbiased estimator does not help: it holds the mean variance up, yet that of the typical chain goes to zero.',
  controls: {
    policy: { kind: 'choice', label: 'each model trains on', options: policyLabels },
    rho: {
      kind: 'range',
      tex: '\\rho',
      label: 'real share, before verifying',
      min: 0.01,
      max: 0.9,
      step: 0.01,
      format: (rho) => percent(rho),
    },
    truePositive: {
      kind: 'range',
      label: 'real samples that the verifier passes',
      min: 0.05,
      max: 1,
      step: 0.05,
      format: (share) => percent(share),
    },
    falsePositive: {
      kind: 'range',
      label: 'own output that it passes',
      min: 0,
      max: 1,
      step: 0.05,
      format: (share) => percent(share),
    },
    n: { kind: 'range', tex: 'n', label: 'samples of a generation', min: 20, max: 500, step: 10, format: String },
    generations: { kind: 'range', tex: 't', label: 'generations', min: 1, max: 100, step: 1, format: String },
    unbiased: { kind: 'switch', label: 'unbiased variance, 1/(n − 1)' },
    seed: { kind: 'seed', label: 'chains of seed' },
  },
  defaults,
  presets: {
    replace: { label: 'Data replaced', state: {} },
    accumulate: { label: 'Data kept', state: { policy: 'accumulate' } },
    'some-real-data': { label: 'A tenth real', state: { policy: 'mix' } },
    verifier: { label: 'A verifier', state: { policy: 'verify' } },
    unbiased: { label: 'Unbiased, 100 generations', state: { n: 50, generations: 100, unbiased: true } },
  },
  idle({ policy }) {
    if (policy === 'verify') return [];
    return policy === 'mix' ? ['truePositive', 'falsePositive'] : ['rho', 'truePositive', 'falsePositive'];
  },
  steps: runChains,
  panels: (state, result) => [spreadPanel(state, result), typesPanel(state, result), errorPanel(state, result)],
  reading(state, { variance, distinct, coveredMass, testError }) {
    const { policy, generations } = state;
    const real = policy === 'mix' || policy === 'verify' ? `, ${percent(realShare(state))} real` : '';
    const laws = { ...regressionOf(state), generations };
    const { low, high } = last(variance);
    const after = generations === 1 ? 'one generation' : `${generations} generations`;
    return `Trained on ${policyLabels[policy]}${real}, on average after ${after}: variance ${at(variance, 2)}, in 80% of chains ${fixed(low, 2)} to ${fixed(high, 2)}; ${at(distinct, 0)} of ${vocabulary} types, with ${percent(last(coveredMass).mean)} of the true mass; test error ${at(testError, 2)}, by law ${fixed(model.replaceError(laws), 2)} if replaced, ${fixed(model.accumulateError(laws), 2)} if kept.`;
  },
  table: (state, result) => ({
    head: ['Measure', `Mean of ${chains} chains`, 'Lowest tenth under', 'Highest tenth over', 'Expected if replaced', 'Expected if kept'],
    rows: [
      ...[1, state.generations].flatMap((generation) => rowsAt(state, result, generation)),
      ['Limit of the test error', '–', '–', '–', 'none', fixed(model.accumulateBound(regressionOf(state)), 3)],
      ['Drift of log σ² in a generation, unbiased estimator', '–', '–', '–', fixed(model.unbiasedLogDrift(state.n), 4), '–'],
      [
        'Chance that a sample holds a type of share 1/1000',
        '–',
        '–',
        '–',
        ...Array.from({ length: 2 }, () => fixed(model.survivalProbability(0.001, state.n), 3)),
      ],
      ['Real share of the last generation’s data', percent(realShare(state), 1), '–', '–', '–', '–'],
    ],
  }),
  leavesOut:
    'A normal, 500 types with shares like 1/rank and a regression with ten weights stand for a language model: no network, no prompts, no errors of the model class. The verifier only tells real samples from output; a real one checks correctness and has leanings of its own, to which a loop drifts. The regression has one sample more than n, labels the same inputs in every generation, and kept data all weighs the same.',
  sources: ['shumailov2024', 'gerstgrasser2024', 'alemohammad2023', 'yi2025'],
});

function last(fans: readonly model.Fan[]): model.Fan {
  return fans.at(-1) ?? { mean: 0, low: 0, high: 0 };
}

function at(fans: readonly model.Fan[], digits: number): string {
  return fixed(last(fans).mean, digits);
}

function rowsAt(state: CollapseState, result: CollapseResult, generation: number): string[][] {
  const { n, unbiased } = state;
  const truth = result.heterozygosity[0]?.mean ?? 0;
  const regression = { ...regressionOf(state), generations: generation };
  const isFirst = generation === 1;
  // All policies start at the truth, so that their first generations are alike.
  const row = (name: string, fans: readonly model.Fan[], digits: number, replaced?: number, kept = isFirst ? replaced : undefined) => {
    const fan = fans[generation];
    const shown = [fan?.mean, fan?.low, fan?.high, replaced, kept].map((value) => (value === undefined ? '–' : fixed(value, digits)));
    return [`${name}, generation ${generation}`, ...shown];
  };
  return [
    row('Variance', result.variance, 3, unbiased ? 1 : model.varianceFactor(n, generation)),
    row('Types', result.distinct, 1, isFirst ? model.expectedDistinct(vocabulary, 1, n) : undefined),
    row('True mass of these types', result.coveredMass, 3),
    row('Chance that two draws differ', result.heterozygosity, 3, truth * model.heterozygosityFactor(n, generation)),
    row('Test error', result.testError, 3, model.replaceError(regression), model.accumulateError(regression)),
  ];
}
