import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element } from '../../src/models/element.ts';
import {
  blockwiseError,
  expectedAbsmax,
  expectedCodeShares,
  expectedMse,
  fp4Levels,
  int4Levels,
  nf4Levels,
  sampleWeights,
} from '../../src/models/nf4.ts';
import { mean, sum } from '../../src/models/vector.ts';
import { relativeError } from './closeness.ts';

const allLevels = [nf4Levels, int4Levels, fp4Levels];

const levels = fc.constantFrom(...allLevels);

describe('expectations over normal weights', () => {
  it('know the largest of n', () => {
    expect(expectedAbsmax(64)).toBeCloseTo(2.6, 2);
    // The closed forms for one and two, then values from mpmath at 25 digits.
    const known = [
      [1, Math.sqrt(2 / Math.PI)],
      [2, 2 / Math.sqrt(Math.PI)],
      [10, 1.8807156938211605],
      [64, 2.5961107651466503],
      [4096, 3.8022953119020604],
      [1e6, 4.9985614184529916],
    ] as const;
    for (const [n, value] of known) expect(Math.abs(expectedAbsmax(n) / value - 1)).toBeLessThan(1e-11);
  });

  it('know the error of NF4 (mpmath)', () => {
    const known = [
      [2, 0.001619488854078752],
      [64, 0.008460052906613241],
      [4096, 0.01207942245596396],
    ] as const;
    for (const [block, value] of known) expect(Math.abs(expectedMse(nf4Levels, block) / value - 1)).toBeLessThan(1e-10);
  });

  it('lose the whole variance to a single level at 0, and nothing in blocks of one', () => {
    for (const block of [1, 2, 3, 64]) expect(expectedMse([0], block)).toBeCloseTo(1, 12);
    for (const of of allLevels) expect(expectedMse(of, 1)).toBe(0);
  });

  it('rank NF4 before int4 before FP4 at block 64, and grow with the block', () => {
    const errors = allLevels.map((of) => expectedMse(of, 64));
    expect(errors).toEqual([...errors].sort((a, b) => a - b));
    expect(new Set(errors).size).toBe(3);
    const block = fc.integer({ min: 1, max: 4096 });
    fc.assert(
      fc.property(levels, block, block, (of, a, b) => {
        fc.pre(a !== b);
        expect(expectedMse(of, Math.max(a, b))).toBeGreaterThan(expectedMse(of, Math.min(a, b)));
      }),
      { numRuns: 60 },
    );
  });

  it('agree with a sample', () => {
    const samples = [1, 2, 3, 4].map((seed) => sampleWeights({ sigma: 3 }, seed));
    for (const of of allLevels) {
      const results = samples.map((sample) => blockwiseError(sample, of, { block: 64 }));
      expect(relativeError(mean(results.map(({ mse }) => mse)) / 9, expectedMse(of, 64))).toBeLessThan(0.02);
      expectedCodeShares(of, 64).forEach((share, code) => {
        expect(Math.abs(mean(results.map(({ codeCounts }) => element(codeCounts, code))) / 65536 - share)).toBeLessThan(0.005);
      });
    }
  });

  it('use the codes of NF4 all, but not equally', () => {
    const shares = expectedCodeShares(nf4Levels, 64);
    expect(sum(shares)).toBeCloseTo(1, 12);
    expect(shares).toHaveLength(16);
    // The outer codes get a third of an equal share, the ones around 0 half as much again.
    expect(Math.min(...shares)).toBeCloseTo(0.0173, 3);
    expect(Math.max(...shares)).toBeCloseTo(0.0924, 3);
    const entropy = -shares.reduce((sum, share) => sum + share * Math.log2(share), 0);
    expect(entropy).toBeGreaterThan(3.8);
    expect(entropy).toBeLessThan(3.95);
  });

  it('reject bad input', () => {
    expect(() => expectedAbsmax(0)).toThrow(new RangeError('n must be a whole number in [1, ∞), not 0'));
    expect(() => expectedMse(nf4Levels, 1.5)).toThrow(new RangeError('block must be a whole number in [1, ∞), not 1.5'));
    expect(() => expectedMse([], 64)).toThrow(new RangeError('levels.length must be a number in [1, ∞), not 0'));
    expect(() => expectedCodeShares([1, 0], 64)).toThrow(new RangeError('levels[1] must be finite and above the level before it, not 0'));
  });
});
