import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learningRate, maxStableRate, replayTokens, sgdExpectedLoss, stationaryVariance } from '../../src/models/cpt.ts';
import { number } from './arbitraries.ts';
import { relativeError } from './closeness.ts';

const curvature = number(0.01, 10);

describe('the schedule', () => {
  const schedule = fc
    .record({
      max: number(1e-6, 1),
      min: number(0, 1),
      from: number(0, 1),
      warmup: number(0, 0.99),
      steps: fc.integer({ min: 1, max: 1e6 }),
    })
    .map(({ max, min, from, warmup, steps }) => ({
      max,
      min: min * max,
      from: from * max,
      warmup: warmup * steps,
      steps,
    }));

  it('starts at `from`, is at `max` at W and at `min` at T, rises before W and falls after it', () => {
    fc.assert(
      fc.property(schedule, number(0, 1), number(0, 1), (settings, a, b) => {
        const { max, min, from, warmup, steps } = settings;
        expect(learningRate(warmup, settings)).toBeCloseTo(max, 12);
        expect(learningRate(steps, settings)).toBe(min);
        expect(learningRate(0, settings)).toBeCloseTo(warmup > 0 ? from : max, 12);
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const rising = (share: number) => learningRate(share * warmup, settings);
        const falling = (share: number) => learningRate(Math.min(warmup + share * (steps - warmup), steps), settings);
        expect(rising(low)).toBeLessThanOrEqual(rising(high) + 1e-12);
        expect(falling(low)).toBeGreaterThanOrEqual(falling(high) - 1e-12);
      }),
    );
  });

  it('of a 405M model, 3e-4 to 3e-5, is half way down half way through', () => {
    const settings = { max: 3e-4, min: 3e-5, steps: 1000, warmup: 10 };
    expect(learningRate(5, settings)).toBeCloseTo(1.5e-4, 15);
    expect(learningRate(5, { ...settings, from: 3e-5 })).toBeCloseTo(1.65e-4, 15);
    expect(learningRate(505, settings)).toBeCloseTo(1.65e-4, 15);
  });
});

describe('one direction', () => {
  const run = { h0: 1, h1: 0.5, c0: 0, c1: 0.25, eta: 0.1, rho: 0.2, steps: 100, noiseVar: 1e-3 };

  it('settles at the stationary variance', () => {
    fc.assert(
      fc.property(curvature, number(0.05, 1.9), number(0, 1), (h, rate, noiseVar) => {
        const eta = rate / h;
        // The old domain alone, from its own centre: its loss is ½hv.
        const { old } = sgdExpectedLoss({ ...run, h0: h, h1: 0, eta, rho: 1, steps: 2000, noiseVar });
        expect(old).toBeCloseTo((h * stationaryVariance({ h, eta, noiseVar })) / 2, 9);
      }),
    );
    expect(stationaryVariance({ h: 2, eta: 0.5, noiseVar: 1e-3 })).toBeCloseTo(2.5e-4, 15);
  });

  it('keeps the stationary variance once it has it', () => {
    fc.assert(
      fc.property(curvature, number(0.01, 1.99), number(1e-6, 1), (h, rate, noiseVar) => {
        const eta = rate / h;
        const v = stationaryVariance({ h, eta, noiseVar });
        expect(relativeError((1 - eta * h) ** 2 * v + eta ** 2 * noiseVar, v)).toBeLessThan(1e-9);
      }),
    );
  });

  it('diverges if and only if the rate is above 2/h', () => {
    fc.assert(
      fc.property(curvature, number(0.01, 1.98), number(2.02, 20), (h, below, above) => {
        const settings = { ...run, h0: 0, h1: h, rho: 0, steps: 2000, noiseVar: 0 };
        expect(below / h).toBeLessThan(maxStableRate(h));
        expect(sgdExpectedLoss({ ...settings, eta: below / h }).new).toBeLessThan(1e-9);
        expect(above / h).toBeGreaterThan(maxStableRate(h));
        expect(sgdExpectedLoss({ ...settings, eta: above / h }).new).toBeGreaterThan(1e9);
      }),
    );
    expect(maxStableRate(4)).toBe(0.5);
  });

  it('follows the closed form of its mean', () => {
    fc.assert(
      fc.property(curvature, curvature, number(-2, 2), number(-2, 2), number(0, 1), fc.nat(200), (h0, h1, c0, c1, rho, steps) => {
        const eta = 0.05;
        const H = rho * h0 + (1 - rho) * h1;
        const target = (rho * h0 * c0 + (1 - rho) * h1 * c1) / H;
        const mean = target + (c0 - target) * (1 - eta * H) ** steps;
        const losses = sgdExpectedLoss({ h0, h1, c0, c1, eta, rho, steps, noiseVar: 0 });
        expect(losses.old).toBeCloseTo((h0 * (mean - c0) ** 2) / 2, 9);
        expect(losses.new).toBeCloseTo((h1 * (mean - c1) ** 2) / 2, 9);
      }),
    );
  });

  it('does not move at no steps or full replay, and a flat direction never costs', () => {
    expect(sgdExpectedLoss({ ...run, steps: 0 })).toEqual({ old: 0, new: 0.5 * 0.5 * 0.25 ** 2 });
    expect(sgdExpectedLoss({ ...run, rho: 1, noiseVar: 0 })).toEqual({ old: 0, new: 0.5 * 0.5 * 0.25 ** 2 });
    expect(sgdExpectedLoss({ ...run, h0: 0, h1: 1, rho: 0, eta: 100, steps: 5000 })).toEqual({ old: 0, new: Infinity });
  });
});

describe('replay', () => {
  it('takes its share of a fixed budget', () => {
    expect(replayTokens(300e9, 0.05)).toEqual({ replay: 15e9, fresh: 285e9 });
    fc.assert(
      fc.property(number(0, 1e15), number(0, 1), (budget, rho) => {
        const { replay, fresh } = replayTokens(budget, rho);
        expect(replay + fresh).toBeCloseTo(budget, 0);
        expect(fresh).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
