import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forwardKlFit, reverseKlFit } from '../../src/models/distill.ts';
import { klTerm } from '../../src/models/kl-term.ts';

describe('one normal for two', () => {
  const pair = fc.record({
    means: fc.tuple(fc.double({ min: -50, max: 50, noNaN: true }), fc.double({ min: -50, max: 50, noNaN: true })),
    sd: fc.double({ min: 0.2, max: 10, noNaN: true }),
  });
  const logNormal = (x: number, mean: number, sd: number): number =>
    -0.5 * ((x - mean) / sd) ** 2 - Math.log(sd) - Math.log(2 * Math.PI) / 2;
  /** KL by a plain sum on a grid, of a normal and the mixture, in the direction asked for. */
  const gridKl = (
    direction: 'forward' | 'reverse',
    { means, sd }: { means: [number, number]; sd: number },
    fit: { mean: number; sd: number },
  ): number => {
    const [low, high] = [Math.min(...means) - 12 * fit.sd, Math.max(...means) + 12 * fit.sd];
    const step = (high - low) / 20000;
    let kl = 0;
    for (let x = low; x < high; x += step) {
      const [a, b] = [logNormal(x, means[0], sd), logNormal(x, means[1], sd)];
      const mixture = Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b))) - Math.LN2;
      const normal = logNormal(x, fit.mean, fit.sd);
      kl += step * (direction === 'forward' ? Math.exp(mixture) * (mixture - normal) : Math.exp(normal) * (normal - mixture));
    }
    return kl;
  };

  it('matches the moments forward', () => {
    const { mean, sd, kl } = forwardKlFit({ means: [-3, 3], sd: 1 });
    expect([mean, sd]).toEqual([0, Math.sqrt(10)]);
    // mpmath's quadrature.
    expect(kl).toBeCloseTo(0.4619946134679, 12);
    fc.assert(
      fc.property(pair, ({ means, sd }) => {
        const fit = forwardKlFit({ means, sd });
        expect(fit.mean).toBeCloseTo((means[0] + means[1]) / 2, 12);
        expect(fit.sd ** 2 / (sd ** 2 + (means[0] - means[1]) ** 2 / 4)).toBeCloseTo(1, 12);
        expect(fit.kl).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('takes one mode in reverse when they are far apart, at log 2', () => {
    fc.assert(
      fc.property(pair, ({ means, sd }) => {
        fc.pre(Math.abs(means[0] - means[1]) > 12 * sd);
        const fit = reverseKlFit({ means, sd });
        expect(Math.abs(fit.mean - means[0])).toBeLessThan(1e-6 * sd);
        expect(fit.sd / sd).toBeCloseTo(1, 5);
        expect(fit.kl).toBeCloseTo(Math.LN2, 6);
      }),
    );
  });

  it('leans to the other mode when they are nearer, and then sits between them', () => {
    const near = reverseKlFit({ means: [-3, 3], sd: 1 });
    expect(near.mean).toBeCloseTo(-2.9843, 4);
    expect(near.sd).toBeCloseTo(1.02337, 4);
    expect(near.kl).toBeCloseTo(0.688769, 5);
    expect(reverseKlFit({ means: [3, -3], sd: 1 }).mean).toBeCloseTo(2.9843, 4);
    // At half a distance of 2.8 sd the best fit jumps.
    expect(reverseKlFit({ means: [-2.85, 2.85], sd: 1 }).mean).toBeLessThan(-2.8);
    expect(reverseKlFit({ means: [-2.75, 2.75], sd: 1 }).mean).toBe(0);
    expect(reverseKlFit({ means: [-1, 1], sd: 1 }).kl).toBeCloseTo(0.0108879, 7);
  });

  it.each(['forward', 'reverse'] as const)('is a minimum, with the divergence a grid gives: %s', (direction) => {
    const close = fc.double({ min: 0.3, max: 5, noNaN: true });
    fc.assert(
      fc.property(close, (half) => {
        const mixture = { means: [-half, half] as [number, number], sd: 1 };
        const { mean, sd, kl } = direction === 'forward' ? forwardKlFit(mixture) : reverseKlFit(mixture);
        expect(Math.abs(gridKl(direction, mixture, { mean, sd }) - kl)).toBeLessThan(1e-9);
        const others = [
          { mean: mean + 0.05, sd },
          { mean: mean - 0.05, sd },
          { mean, sd: sd * 1.03 },
          { mean, sd: sd / 1.03 },
          { mean: -half, sd: 1 },
          { mean: 0, sd: 0.9 * Math.hypot(1, half) },
        ];
        for (const other of others) expect(gridKl(direction, mixture, other)).toBeGreaterThanOrEqual(kl - 1e-9);
      }),
      { numRuns: 12 },
    );
  });

  it('is exact for one normal, and precise for nearly one', () => {
    for (const fitted of [forwardKlFit, reverseKlFit]) {
      expect(fitted({ means: [2, 2], sd: 3 })).toEqual({ mean: 2, sd: 3, kl: 0 });
      // To leading order (distance/2 sd)⁸/12, from the fourth cumulant.
      expect(fitted({ means: [-0.01, 0.01], sd: 1 }).kl / (1e-16 / 12)).toBeCloseTo(1, 2);
      expect(fitted({ means: [-1e6, 1e6], sd: 1 }).sd).toBeGreaterThanOrEqual(1);
    }
    expect(reverseKlFit({ means: [-1e6, 1e6], sd: 1 })).toMatchObject({ mean: -1e6, sd: 1 });
    expect(forwardKlFit({ means: [-1e6, 1e6], sd: 1 }).kl).toBeCloseTo(Math.log(1e6) - Math.LN2, 9);
  });

  it('moves and stretches with the pair', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.1, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true }), (by, to) => {
        for (const fitted of [forwardKlFit, reverseKlFit]) {
          const [fit, moved] = [fitted({ means: [-5, 5], sd: 1 }), fitted({ means: [to - 5 * by, to + 5 * by], sd: by })];
          expect(moved.mean).toBeCloseTo(to + by * fit.mean, 9);
          expect(moved.sd).toBeCloseTo(by * fit.sd, 9);
          expect(moved.kl).toBeCloseTo(fit.kl, 9);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('rejects bad input', () => {
    for (const fitted of [forwardKlFit, reverseKlFit]) {
      expect(() => fitted({ means: [1] as unknown as [number, number], sd: 1 })).toThrow(
        new RangeError('means.length must be a number in [2, 2], not 1'),
      );
      expect(() => fitted({ means: [0, Infinity], sd: 1 })).toThrow(new RangeError('means[1] must be a number in (-∞, ∞), not Infinity'));
      expect(() => fitted({ means: [0, 1], sd: 0 })).toThrow(new RangeError('sd must be a number in (0, ∞), not 0'));
    }
  });

  it('adds up non-negative terms', () => {
    fc.assert(
      fc.property(fc.double({ min: -600, max: 600, noNaN: true }), (x) => {
        expect(klTerm(x)).toBeGreaterThanOrEqual(0);
      }),
    );
    expect(klTerm(1e-8) / 5e-17).toBeCloseTo(1, 7);
    expect(klTerm(0.1) / (Math.expm1(-0.1) + 0.1)).toBeCloseTo(1, 13);
  });
});
