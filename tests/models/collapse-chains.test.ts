import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accumulateError,
  expectedDistinct,
  heterozygosityFactor,
  replaceError,
  train,
  trainSteps,
  unbiasedLogDrift,
  varianceFactor,
  type CollapseTraining,
} from '../../src/models/collapse.ts';
import { sum } from '../../src/models/vector.ts';

function measured(options: CollapseTraining, name: string, seed = 1): number[][] {
  return [...trainSteps(options, seed)].map((measures) => measures[name] ?? []);
}

// A mean over chains is expected within four of its own standard errors.
function expectMean(values: number[], expected: number): void {
  const mean = sum(values) / values.length;
  const square = values.reduce((total, value) => total + (value - mean) ** 2, 0) / (values.length - 1);
  expect(values.length).toBeGreaterThan(100);
  expect(Math.abs(mean - expected)).toBeLessThan(4 * Math.sqrt(square / values.length));
}

describe('gaussian chains', () => {
  it('lose variance at the rate of the formula', () => {
    const variance = measured({ n: 20, generations: 10, chains: 1000 }, 'variance');
    expect(variance[0]).toEqual(Array.from({ length: 1000 }, () => 1));
    [1, 5, 10].forEach((t) => expectMean(variance[t] ?? [], varianceFactor(20, t)));
  });

  it('keep the mean variance with the unbiased estimator, yet its log falls', () => {
    const variance = measured({ n: 20, generations: 10, chains: 1000, unbiased: true }, 'variance');
    expectMean(variance[10] ?? [], 1);
    expectMean(variance[10]?.map(Math.log) ?? [], 10 * unbiasedLogDrift(20));
  });

  it('keep their digits when hardly any variance is left', () => {
    const variance = measured({ n: 3, generations: 100, chains: 200 }, 'variance')[100] ?? [];
    variance.forEach((value) => expect(value).toBeGreaterThan(0));
    expectMean(variance.map(Math.log), 100 * (unbiasedLogDrift(3) + Math.log(2 / 3)));
  });

  it('have none left after a single sample', () => {
    expect(measured({ n: 1, generations: 1, chains: 3 }, 'variance')[1]).toEqual([0, 0, 0]);
  });

  it('keep the mean where it was, on average', () => {
    (['replace', 'accumulate', 'mix', 'verify'] as const).forEach((policy) =>
      expectMean(measured({ n: 20, generations: 10, chains: 400, policy }, 'mean')[10] ?? [], 0),
    );
  });

  it('accumulating, mixing and verifying keep more variance than replacing', () => {
    const kept = (policy: CollapseTraining['policy']) =>
      train({ n: 20, generations: 60, chains: 100, ...(policy && { policy }) }).variance?.[60]?.mean ?? NaN;
    const replaced = kept('replace');
    expect(replaced).toBeLessThan(0.2);
    expect(kept('accumulate')).toBeGreaterThan(0.8);
    expect(kept('mix')).toBeGreaterThan(3 * replaced);
    expect(kept('verify')).toBeGreaterThan(kept('mix'));
  });
});

describe('categorical chains', () => {
  const options: CollapseTraining = { system: 'categorical', n: 50, generations: 10, chains: 400, vocabulary: 100 };

  it('lose heterozygosity at the rate of the formula', () => {
    const heterozygosity = measured(options, 'heterozygosity');
    const truth = heterozygosity[0]?.[0] ?? NaN;
    [1, 5, 10].forEach((t) => expectMean(heterozygosity[t] ?? [], truth * heterozygosityFactor(50, t)));
  });

  it('hold in the first generation the types that the formula expects', () => {
    const distinct = measured(options, 'distinct');
    expect(distinct[0]?.[0]).toBe(100);
    expectMean(distinct[1] ?? [], expectedDistinct(100, 1, 50));
  });

  it('never win a lost type back by replacing, never lose one by accumulating', () => {
    for (const name of ['distinct', 'coveredMass']) {
      const replaced = measured({ ...options, chains: 20 }, name);
      const pooled = measured({ ...options, chains: 20, policy: 'accumulate' }, name).slice(1);
      replaced.slice(1).forEach((values, t) => values.forEach((value, i) => expect(value).toBeLessThanOrEqual(replaced[t]?.[i] ?? NaN)));
      pooled.slice(1).forEach((values, t) => values.forEach((value, i) => expect(value).toBeGreaterThanOrEqual(pooled[t]?.[i] ?? NaN)));
    }
  });

  it('keep more types with real samples among the data', () => {
    const end = (policy: 'replace' | 'mix' | 'accumulate') => train({ ...options, chains: 50, policy }).distinct?.[10]?.mean ?? NaN;
    expect(end('mix')).toBeGreaterThan(end('replace') + 2);
    expect(end('accumulate')).toBeGreaterThan(end('mix') + 2);
  });
});

