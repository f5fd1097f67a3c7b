import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dpoGradientWeight, dpoLoss, dpoMargin, ipoTargetMargin, simpoMargin } from '../../src/models/dpo.ts';
import { number } from './arbitraries.ts';

const betas = number(0.02, 2);

describe('the loss', () => {
  it('has the reference numbers', () => {
    expect(dpoLoss(3, 3, 0.1)).toBeCloseTo(Math.LN2, 15);
    expect(dpoMargin(0.8, 0.1)).toBeCloseTo(13.863, 3);
    expect(ipoTargetMargin(0.05)).toBe(10);
  });

  it('has minus β times the gradient weight as its slope in the margin', () => {
    fc.assert(
      fc.property(number(-20, 20), number(-20, 20), betas, (chosen, rejected, beta) => {
        const step = 1e-4;
        const slope = (dpoLoss(chosen + step, rejected, beta) - dpoLoss(chosen - step, rejected, beta)) / (2 * step);
        expect(slope).toBeCloseTo(-beta * dpoGradientWeight(chosen, rejected, beta), 7);
      }),
    );
  });

  it('weighs a pair by σ(r̂_l − r̂_w)', () => {
    fc.assert(
      fc.property(number(-20, 20), number(-20, 20), betas, (chosen, rejected, beta) => {
        const expected = 1 / (1 + Math.exp(beta * chosen - beta * rejected));
        expect(dpoGradientWeight(chosen, rejected, beta)).toBeCloseTo(expected, 12);
      }),
    );
  });

  it('depends on β times the margin only, and keeps its precision far out', () => {
    expect(dpoLoss(4, 1, 0.5)).toBeCloseTo(dpoLoss(40, 10, 0.05), 15);
    expect(dpoLoss(-1e6, 1e6, 1)).toBe(2e6);
    expect(dpoLoss(400, 0, 0.1) / Math.exp(-40)).toBeCloseTo(1, 12);
    expect(dpoGradientWeight(1e6, -1e6, 1)).toBe(0);
  });

  it('is least, at preference p, at the margin of dpoMargin', () => {
    fc.assert(
      fc.property(number(0.05, 0.95), betas, number(-3, 3), (p, beta, shift) => {
        const expected = (at: number): number => p * dpoLoss(at, 0, beta) + (1 - p) * dpoLoss(0, at, beta);
        const best = dpoMargin(p, beta);
        expect(expected(best)).toBeLessThanOrEqual(expected(best + shift) + 1e-12);
      }),
    );
  });

  it('has a margin that grows without bound as p goes to 1, and is exact at the ends and the middle', () => {
    expect([dpoMargin(1, 0.1), dpoMargin(0, 0.1), dpoMargin(0.5, 0.1)]).toEqual([Infinity, -Infinity, 0]);
    expect(dpoMargin(1e-300, 1)).toBeCloseTo(-300 * Math.LN10, 9);
    expect(dpoMargin(0.5 + 1e-12, 1) / ((0.5 + 1e-12 - 0.5) * 4)).toBeCloseTo(1, 12);
  });

  it('gives SimPO a margin per token', () => {
    const pair = { logpChosen: -20, lengthChosen: 10, logpRejected: -30, lengthRejected: 10, beta: 2, gamma: 0.5 };
    expect(simpoMargin(pair)).toBeCloseTo(1.5, 15);
    expect(simpoMargin({ ...pair, logpRejected: -60, lengthRejected: 20 })).toBeCloseTo(1.5, 15);
    expect(simpoMargin({ ...pair, gamma: 0 })).toBeCloseTo(2, 15);
  });

  it('rejects what is out of range', () => {
    const pair = { logpChosen: -1, lengthChosen: 1, logpRejected: -1, lengthRejected: 1, beta: 1, gamma: 0 };
    expect(() => dpoLoss(NaN, 0, 1)).toThrow(new RangeError('logratioChosen must be a number in (-∞, ∞), not NaN'));
    expect(() => dpoLoss(0, Infinity, 1)).toThrow('logratioRejected must be a number in (-∞, ∞), not Infinity');
    expect(() => dpoGradientWeight(0, 0, 0)).toThrow('beta must be a number in (0, ∞), not 0');
    expect(() => dpoMargin(1.1, 1)).toThrow('p must be a number in [0, 1], not 1.1');
    expect(() => dpoMargin(0.5, -1)).toThrow('beta must be a number in (0, ∞), not -1');
    expect(() => ipoTargetMargin(0)).toThrow('tau must be a number in (0, ∞), not 0');
    expect(() => simpoMargin({ ...pair, logpChosen: NaN })).toThrow('logpChosen must be a number in (-∞, ∞), not NaN');
    expect(() => simpoMargin({ ...pair, logpRejected: NaN })).toThrow('logpRejected must be a number in (-∞, ∞)');
    expect(() => simpoMargin({ ...pair, lengthChosen: 0 })).toThrow('lengthChosen must be a number in (0, ∞), not 0');
    expect(() => simpoMargin({ ...pair, lengthRejected: 0 })).toThrow('lengthRejected must be a number in (0, ∞)');
    expect(() => simpoMargin({ ...pair, beta: 0 })).toThrow('beta must be a number in (0, ∞), not 0');
    expect(() => simpoMargin({ ...pair, gamma: -1 })).toThrow('gamma must be a number in [0, ∞), not -1');
  });
});
