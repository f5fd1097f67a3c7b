import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element } from '../../src/models/element.ts';
import { expectation } from '../../src/models/discrete-distribution.ts';
import { earlyStopped, policyGradientPath, policyGradientStopped } from '../../src/models/overopt.ts';
import { klOptimum } from '../../src/models/tilted-policy.ts';
import { number, policyProblems } from './arbitraries.ts';
import { totalVariation } from './closeness.ts';

const problems = policyProblems(0.05, 2);

describe('early stopping', () => {
  it('is the KL optimum at β = 1/t', () => {
    fc.assert(
      fc.property(problems, number(0.01, 20), ({ ref, reward }, t) => {
        const optimum = klOptimum(ref, reward, 1 / t).policy;
        expect(totalVariation(earlyStopped(ref, reward, t), optimum)).toBeLessThan(1e-8);
      }),
    );
  });

  it('is where natural-gradient ascent on the reward is at time t', () => {
    fc.assert(
      fc.property(problems, number(0, 2), ({ ref, reward }, t) => {
        // The flow in probabilities, by Runge–Kutta.
        const slope = (policy: number[]): number[] => policy.map((p, i) => p * (element(reward, i) - expectation(policy, reward)));
        const along = (from: number[], by: number[], size: number): number[] => from.map((x, i) => x + size * element(by, i));
        let policy = ref;
        const size = t / 400;
        for (let step = 0; step < 400; step += 1) {
          const k1 = slope(policy);
          const k2 = slope(along(policy, k1, size / 2));
          const k3 = slope(along(policy, k2, size / 2));
          const k4 = slope(along(policy, k3, size));
          policy = policy.map((p, i) => p + (size / 6) * (element(k1, i) + 2 * element(k2, i) + 2 * element(k3, i) + element(k4, i)));
        }
        expect(totalVariation(earlyStopped(ref, reward, t), policy)).toBeLessThan(1e-8);
      }),
      { numRuns: 30 },
    );
  });

  it('starts at the reference policy and ends at its best answer', () => {
    const ref = [0.2, 0.5, 0.3];
    expect(totalVariation(earlyStopped(ref, [1, 0, -1], 0), ref)).toBeLessThan(1e-15);
    expect(earlyStopped([0.2, 0.5, 0.3, 0], [1, 0, -1, 9], 1e6)).toEqual([1, 0, 0, 0]);
  });

  it('leaves the path of plain policy gradient', () => {
    const [ref, reward] = [
      [0.02, 0.5, 0.48],
      [1, 0, -1],
    ] as const;
    const plain = policyGradientStopped(ref, reward, 5);
    const distances = Array.from({ length: 400 }, (_, i) => totalVariation(plain, earlyStopped(ref, reward, i / 50)));
    expect(Math.min(...distances)).toBeGreaterThan(0.02);
  });

  it('has plain policy gradient between two equal answers follow x + sinh x = t times the gap', () => {
    fc.assert(
      fc.property(number(0.1, 3), number(0.1, 10), (gap, t) => {
        const [p, q] = policyGradientStopped([0.5, 0.5], [gap, 0], t);
        const x = Math.log((p ?? NaN) / (q ?? NaN));
        expect((x + Math.sinh(x)) / (gap * t)).toBeCloseTo(1, 3);
      }),
    );
  });

  it('has plain policy gradient raise the reward from the reference policy', () => {
    fc.assert(
      fc.property(problems, number(0.1, 5), ({ ref, reward }, t) => {
        expect(totalVariation(policyGradientStopped(ref, reward, 0), ref)).toBeLessThan(1e-13);
        const [less, more] = [t, 2 * t].map((time) => expectation(policyGradientStopped(ref, reward, time), reward));
        expect(less).toBeGreaterThanOrEqual(expectation(ref, reward) - 1e-12);
        expect(more).toBeGreaterThanOrEqual((less ?? NaN) - 1e-9);
      }),
      { numRuns: 30 },
    );
  });

  it('has the path of plain policy gradient pass where it stops at each time, from the reference on', () => {
    fc.assert(
      fc.property(problems, ({ ref, reward }) => {
        const path = policyGradientPath(ref, reward, 12);
        expect(path[0]).toEqual({ t: 0, policy: ref });
        for (const { t, policy } of path.filter(({ t }) => t < 20)) {
          // Long strides mistake the time a little, the place less.
          const near = [0.9, 0.925, 0.95, 0.975, 1, 1.025, 1.05].map((factor) => policyGradientStopped(ref, reward, t * factor));
          expect(Math.min(...near.map((stopped) => totalVariation(policy, stopped)))).toBeLessThan(0.02);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('has that path end where no answer is better, with as many strides as asked for before', () => {
    expect(policyGradientPath([0.5, 0.5], [1, 1], 5)).toEqual([{ t: 0, policy: [0.5, 0.5] }]);
    expect(policyGradientPath([0.5, 0.5], [1, 0], 5)).toHaveLength(6);
  });

  it('rejects what is out of range', () => {
    expect(() => policyGradientPath([1], [1], 0.5)).toThrow('strides must be a whole number in [0, ∞), not 0.5');
    expect(() => policyGradientPath([1], [1, 2], 1)).toThrow('reward.length must be a number in [1, 1], not 2');
    expect(() => policyGradientStopped([1], [1], -1)).toThrow('t must be a number in [0, ∞), not -1');
    expect(() => policyGradientStopped([1], [1, 2], 1)).toThrow('reward.length must be a number in [1, 1], not 2');
    expect(() => earlyStopped([0.5, 0.5], [1, 0], -1)).toThrow('t must be a number in [0, ∞), not -1');
    expect(() => earlyStopped([0.5, 0.5], [1], 1)).toThrow('reward.length must be a number in [2, 2], not 1');
    expect(() => earlyStopped([], [], 1)).toThrow('ref.length must be a number in [1, ∞), not 0');
    expect(() => earlyStopped([0.5, 0.4], [1, 0], 1)).toThrow(/^the sum of ref must be a number in \[0.999999, 1.00/);
  });
});
