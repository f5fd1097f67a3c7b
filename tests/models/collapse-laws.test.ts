import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accumulateBound,
  accumulateError,
  expectedDistinct,
  heterozygosityFactor,
  replaceError,
  survivalProbability,
  unbiasedLogDrift,
  varianceFactor,
  verifierPurity,
} from '../../src/models/collapse.ts';
import { number } from './arbitraries.ts';

const size = fc.integer({ min: 1, max: 1000 });

const generation = fc.integer({ min: 0, max: 200 });

const regression = fc
  .record({ sigma2: number(1e-3, 10), d: fc.integer({ min: 1, max: 50 }), spare: fc.integer({ min: 2, max: 500 }) })
  .map(({ sigma2, d, spare }) => ({ sigma2, d, T: d + spare }));

describe('formulas', () => {
  it('variance and heterozygosity shrink by 1 − 1/n a generation', () => {
    fc.assert(
      fc.property(size, generation, (n, t) => {
        expect(varianceFactor(n, t)).toBeCloseTo((1 - 1 / n) ** t, 12);
        expect(heterozygosityFactor(n, t)).toBe(varianceFactor(n, t));
      }),
    );
    expect(varianceFactor(50, 20)).toBeCloseTo(0.6676, 4);
    expect(varianceFactor(1, 0)).toBe(1);
    expect(varianceFactor(1, 1)).toBe(0);
    expect(varianceFactor(1e15, 1e15)).toBeCloseTo(Math.exp(-1), 12);
  });

  it('the log of the unbiased variance drifts down, by the recurrence of the digamma function', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 100_000 }), (n) => {
        const step = 2 / (n - 1) + Math.log((n - 1) / (n + 1));
        expect(unbiasedLogDrift(n + 2)).toBeCloseTo(unbiasedLogDrift(n) + step, 13);
        expect(unbiasedLogDrift(n)).toBeLessThan(0);
      }),
    );
    const gamma = 0.5772156649015329;
    expect(unbiasedLogDrift(2)).toBeCloseTo(-gamma - Math.LN2, 14);
    expect(unbiasedLogDrift(3)).toBeCloseTo(-gamma, 14);
    expect(unbiasedLogDrift(1e12) * 1e12).toBeCloseTo(-1, 10);
  });

  it('a type survives with 1 − (1 − p)^n', () => {
    fc.assert(
      fc.property(number(0, 1), size, (p, n) => {
        expect(survivalProbability(p, n)).toBeCloseTo(1 - (1 - p) ** n, 12);
        expect(survivalProbability(p, n + 1)).toBeGreaterThanOrEqual(survivalProbability(p, n));
        expect(survivalProbability(0, n)).toBe(0);
        expect(survivalProbability(1, n)).toBe(1);
      }),
    );
    expect(survivalProbability(1e-20, 100)).toBeCloseTo(1e-18, 30);
    expect(survivalProbability(0.01, 100)).toBeCloseTo(0.634, 3);
  });

  it('the types to expect are the sum of these', () => {
    expect(expectedDistinct(4, 0, 3)).toBeCloseTo(4 * (1 - 0.75 ** 3), 12);
    expect(expectedDistinct(2, 1, 2)).toBeCloseTo(8 / 9 + 5 / 9, 12);
    expect(expectedDistinct(1, 2, 5)).toBe(1);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), number(0, 3), size, (vocabulary, exponent, n) => {
        const distinct = expectedDistinct(vocabulary, exponent, n);
        expect(distinct).toBeLessThanOrEqual(Math.min(vocabulary, n) + 1e-9);
        expect(distinct).toBeGreaterThan(1 - 1e-9);
      }),
    );
  });

  it('replaced labels add one error per generation, accumulated ones stay under π²/6 of one', () => {
    fc.assert(
      fc.property(regression, generation, (options, generations) => {
        const base = replaceError({ ...options, generations: 1 });
        expect(base).toBeCloseTo((options.sigma2 * options.d) / (options.T - options.d - 1), 12);
        expect(replaceError({ ...options, generations })).toBeCloseTo(generations * base, 9);
        const bound = accumulateBound(options);
        expect(bound).toBeCloseTo((base * Math.PI ** 2) / 6, 12);
        const error = accumulateError({ ...options, generations });
        expect(error).toBeLessThanOrEqual(bound);
        // The rest of Σ i⁻² after g terms lies between 1/(g + 1) and 1/g.
        if (generations > 0) expect(bound - error).toBeLessThanOrEqual(base / generations + 1e-12);
        expect(bound - error).toBeGreaterThanOrEqual(base / (generations + 1) - 1e-12);
      }),
    );
  });

  it('prints these errors', () => {
    const options = { sigma2: 1, d: 5, T: 56 };
    expect(replaceError({ ...options, generations: 1 })).toBe(0.1);
    expect(replaceError({ ...options, generations: 10 })).toBe(1);
    expect(accumulateBound(options)).toBeCloseTo(0.1645, 4);
    expect(accumulateError({ ...options, generations: 2 })).toBeCloseTo(0.125, 12);
  });

  it('a verifier purifies by Bayes', () => {
    expect(verifierPurity({ share: 0.5, truePositive: 0.9, falsePositive: 0.1 })).toBeCloseTo(0.9, 12);
    expect(verifierPurity({ share: 0.1, truePositive: 1, falsePositive: 0 })).toBe(1);
    expect(verifierPurity({ share: 0, truePositive: 1, falsePositive: 0.5 })).toBe(0);
    fc.assert(
      fc.property(number(0.01, 0.99), number(0.01, 1), number(0.01, 1), (share, truePositive, falsePositive) => {
        const purity = verifierPurity({ share, truePositive, falsePositive });
        const odds = ((share / (1 - share)) * truePositive) / falsePositive;
        expect(purity).toBeCloseTo(odds / (1 + odds), 12);
      }),
    );
  });
});
