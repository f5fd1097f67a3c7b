import { describe, expect, it } from 'vitest';
import {
  accumulateBound,
  accumulateError,
  expectedDistinct,
  heterozygosityFactor,
  replaceError,
  survivalProbability,
  train,
  unbiasedLogDrift,
  varianceFactor,
  verifierPurity,
} from '../../src/models/collapse.ts';

describe('guards', () => {
  const theory = { sigma2: 1, d: 5, T: 56, generations: 1 };
  it.each<[string, () => unknown]>([
    ['n must be a whole number in [1, ∞), not 0', () => varianceFactor(0, 1)],
    ['generations must be a whole number in [0, ∞), not -1', () => varianceFactor(1, -1)],
    ['n must be a whole number in [1, ∞), not 0.5', () => heterozygosityFactor(0.5, 1)],
    ['n must be a whole number in [2, ∞), not 1', () => unbiasedLogDrift(1)],
    ['p must be a number in [0, 1], not 1.5', () => survivalProbability(1.5, 1)],
    ['n must be a whole number in [1, ∞), not 0', () => survivalProbability(0.5, 0)],
    ['vocabulary must be a whole number in [1, ∞), not 0', () => expectedDistinct(0, 1, 1)],
    ['exponent must be a number in [0, ∞), not -1', () => expectedDistinct(1, -1, 1)],
    ['n must be a whole number in [1, ∞), not 0', () => expectedDistinct(1, 1, 0)],
    ['sigma2 must be a number in [0, ∞), not -1', () => replaceError({ ...theory, sigma2: -1 })],
    ['d must be a whole number in [1, ∞), not 0', () => accumulateBound({ ...theory, d: 0 })],
    ['T must be a whole number in [7, ∞), not 6', () => accumulateBound({ ...theory, T: 6 })],
    ['generations must be a whole number in [0, ∞), not 0.5', () => replaceError({ ...theory, generations: 0.5 })],
    ['generations must be a whole number in [0, ∞), not -1', () => accumulateError({ ...theory, generations: -1 })],
    ['share must be a number in [0, 1], not 2', () => verifierPurity({ share: 2, truePositive: 1, falsePositive: 1 })],
    ['truePositive must be a number in [0, 1], not -1', () => verifierPurity({ share: 1, truePositive: -1, falsePositive: 1 })],
    ['falsePositive must be a number in [0, 1], not NaN', () => verifierPurity({ share: 1, truePositive: 1, falsePositive: NaN })],
    ['the share that passes must be a number in (0, ∞), not 0', () => verifierPurity({ share: 0, truePositive: 1, falsePositive: 0 })],
    ['system must be one of gaussian, categorical, regression, not x', () => train({ system: 'x' as 'gaussian' })],
    ['policy must be one of replace, accumulate, mix, verify, not x', () => train({ policy: 'x' as 'mix' })],
    ['n must be a whole number in [1, ∞), not 0', () => train({ n: 0 })],
    ['n must be a whole number in [2, ∞), not 1', () => train({ n: 1, unbiased: true })],
    ['generations must be a whole number in [1, ∞), not 0', () => train({ generations: 0 })],
    ['chains must be a whole number in [1, ∞), not 0', () => train({ chains: 0 })],
    ['vocabulary must be a whole number in [1, ∞), not 0', () => train({ vocabulary: 0 })],
    ['exponent must be a number in [0, ∞), not -1', () => train({ exponent: -1 })],
    ['T must be a whole number in [12, ∞), not 11', () => train({ T: 11 })],
    ['rho must be a number in [0, 1], not 2', () => train({ rho: 2 })],
    ['truePositive must be a number in [0, 1], not 2', () => train({ truePositive: 2 })],
    ['falsePositive must be a number in [0, 1], not -1', () => train({ falsePositive: -1 })],
    ['seed must be a whole number in (-∞, ∞), not 0.5', () => train({}, 0.5)],
  ])('%s', (message, act) => {
    expect(act).toThrow(new RangeError(message));
  });
});
