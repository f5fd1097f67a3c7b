import { describe, expect, it } from 'vitest';
import { learningRate, maxStableRate, replayTokens, sgdExpectedLoss, stationaryVariance, train } from '../../src/models/cpt.ts';

describe('guards', () => {
  const rate = { max: 1, min: 0.1, steps: 10, warmup: 1 };
  const run = { h0: 1, h1: 1, c0: 0, c1: 1, eta: 0.1, rho: 0, steps: 1, noiseVar: 0 };
  it.each<[string, () => unknown]>([
    ['max must be a number in (0, ∞), not 0', () => learningRate(0, { ...rate, max: 0 })],
    ['min must be a number in [0, 1], not 2', () => learningRate(0, { ...rate, min: 2 })],
    ['from must be a number in [0, 1], not 2', () => learningRate(0, { ...rate, from: 2 })],
    ['steps must be a whole number in [1, ∞), not 0', () => learningRate(0, { ...rate, steps: 0 })],
    ['warmup must be a number in [0, 10), not 10', () => learningRate(0, { ...rate, warmup: 10 })],
    ['step must be a number in [0, 10], not 11', () => learningRate(11, rate)],
    ['h must be a number in (0, ∞), not 0', () => maxStableRate(0)],
    ['h must be a number in (0, ∞), not -1', () => stationaryVariance({ h: -1, eta: 1, noiseVar: 1 })],
    ['eta must be a number in (0, 2), not 2', () => stationaryVariance({ h: 1, eta: 2, noiseVar: 1 })],
    ['noiseVar must be a number in [0, ∞), not -1', () => stationaryVariance({ h: 1, eta: 1, noiseVar: -1 })],
    ['h0 must be a number in [0, ∞), not -1', () => sgdExpectedLoss({ ...run, h0: -1 })],
    ['h1 must be a number in [0, ∞), not NaN', () => sgdExpectedLoss({ ...run, h1: NaN })],
    ['c0 must be a number in (-∞, ∞), not NaN', () => sgdExpectedLoss({ ...run, c0: NaN })],
    ['c1 must be a number in (-∞, ∞), not Infinity', () => sgdExpectedLoss({ ...run, c1: Infinity })],
    ['eta must be a number in [0, ∞), not -1', () => sgdExpectedLoss({ ...run, eta: -1 })],
    ['rho must be a number in [0, 1], not 2', () => sgdExpectedLoss({ ...run, rho: 2 })],
    ['steps must be a whole number in [0, ∞), not 0.5', () => sgdExpectedLoss({ ...run, steps: 0.5 })],
    ['noiseVar must be a number in [0, ∞), not -1', () => sgdExpectedLoss({ ...run, noiseVar: -1 })],
    ['budget must be a number in [0, ∞), not -1', () => replayTokens(-1, 0)],
    ['rho must be a number in [0, 1], not -1', () => replayTokens(1, -1)],
    ['etaOrig must be a number in (0, ∞), not 0', () => train({ etaOrig: 0 })],
    ['etaMin must be a number in (0, 2), not 2', () => train({ etaMin: 2 })],
    ['f must be a number in [0.5, ∞), not 0.05', () => train({ f: 0.05, etaMin: 0.5, etaOrig: 1 })],
    ['W must be a number in [0, 1), not 1', () => train({ W: 1 })],
    ['rho must be a number in [0, 1], not 1.1', () => train({ rho: 1.1 })],
    ['kappa must be a number in [1, ∞), not 0', () => train({ kappa: 0 })],
    ['T must be a whole number in [1, ∞), not 0', () => train({ T: 0 })],
    ['noiseVar must be a number in [0, ∞), not -1', () => train({ noiseVar: -1 })],
    ['schedule must be one of rewarm, constant, infinite, not linear', () => train({ schedule: 'linear' as 'rewarm' })],
  ])('%s', (message, act) => {
    expect(act).toThrow(new RangeError(message));
  });
});
