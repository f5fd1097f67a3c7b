import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaussianHack, gaussianHackBestOfN, gaussianHackCoefficients, gaussianHackPeak, goldBestOfN } from '../../src/models/overopt.ts';
import { randomStream } from '../../src/models/random.ts';
import { sum } from '../../src/models/vector.ts';
import { number } from './arbitraries.ts';

const hacks = fc.record({ a: number(-3, 3), b: number(0.1, 3), c: number(0.05, 3) });

describe('the Gaussian hack', () => {
  const reference = { a: 1, b: 1, c: 0.25 };

  it('has the reference optimum', () => {
    expect(gaussianHackPeak(reference)).toEqual({ beta: 0.25, gold: 4, kl: 16 });
    expect(gaussianHack(reference, 0.25)).toEqual({ kl: 16, proxy: 8, gold: 4 });
    expect(gaussianHackCoefficients(reference)).toEqual({ alpha: 2, beta: 0.25 });
  });

  it('raises the proxy without end, and gold up to its peak', () => {
    fc.assert(
      fc.property(hacks, number(0.01, 10), number(1.01, 3), (hack, beta, factor) => {
        const [near, far] = [gaussianHack(hack, beta * factor), gaussianHack(hack, beta)];
        const peak = gaussianHackPeak(hack);
        expect(far.proxy).toBeGreaterThan(near.proxy);
        expect(far.gold).toBeLessThanOrEqual(peak.gold * (1 + 1e-9));
        if (beta > peak.beta) expect(far.gold).toBeGreaterThan(near.gold);
        if (beta * factor < peak.beta) expect(far.gold).toBeLessThan(near.gold);
        const atPeak = gaussianHack(hack, peak.beta);
        expect(atPeak.gold / peak.gold).toBeCloseTo(1, 8);
        expect(atPeak.kl / peak.kl).toBeCloseTo(1, 8);
      }),
    );
  });

  it('follows the form of best-of-n over the square root of KL, and the proxy a line', () => {
    fc.assert(
      fc.property(hacks, number(0.05, 10), (hack, beta) => {
        const { kl, proxy, gold } = gaussianHack(hack, beta);
        const coefficients = gaussianHackCoefficients(hack);
        expect(proxy / (coefficients.alpha * Math.sqrt(kl))).toBeCloseTo(1, 8);
        const form = goldBestOfN(Math.sqrt(kl), coefficients.alpha, coefficients.beta);
        expect(Math.abs(form - gold)).toBeLessThan(1e-9 * (1 + proxy));
      }),
    );
  });

  it('agrees with sampling the best of n', () => {
    const stream = randomStream(1);
    const golds = Array.from({ length: 20000 }, () => {
      const drawn = Array.from({ length: 8 }, () => [stream.normal(), stream.normal()] as const);
      const [q, h] = drawn.reduce((best, next) => (next[0] + next[1] > best[0] + best[1] ? next : best));
      return q + h - 0.25 * (h * h - 1);
    });
    const mean = sum(golds) / golds.length;
    expect(Math.abs(mean - gaussianHackBestOfN(reference, 8))).toBeLessThan(0.03);
  });

  it('gains nothing from the best of one, nor without a proxy', () => {
    expect(gaussianHackBestOfN(reference, 1)).toBe(0);
    expect(gaussianHackBestOfN({ a: 0, b: 0, c: 1 }, 64)).toBe(0);
  });

  it('has no peak where length does no harm', () => {
    expect(gaussianHackPeak({ a: 1, b: 1, c: 0 })).toEqual({ beta: 0, gold: Infinity, kl: Infinity });
  });

  it('rejects what is out of range', () => {
    expect(() => gaussianHack({ ...reference, a: NaN }, 1)).toThrow('a must be a number in (-∞, ∞), not NaN');
    expect(() => gaussianHack({ ...reference, b: Infinity }, 1)).toThrow('b must be a number in (-∞, ∞), not Infinity');
    expect(() => gaussianHack({ ...reference, c: -1 }, 1)).toThrow('c must be a number in [0, ∞), not -1');
    expect(() => gaussianHack(reference, 0)).toThrow(new RangeError('beta must be a number in (0, ∞), not 0'));
    expect(() => gaussianHackPeak({ a: 0, b: 0, c: 1 })).toThrow('a² + b² must be a number in (0, ∞), not 0');
    expect(() => gaussianHackCoefficients({ a: 0, b: 0, c: 1 })).toThrow('a² + b² must be a number in (0, ∞), not 0');
    expect(() => gaussianHackBestOfN(reference, 0)).toThrow('n must be a whole number in [1, ∞), not 0');
  });
});
