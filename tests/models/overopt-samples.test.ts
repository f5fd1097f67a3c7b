import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element } from '../../src/models/element.ts';
import { bestOfN, sampledAnswers, sampledBestOfN, sampledPolicyGradient, sampledTilt } from '../../src/models/overopt.ts';

describe('sampled answers', () => {
  const seeds = Array.from({ length: 30 }, (_, index) => index + 1);
  const meanGold = (degrees: number, beta: number): number =>
    seeds.reduce((sum, seed) => sum + sampledTilt(sampledAnswers({ answers: 1024, degrees }, seed), beta).gold, 0) / 30;

  it('keep gold rising under a normal error and lose it under a heavy tail', () => {
    const normal = [2, 1, 0.5, 0.25].map((beta) => meanGold(Infinity, beta));
    expect(normal).toEqual([...normal].sort((x, y) => x - y));
    expect(normal[3]).toBeGreaterThan(1.8);
    expect(meanGold(1, 0.25)).toBeLessThan(0.5);
    expect(meanGold(2, 0.25)).toBeLessThan(0.7);
  });

  it('raise the proxy with pressure, under either way of optimizing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.constantFrom(Infinity, 5, 2), (seed, degrees) => {
        const answers = sampledAnswers({ answers: 200, degrees }, seed);
        const tilted = [4, 2, 1, 0.5].map((beta) => sampledTilt(answers, beta).proxy);
        const best = [1, 4, 16, 64].map((n) => sampledBestOfN(answers, n).proxy);
        for (const path of [tilted, best]) {
          path.slice(1).forEach((proxy, i) => expect(proxy - element(path, i)).toBeGreaterThan(-1e-9 * (1 + Math.abs(proxy))));
        }
        // One far answer of a heavy tail can hold all the mass from the start.
        if (degrees === Infinity) expect(tilted[3]).toBeGreaterThan(element(tilted, 0));
      }),
      { numRuns: 30 },
    );
  });

  it('yield to plain policy gradient less proxy at each KL than to the tilt, and ever more of it', () => {
    const answers = sampledAnswers({ answers: 200 }, 3);
    const tilts = Array.from({ length: 400 }, (_, i) => sampledTilt(answers, 20 * 0.98 ** i));
    const path = sampledPolicyGradient(answers, 40);
    path.slice(1).forEach(({ kl, proxy }, i) => {
      expect(proxy).toBeGreaterThan(element(path, i).proxy);
      // The tilt has the most proxy of all policies of its KL.
      const further = tilts.find((tilt) => tilt.kl >= kl);
      if (further) expect(proxy).toBeLessThan(further.proxy);
    });
    expect(element(path, 20).proxy).toBeLessThan(0.97 * (tilts.find(({ kl }) => kl >= element(path, 20).kl)?.proxy ?? NaN));
  });

  it('bound the KL of the best of n', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 300 }), (n, count) => {
        const { kl } = sampledBestOfN(sampledAnswers({ answers: count }), n);
        expect(kl).toBeGreaterThan(-1e-12);
        expect(kl).toBeLessThanOrEqual(bestOfN(n).kl + 1e-12);
      }),
    );
  });

  it('have a standard normal gold, and an error of the asked tail', () => {
    const { gold, proxy } = sampledAnswers({ answers: 20000, degrees: 3, noise: 2 }, 5);
    const errors = proxy.map((value, index) => Math.abs(value - element(gold, index)) / 2);
    expect(Math.abs(gold.filter((value) => value < 1).length / 20000 - 0.8413)).toBeLessThan(0.01);
    // The upper quartile and the 95% point of |t| with 3 degrees of freedom.
    expect(Math.abs(errors.filter((error) => error < 0.7649).length / 20000 - 0.5)).toBeLessThan(0.015);
    expect(Math.abs(errors.filter((error) => error < 3.1824).length / 20000 - 0.95)).toBeLessThan(0.01);
  });

  it('change no draw with the tail, and none at all with the same seed', () => {
    const [normal, heavy] = [sampledAnswers({ answers: 50 }, 7), sampledAnswers({ answers: 50, degrees: 2 }, 7)];
    expect(heavy.gold).toEqual(normal.gold);
    expect(heavy.proxy.map((x, i) => Math.sign(x - element(heavy.gold, i)))).toEqual(
      normal.proxy.map((x, i) => Math.sign(x - element(normal.gold, i))),
    );
    expect(sampledAnswers({ answers: 50 }, 7)).toEqual(normal);
    expect(sampledAnswers({ answers: 50 }, 8)).not.toEqual(normal);
  });

  it('reject what is out of range', () => {
    const answers = { gold: [0, 1], proxy: [0, 1] };
    expect(() => sampledAnswers({ answers: 0 })).toThrow('answers must be a whole number in [1, ∞), not 0');
    expect(() => sampledAnswers({ degrees: 0.1 })).toThrow('degrees must be a number in [0.5, ∞), not 0.1');
    expect(() => sampledAnswers({ noise: -1 })).toThrow('noise must be a number in [0, ∞), not -1');
    expect(() => sampledTilt(answers, 0)).toThrow('beta must be a number in (0, ∞), not 0');
    expect(() => sampledTilt({ gold: [0], proxy: [0, 1] }, 1)).toThrow('gold.length must be a number in [2, 2], not 1');
    expect(() => sampledPolicyGradient(answers, -1)).toThrow('strides must be a whole number in [0, ∞), not -1');
    expect(() => sampledPolicyGradient({ gold: [0], proxy: [0, 1] }, 1)).toThrow('gold.length must be a number in [2, 2], not 1');
    expect(() => sampledBestOfN(answers, 0.5)).toThrow('n must be a whole number in [1, ∞), not 0.5');
    expect(() => sampledBestOfN({ gold: [], proxy: [] }, 1)).toThrow('proxy.length must be a number in [1, ∞), not 0');
    expect(() => sampledBestOfN({ gold: [0], proxy: [0, 1] }, 1)).toThrow('gold.length must be a number in [2, 2]');
  });
});
