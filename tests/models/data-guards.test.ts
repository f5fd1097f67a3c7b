import { describe, expect, it } from 'vitest';
import {
  cappedMixtureOptimum,
  compareSignatures,
  dataConstrainedLoss,
  effectiveData,
  jaccard,
  lshMatchProbability,
  lshThreshold,
  minhashSignature,
  minhashStdError,
  mixtureLoss,
  mixtureOptimum,
} from '../../src/models/data.ts';

describe('guards', () => {
  const mixture = { lambda: [0.5, 0.5], B: [1, 1], beta: 0.3, tokens: 10 };
  it.each<[string, () => unknown]>([
    ['shingleWords must be a whole number in [1, ∞), not 0', () => jaccard('a', 'b', 0)],
    ['hashes must be a whole number in [1, ∞), not 0', () => minhashSignature('a', 0)],
    ['shingleWords must be a whole number in [1, ∞), not 0.5', () => minhashSignature('a', 1, 0.5)],
    ['seed must be a whole number in (-∞, ∞), not 0.5', () => minhashSignature('a', 1, 1, 0.5)],
    ['a.length must be a number in [1, ∞), not 0', () => compareSignatures([], [], 1)],
    ['b.length must be a number in [1, 1], not 2', () => compareSignatures([1], [1, 2], 1)],
    ['b[1] must be a number in (-∞, ∞), not NaN', () => compareSignatures([1, 2], [1, NaN], 1)],
    ['rowsPerBand must be a whole number in [1, 1], not 2', () => compareSignatures([1], [1], 2)],
    ['similarity must be a number in [0, 1], not 1.1', () => lshMatchProbability(1.1, 1, 1)],
    ['rowsPerBand must be a whole number in [1, ∞), not 0', () => lshMatchProbability(1, 0, 1)],
    ['bands must be a whole number in [1, ∞), not 0.5', () => lshThreshold(1, 0.5)],
    ['similarity must be a number in [0, 1], not -1', () => minhashStdError(-1, 1)],
    ['hashes must be a whole number in [1, ∞), not 0', () => minhashStdError(0.5, 0)],
    ['epochs must be a number in (0, ∞), not 0', () => effectiveData(0)],
    ['N must be a number in (0, ∞), not 0', () => dataConstrainedLoss(0, 1, 1)],
    ['uniqueTokens must be a number in (0, ∞), not 0', () => dataConstrainedLoss(1, 0, 1)],
    ['lambda.length must be a number in [1, ∞), not 0', () => mixtureOptimum([], [], 1)],
    ['B.length must be a number in [1, 1], not 2', () => mixtureOptimum([1], [1, 2], 1)],
    ['lambda[0] must be a number in [0, ∞), not -1', () => mixtureOptimum([-1], [1], 1)],
    ['B[0] must be a number in [0, ∞), not -1', () => mixtureOptimum([1], [-1], 1)],
    ['beta must be a number in (0, ∞), not 0', () => mixtureOptimum([1], [1], 0)],
    ['the sum of lambda B must be a number in (0, ∞), not 0', () => mixtureOptimum([0], [1], 1)],
    ['tokens must be a number in (0, ∞), not 0', () => cappedMixtureOptimum({ ...mixture, tokens: 0 })],
    ['unique[1] must be a number in (0, ∞), not 0', () => cappedMixtureOptimum({ ...mixture, unique: [1, 0] })],
    ['unique.length must be a number in [2, 2], not 1', () => mixtureLoss({ ...mixture, unique: [1] }, [1, 0])],
    ['E[1] must be a number in [0, ∞), not -1', () => mixtureLoss({ ...mixture, E: [1, -1] }, [1, 0])],
    ['E.length must be a number in [2, 2], not 0', () => mixtureLoss({ ...mixture, E: [] }, [1, 0])],
    ['shares.length must be a number in [2, 2], not 1', () => mixtureLoss(mixture, [1])],
    ['shares[0] must be a number in [0, 1], not 2', () => mixtureLoss(mixture, [2, -1])],
    ['the sum of shares must be a number in [0.999999, 1.000001], not 0.9', () => mixtureLoss(mixture, [0.5, 0.4])],
  ])('%s', (message, act) => {
    expect(act).toThrow(new RangeError(message));
  });
});
