import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element } from '../../src/models/element.ts';
import {
  chosenDrift,
  klOptimum,
  pairSteps,
  tabularChosenDrift,
  tabularDefaults,
  train,
  trainExact,
  trainSteps,
} from '../../src/models/dpo.ts';
import { number, policyProblems } from './arbitraries.ts';
import { totalVariation } from './closeness.ts';

const betas = number(0.02, 2);

const problems = policyProblems(0.02, 4);

describe('the tabular policy', () => {
  it('reaches the KL optimum from exact preferences', () => {
    fc.assert(
      fc.property(problems, betas, ({ ref, reward }, beta) => {
        const target = klOptimum(ref, reward, beta).policy;
        expect(totalVariation(trainExact({ ref, reward, beta }), target)).toBeLessThan(1e-6);
      }),
    );
  });

  it('does so for preferences that round to certainty on one side, and leaves alone what is out of reach', () => {
    const [ref, reward] = [
      [0.5, 0.3, 0.2, 0],
      [0, 45, 44, 50],
    ];
    const target = klOptimum(ref, reward, 1.5).policy;
    expect(totalVariation(trainExact({ ref, reward, beta: 1.5 }), target)).toBeLessThan(1e-9);
    expect(trainExact({ ref: [1], reward: [3], beta: 1 })).toEqual([1]);
  });

  it('reaches it by gradient descent too', () => {
    const { target, trace } = train({ steps: 300 });
    expect(totalVariation(element(trace, 100).policy, target)).toBeLessThan(1e-5);
    expect(totalVariation(element(trace, 300).policy, target)).toBeLessThan(1e-12);
    expect(totalVariation(element(trace, 0).policy, tabularDefaults.ref)).toBeLessThan(1e-15);
    trace.slice(1).forEach((state, i) => expect(state.loss).toBeLessThanOrEqual(element(trace, i).loss + 1e-15));
  });

  it('does not see a constant added to the reward', () => {
    fc.assert(
      fc.property(problems, betas, number(-5, 5), ({ ref, reward }, beta, constant) => {
        const shifted = reward.map((value) => value + constant);
        const [plain, moved] = [trainExact({ ref, reward, beta }), trainExact({ ref, reward: shifted, beta })];
        expect(totalVariation(plain, moved)).toBeLessThan(1e-9);
      }),
    );
  });

  it('takes the same path of implicit rewards at every β', () => {
    fc.assert(
      fc.property(betas, (beta) => {
        const implicit = (at: number): number[] =>
          train({ beta: at, steps: 10 }).trace.flatMap(({ logPolicy }) =>
            logPolicy.map((logp, i) => {
              const logRatio = (index: number): number => element(logPolicy, index) - Math.log(element(tabularDefaults.ref, index));
              return at * (logp - Math.log(element(tabularDefaults.ref, i)) - logRatio(0));
            }),
          );
        const unit = implicit(1);
        implicit(beta).forEach((value, index) => expect(Math.abs(value - element(unit, index))).toBeLessThan(1e-9));
      }),
      { numRuns: 20 },
    );
  });

  it('comes nearer with more labels, the same ones under the same seed', () => {
    const distance = (n: number, seed: number): number => {
      const { policy, target } = train({ n, steps: 200 }, seed);
      return totalVariation(policy, target);
    };
    const mean = (n: number): number => [1, 2, 3, 4, 5].reduce((sum, seed) => sum + distance(n, seed) / 5, 0);
    expect(mean(50000)).toBeLessThan(0.05);
    expect(mean(50)).toBeGreaterThan(3 * mean(50000));
    expect(train({ n: 50 }, 2)).toEqual(train({ n: 50 }, 2));
    expect(train({ n: 50 }, 2).policy).not.toEqual(train({ n: 50 }, 3).policy);
  });

  it.each(['ipo', 'dpop', 'dpo+nll'] as const)('learns under %s and over the whole range of β', (loss) => {
    for (const beta of [0.02, 0.5, 2]) {
      const { trace } = train({ loss, beta, steps: 300 });
      expect(element(trace, 300).loss).toBeLessThan(element(trace, 0).loss);
      expect(element(trace, 300).policy[0]).toBeGreaterThan(element(element(trace, 0).policy, 0));
    }
  });

  it('never lets the chosen answer fall', () => {
    fc.assert(
      fc.property(problems, ({ ref }) => {
        expect(tabularChosenDrift(ref, 0, 1)).toBeCloseTo(1 - element(ref, 0) + element(ref, 1), 15);
        expect(tabularChosenDrift(ref, 0, 1)).toBeGreaterThan(0);
        const identity = ref.map((_, i) => ref.map((__, j) => Number(i === j)));
        expect(chosenDrift({ features: identity, policy: ref, chosen: 0, rejected: 1 })).toBeCloseTo(tabularChosenDrift(ref, 0, 1), 12);
        const path = [...pairSteps({ features: identity, ref, steps: 200 })].map(({ logPolicy }) => element(logPolicy, 0));
        path.slice(1).forEach((logp, i) => expect(logp).toBeGreaterThanOrEqual(element(path, i) - 1e-14));
      }),
      { numRuns: 50 },
    );
  });

  it('rejects what is out of range', () => {
    const { ref, reward } = tabularDefaults;
    expect(() => trainExact({ ref, reward: [1], beta: 1 })).toThrow('reward.length must be a number in [8, 8], not 1');
    expect(() => trainExact({ ref: [], reward: [], beta: 1 })).toThrow('ref.length must be a number in [1, ∞), not 0');
    expect(() => trainExact({ ref, reward, beta: 0 })).toThrow('beta must be a number in (0, ∞), not 0');
    expect(() => train({ beta: 0 })).toThrow('beta must be a number in (0, ∞), not 0');
    expect(() => train({ n: 0 })).toThrow('n must be a whole number in [1, ∞), not 0');
    expect(() => train({ steps: -1 })).toThrow('steps must be a whole number in [0, ∞), not -1');
    expect(() => train({ labelSmoothing: 0.6 })).toThrow('labelSmoothing must be a number in [0, 0.5], not 0.6');
    expect(() => train({ learningRate: 0 })).toThrow('learningRate must be a number in (0, ∞), not 0');
    expect(() => train({ loss: 'x' as 'dpo' })).toThrow(new RangeError('loss must be one of dpo, ipo, dpop, dpo+nll, not x'));
    expect(() => train({ ref: [1, 0], reward: [0, 0] })).toThrow('smallest ref must be a number in (0, ∞), not 0');
    expect(() => train({ n: 5 }, 0.5)).toThrow('seed must be a whole number in (-∞, ∞), not 0.5');
    expect(() => tabularChosenDrift([0.5, 0.5], 2, 0)).toThrow('chosen must be a whole number in [0, 1], not 2');
    expect(() => tabularChosenDrift([0.5, 0.5], 0, -1)).toThrow('rejected must be a whole number in [0, 1], not -1');
    expect(() => tabularChosenDrift([0.5, 0.5], 1, 1)).toThrow(new RangeError('rejected must differ from chosen, 1'));
    expect(() => tabularChosenDrift([], 0, 1)).toThrow('policy.length must be a number in [1, ∞), not 0');
    expect(() => [...trainSteps({ ref: [1] })]).toThrow('reward.length must be a number in [1, 1], not 8');
  });
});
