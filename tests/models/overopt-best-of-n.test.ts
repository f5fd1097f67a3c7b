import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestOfN, goldBestOfN, goldBestOfNPeak, goldRl, goldRlPeak } from '../../src/models/overopt.ts';
import { number } from './arbitraries.ts';

describe('best of n', () => {
  it('has the known expected maxima and KL', () => {
    expect(bestOfN(1)).toEqual({ proxy: 0, kl: 0 });
    expect(bestOfN(2).proxy).toBeCloseTo(1 / Math.sqrt(Math.PI), 12);
    expect(bestOfN(3).proxy).toBeCloseTo(1.5 / Math.sqrt(Math.PI), 12);
    expect(bestOfN(10).proxy).toBeCloseTo(1.53875, 5);
    expect(bestOfN(16).kl).toBeCloseTo(1.8351, 4);
  });

  it('stays near the asymptote of extreme values at a very large n', () => {
    const { proxy } = bestOfN(1e15);
    expect(proxy).toBeGreaterThan(7.94);
    expect(proxy).toBeLessThan(Math.sqrt(2 * Math.log(1e15)));
  });

  it('grows with n in proxy and in KL', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4096 }), (n) => {
        const [less, more] = [bestOfN(n), bestOfN(n + 1)];
        expect(more.proxy).toBeGreaterThan(less.proxy);
        expect(more.kl).toBeGreaterThan(less.kl);
      }),
      { numRuns: 30 },
    );
  });

  it.each([0, 1.5, -1])('rejects n = %d', (n) => {
    expect(() => bestOfN(n)).toThrow(new RangeError(`n must be a whole number in [1, ∞), not ${n}`));
  });
});

describe('gold score against distance', () => {
  it('has its maxima where their formulas say', () => {
    fc.assert(
      fc.property(number(0.1, 5), number(0.1, 5), number(0, 3), (alpha, beta, factor) => {
        const best = goldBestOfNPeak(alpha, beta);
        const rl = goldRlPeak(alpha, beta);
        expect(goldBestOfN(best.d, alpha, beta)).toBeCloseTo(best.gold, 8);
        expect(goldRl(rl.d, alpha, beta) / rl.gold).toBeCloseTo(1, 8);
        expect(goldBestOfN(best.d * factor, alpha, beta)).toBeLessThanOrEqual(best.gold * (1 + 1e-12));
        expect(goldRl(rl.d * factor, alpha, beta)).toBeLessThanOrEqual(rl.gold * (1 + 1e-9));
      }),
    );
  });

  it('is 0 at no distance', () => {
    expect([goldBestOfN(0, 2, 1), goldRl(0, 2, 1)]).toEqual([0, 0]);
  });

  it('rejects what is out of range', () => {
    expect(() => goldRl(-1, 1, 1)).toThrow(new RangeError('d must be a number in [0, ∞), not -1'));
    expect(() => goldBestOfN(1, NaN, 1)).toThrow(new RangeError('alpha must be a number in (-∞, ∞), not NaN'));
    expect(() => goldRl(1, 1, Infinity)).toThrow(new RangeError('beta must be a number in (-∞, ∞), not Infinity'));
    expect(() => goldBestOfNPeak(1, 0)).toThrow(new RangeError('beta must be a number in (0, ∞), not 0'));
    expect(() => goldRlPeak(1, -1)).toThrow(new RangeError('beta must be a number in (0, ∞), not -1'));
    expect(() => goldRlPeak(Infinity, 1)).toThrow(new RangeError('alpha must be a number in (-∞, ∞), not Infinity'));
    expect(() => goldBestOfNPeak(NaN, 1)).toThrow(new RangeError('alpha must be a number in (-∞, ∞), not NaN'));
  });
});
