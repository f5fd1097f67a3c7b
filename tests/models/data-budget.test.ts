import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cappedMixtureOptimum,
  dataConstrainedLoss,
  effectiveData,
  mixtureLoss,
  mixtureOptimum,
  repeatDecay,
} from '../../src/models/data.ts';
import { number } from './arbitraries.ts';
import { laws, loss } from '../../src/models/scaling.ts';
import { sum } from '../../src/models/vector.ts';

describe('repeated data', () => {
  it('is worth 6.62 times the unique tokens after 8 epochs', () => {
    expect(Math.abs(effectiveData(8) / 6.62 - 1)).toBeLessThan(1e-3);
  });

  it('rises with the epochs, under the diagonal and under 1 + R*', () => {
    fc.assert(
      fc.property(number(1, 200), number(1e-3, 10), (epochs, more) => {
        expect(effectiveData(epochs)).toBeLessThanOrEqual(epochs);
        expect(effectiveData(epochs + more)).toBeGreaterThan(effectiveData(epochs));
        expect(effectiveData(epochs + more)).toBeLessThan(1 + repeatDecay);
      }),
    );
    expect(effectiveData(1e9)).toBe(1 + repeatDecay);
    expect(effectiveData(1)).toBe(1);
    expect(effectiveData(1 + 1e-9) - 1).toBeCloseTo(1e-9, 15);
  });

  it('is worth itself before the first epoch is over', () => {
    fc.assert(
      fc.property(number(1e-6, 1), (epochs) => {
        expect(effectiveData(epochs)).toBe(epochs);
      }),
    );
  });

  it('lowers the loss like that much fresh data', () => {
    const law = laws.muennighoff2023;
    expect(dataConstrainedLoss(1e9, 25e9, 1)).toBe(loss(law, 1e9, 25e9));
    expect(dataConstrainedLoss(1e9, 25e9, 8)).toBeCloseTo(loss(law, 1e9, 25e9 * 6.624118819), 9);
    fc.assert(
      fc.property(number(1, 64), (epochs) => {
        const repeated = dataConstrainedLoss(1e9, 25e9, epochs);
        expect(repeated).toBeGreaterThanOrEqual(loss(law, 1e9, 25e9 * epochs));
        expect(repeated).toBeGreaterThan(loss(law, 1e9, 25e9 * (1 + repeatDecay)));
      }),
    );
  });
});

describe('the mixture', () => {
  const domains = fc.array(fc.record({ lambda: number(0.01, 1), B: number(1, 1000), unique: number(1e8, 1e12) }), {
    minLength: 1,
    maxLength: 5,
  });
  const beta = number(0.05, 1);
  const columns = (rowsOf: { lambda: number; B: number; unique: number }[]) => ({
    lambda: rowsOf.map((row) => row.lambda),
    B: rowsOf.map((row) => row.B),
    unique: rowsOf.map((row) => row.unique),
  });

  it('has equal marginal losses at its optimum, on the simplex', () => {
    fc.assert(
      fc.property(domains, beta, (rowsOf, exponent) => {
        const { lambda, B } = columns(rowsOf);
        const shares = mixtureOptimum(lambda, B, exponent);
        expect(sum(shares)).toBeCloseTo(1, 12);
        const marginals = shares.map((w, i) => (lambda[i] ?? NaN) * (B[i] ?? NaN) * w ** (-exponent - 1));
        marginals.forEach((value) => expect(value / (marginals[0] ?? NaN)).toBeCloseTo(1, 9));
      }),
    );
  });

  it('caps small domains: no move of tokens between domains helps', () => {
    fc.assert(
      fc.property(domains, beta, number(1e9, 1e13), (rowsOf, exponent, tokens) => {
        const mixture = { ...columns(rowsOf), beta: exponent, tokens };
        const shares = cappedMixtureOptimum(mixture);
        expect(sum(shares)).toBeCloseTo(1, 12);
        const best = mixtureLoss(mixture, shares);
        shares.forEach((from, i) =>
          shares.forEach((_, j) => {
            const moved = shares.map((w, k) => w + (k === j ? from / 100 : 0) - (k === i ? from / 100 : 0));
            expect(mixtureLoss(mixture, moved)).toBeGreaterThanOrEqual(best * (1 - 1e-12));
          }),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('without repeats is the plain optimum', () => {
    fc.assert(
      fc.property(domains, beta, (rowsOf, exponent) => {
        const { lambda, B } = columns(rowsOf);
        const plain = mixtureOptimum(lambda, B, exponent);
        const capped = cappedMixtureOptimum({ lambda, B, beta: exponent, tokens: 1e11 });
        capped.forEach((w, i) => expect(w).toBeCloseTo(plain[i] ?? NaN, 9));
      }),
      { numRuns: 30 },
    );
  });

  it('of the default lab is .370 to .630, and less than that for a domain that would repeat often', () => {
    const mixture = { lambda: [0.5, 0.5], B: [400, 800], beta: 0.3, tokens: 1e11 };
    const shares = mixtureOptimum(mixture.lambda, mixture.B, mixture.beta);
    expect(shares[0]).toBeCloseTo(1 / (1 + 2 ** (1 / 1.3)), 12);
    expect(cappedMixtureOptimum({ ...mixture, unique: [1e12, 1e9] })[1]).toBeLessThan(0.5);
    expect(mixtureLoss(mixture, [0.25, 0.75])).toBeCloseTo(0.5 * 400 * 0.25e11 ** -0.3 + 0.5 * 800 * 0.75e11 ** -0.3, 12);
    expect(mixtureLoss({ ...mixture, E: [1, 2] }, [0.5, 0.5]) - mixtureLoss(mixture, [0.5, 0.5])).toBeCloseTo(1.5, 12);
    const small = { ...mixture, unique: [1e12, 1e10] };
    expect(mixtureLoss(small, [0.2, 0.8])).toBeCloseTo(0.5 * 400 * 0.2e11 ** -0.3 + 0.5 * 800 * (1e10 * effectiveData(8)) ** -0.3, 12);
  });

  it('gives nothing to a domain that does not count, and needs some of the others', () => {
    expect(mixtureOptimum([1, 0], [1, 5], 0.3)).toEqual([1, 0]);
    expect(cappedMixtureOptimum({ lambda: [1, 0], B: [1, 5], beta: 0.3, tokens: 1e9, unique: [1e8, 1e8] })).toEqual([1, 0]);
    expect(mixtureLoss({ lambda: [1, 0], B: [1, 5], beta: 0.5, tokens: 100 }, [1, 0])).toBeCloseTo(0.1, 12);
    expect(mixtureLoss({ lambda: [1, 1], B: [1, 5], beta: 0.5, tokens: 100 }, [1, 0])).toBe(Infinity);
  });
});
