import { describe, expect, it } from 'vitest';
import { element } from '../../src/models/element.ts';
import { blockwiseError, nf4Levels, sampleWeights } from '../../src/models/nf4.ts';
import { relativeError } from './closeness.ts';

describe('samples of weights', () => {
  const variance = (of: number[]): number => of.reduce((sum, weight) => sum + weight * weight, 0) / of.length;

  it('have the scale and the tails asked for', () => {
    // Four standard errors of the variance: its relative one is √(2/n), and √(5/n) with the fourth moment of t at ν = 6.
    expect(relativeError(variance(sampleWeights({ sigma: 2 })), 4)).toBeLessThan(0.022);
    expect(relativeError(variance(sampleWeights({ degrees: 6 })), 6 / 4)).toBeLessThan(0.035);
    const inTail = (of: number[]): number => of.filter((weight) => Math.abs(weight) > 1).length / of.length;
    // A Cauchy variable is beyond 1 with probability ½.
    expect(Math.abs(inTail(sampleWeights({ degrees: 1 })) - 0.5)).toBeLessThan(0.008);
  });

  it('are aligned for one seed', () => {
    const [normal, heavy] = [sampleWeights({ count: 500 }), sampleWeights({ count: 500, degrees: 3 })];
    expect(normal.map(Math.sign)).toEqual(heavy.map(Math.sign));
    expect(sampleWeights({ count: 500 })).toEqual(normal);
    expect(sampleWeights({ count: 500 }, 2)).not.toEqual(normal);
  });

  it('hold the outliers, which raise the error', () => {
    const sample = sampleWeights({ outliers: 20, outlierSize: 10 });
    expect(sample.filter((weight) => Math.abs(weight) === 10)).toHaveLength(20);
    const clean = blockwiseError(sampleWeights(), nf4Levels, { block: 64 });
    expect(blockwiseError(sample, nf4Levels, { block: 64 }).mse).toBeGreaterThan(clean.mse * 1.05);
  });

  it('lose little to double quantization', () => {
    const sample = sampleWeights();
    const plain = blockwiseError(sample, nf4Levels, { block: 64 });
    const double = blockwiseError(sample, nf4Levels, { block: 64, doubleQuant: true });
    expect(double.mse).not.toBe(plain.mse);
    expect(relativeError(double.mse, plain.mse)).toBeLessThan(0.01);
    expect(double.codeCounts).toEqual(plain.codeCounts);
    // Equal scales have nothing to round.
    const equal = blockwiseError([1, -1, 0.5, 1], nf4Levels, { block: 2, doubleQuant: true });
    expect(equal.mse).toBeCloseTo((0.5 - element(nf4Levels, 12)) ** 2 / 4, 15);
  });

  it('reject bad input', () => {
    const bad = [
      [{ count: 0 }, 'count must be a whole number in [1, 1000000], not 0'],
      [{ sigma: 0 }, 'sigma must be a number in (0, ∞), not 0'],
      [{ degrees: 0.5 }, 'degrees must be a number in [1, ∞), not 0.5'],
      [{ count: 3, outliers: 4 }, 'outliers must be a whole number in [0, 3], not 4'],
      [{ outlierSize: -1 }, 'outlierSize must be a number in [0, ∞), not -1'],
    ] as const;
    for (const [source, message] of bad) expect(() => sampleWeights(source)).toThrow(new RangeError(message));
    expect(() => blockwiseError([], nf4Levels, { block: 2 })).toThrow(new RangeError('weights.length must be a number in [1, ∞), not 0'));
    expect(() => blockwiseError([1], nf4Levels, { block: 0 })).toThrow(new RangeError('block must be a whole number in [1, ∞), not 0'));
  });
});