describe('regression chains', () => {
  const options: CollapseTraining = { system: 'regression', d: 5, T: 56, generations: 10, chains: 400 };
  const theory = { sigma2: 1, d: 5, T: 56 };

  it('add an error per generation by replacing', () => {
    const error = measured(options, 'testError');
    expect(error[0]?.[0]).toBe(0);
    [1, 5, 10].forEach((g) => expectMean(error[g] ?? [], replaceError({ ...theory, generations: g })));
  });

  it('add a square of one over the generation by accumulating', () => {
    const error = measured({ ...options, policy: 'accumulate' }, 'testError');
    [1, 5, 10].forEach((g) => expectMean(error[g] ?? [], accumulateError({ ...theory, generations: g })));
  });

  it('with real labels alone err as the first generation does', () => {
    const error = measured({ ...options, policy: 'mix', rho: 1 }, 'testError');
    [1, 10].forEach((g) => expectMean(error[g] ?? [], 0.1));
  });

  it('scale with the noise', () => {
    expect(measured({ ...options, chains: 3, sigma2: 0 }, 'testError').flat()).toEqual(Array.from({ length: 33 }, () => 0));
    const [one, four] = [1, 4].map((sigma2) => measured({ ...options, chains: 3, sigma2 }, 'testError').flat());
    one?.forEach((value, i) => expect(four?.[i]).toBeCloseTo(4 * value, 9));
  });
});

describe('all chains', () => {
  const systems = ['gaussian', 'categorical', 'regression'] as const;
  const short: CollapseTraining = { n: 20, generations: 3, chains: 5, vocabulary: 30, T: 20 };
  const anySystem = fc.constantFrom(...systems);

  it('of one seed are the same, of another seed are not', () => {
    fc.assert(
      fc.property(anySystem, fc.integer({ min: 0, max: 1e6 }), (system, seed) => {
        const options = { ...short, system };
        expect(train(options, seed)).toEqual(train(options, seed));
        expect(train(options, seed + 1)).not.toEqual(train(options, seed));
      }),
      { numRuns: 20 },
    );
  });

  it('mixed with no real samples are replaced, verified without skill are mixed, with perfect skill are real', () => {
    systems.forEach((system) => {
      const options = { ...short, system };
      expect(train({ ...options, policy: 'mix', rho: 0 })).toEqual(train({ ...options, policy: 'replace' }));
      const mixed = train({ ...options, policy: 'mix', rho: 0.25 });
      const skills = { rho: 0.25, truePositive: 0.5, falsePositive: 0.5 };
      expect(train({ ...options, ...skills, policy: 'verify' })).toEqual(mixed);
      expect(train({ ...options, ...skills, falsePositive: 0, policy: 'verify' })).toEqual(train({ ...options, policy: 'mix', rho: 1 }));
      expect(mixed).not.toEqual(train({ ...options, policy: 'mix', rho: 1 }));
    });
  });

  it('are summed up by their mean and quantiles, one per generation and the truth', () => {
    const options = { ...short, chains: 11 };
    const variance = measured(options, 'variance').map((values) => values.toSorted((a, b) => a - b));
    const fan = train(options).variance ?? [];
    expect(fan).toHaveLength(4);
    fan.forEach(({ mean, low, high }, t) => {
      const values = variance[t] ?? [];
      expect(mean).toBeCloseTo(sum(values) / 11, 12);
      expect(low).toBe(values[1]);
      expect(high).toBe(values[9]);
    });
  });

  it('of the default lab are 30 generations of 200', () => {
    const steps = [...trainSteps()];
    expect(steps).toHaveLength(31);
    expect(Object.keys(steps[0] ?? {})).toEqual(['mean', 'variance']);
    expect(steps[30]?.variance).toHaveLength(200);
    expectMean(steps[30]?.variance ?? [], varianceFactor(100, 30));
  });
});
