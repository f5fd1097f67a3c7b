import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element } from '../../src/models/element.ts';
import { chosenDrift, dpoMargin, ipoTargetMargin, pairSteps, type PairParams, type PreferenceStep } from '../../src/models/dpo.ts';
import { normalize } from '../../src/models/discrete-distribution.ts';
import { number } from './arbitraries.ts';

const planes = fc
  .array(fc.record({ weight: number(0.05, 1), feature: fc.tuple(number(-2, 2), number(-2, 2)) }), {
    minLength: 3,
    maxLength: 6,
  })
  .map((answers) => ({
    policy: normalize(answers.map(({ weight }) => weight)),
    features: answers.map(({ feature }) => [...feature]),
  }));
const margin = ({ logPolicy }: PreferenceStep, ref = [0.5, 0.3, 0.2]): number => {
  const logratio = (i: number): number => element(logPolicy, i) - Math.log(element(ref, i));
  return logratio(0) - logratio(1);
};

const lastPairStep = (params: PairParams): PreferenceStep => element([...pairSteps(params)], -1);

describe('answers that share features', () => {
  it('displace the chosen answer by a third one', () => {
    const end = lastPairStep({});
    expect(end.policy[2]).toBeGreaterThan(0.999);
    expect(end.logPolicy[0]).toBeLessThan(Math.log(0.5) - 30);
    expect(margin(end)).toBeGreaterThan(10);
    expect(end.logPolicy[2]).toBeLessThanOrEqual(0);
  });

  it('let the chosen answer win when the rejected one is its opposite', () => {
    const end = lastPairStep({
      features: [
        [1, 0],
        [-1, 0],
        [0.627, -1.291],
      ],
    });
    expect(end.policy[0]).toBeGreaterThan(0.99);
  });

  it('make the chosen answer fall exactly where its drift is negative', () => {
    fc.assert(
      fc.property(planes, ({ features, policy }) => {
        const drift = chosenDrift({ features, policy, chosen: 0, rejected: 1 });
        fc.pre(Math.abs(drift) > 1e-3);
        const path = [...pairSteps({ features, ref: policy, steps: 1, learningRate: 1e-4 })];
        const [start, next] = path.map(({ logPolicy }) => element(logPolicy, 0));
        // One step of rate η moves θ by ηβ/2 along φ_w − φ_l.
        const growth = ((next ?? NaN) - (start ?? NaN)) / (1e-4 * 0.05);
        expect(Math.sign(growth)).toBe(Math.sign(drift));
        expect(Math.abs(growth - drift)).toBeLessThan(1e-3);
      }),
    );
  });

  it('keep IPO at its finite margin, while DPO moves on', () => {
    fc.assert(
      fc.property(number(0.05, 1), (beta) => {
        expect(margin(lastPairStep({ loss: 'ipo', beta }))).toBeCloseTo(ipoTargetMargin(beta), 6);
      }),
      { numRuns: 10 },
    );
    const dpo = [...pairSteps({ steps: 12000 })];
    const margins = [1500, 3000, 6000, 12000].map((step) => margin(element(dpo, step)));
    // The margin grows like log t / β, so a doubling adds nearly log 2 / β = 6.9 at the end.
    margins.slice(1).forEach((value, i) => expect(value - element(margins, i)).toBeGreaterThan(5));
  });

  it('hold the margin back under label smoothing', () => {
    const smoothed = margin(lastPairStep({ labelSmoothing: 0.1, steps: 12000 }));
    expect(smoothed).toBeLessThan(dpoMargin(0.9, 0.1));
    expect(smoothed).toBeGreaterThan(0.9 * dpoMargin(0.9, 0.1));
    expect(margin(lastPairStep({ loss: 'ipo', labelSmoothing: 0.1 }))).toBeCloseTo(0.8 * ipoTargetMargin(0.1), 6);
  });

  it('spare the chosen answer under DPO-Positive and under an NLL term', () => {
    expect(lastPairStep({ loss: 'dpop' }).policy[0]).toBeGreaterThan(0.4);
    expect(lastPairStep({ loss: 'dpo+nll' }).policy[0]).toBeGreaterThan(0.9);
  });

  it('have losses of the stated form at the start', () => {
    const first = (params: PairParams): number => lastPairStep({ ...params, steps: 0 }).loss;
    expect(first({})).toBeCloseTo(Math.LN2, 15);
    expect(first({ loss: 'dpop' })).toBeCloseTo(Math.LN2, 15);
    expect(first({ loss: 'dpo+nll' })).toBeCloseTo(Math.LN2 - Math.log(0.5), 14);
    expect(first({ loss: 'ipo' })).toBeCloseTo(25, 12);
  });

  it('rejects what is out of range', () => {
    const features = [[1], [2], [3]];
    expect(() => [...pairSteps({ features: [[1]] })]).toThrow('features.length must be a number in [3, 3], not 1');
    expect(() => [...pairSteps({ features: [[1], [1, 2], [3]] })]).toThrow('features[1].length must be a number in [1');
    expect(() => [...pairSteps({ features: [[1], [NaN], [3]] })]).toThrow('features[1][0] must be a number in (-∞, ∞)');
    expect(() => [...pairSteps({ features, ref: [0.5, 0.5, 0.5] })]).toThrow(/^the sum of ref must be a number in/);
    expect(() => [...pairSteps({ features, beta: 0 })]).toThrow('beta must be a number in (0, ∞), not 0');
    expect(() => chosenDrift({ features: [], policy: [0.5, 0.5], chosen: 0, rejected: 1 })).toThrow(
      'features.length must be a number in [2, 2], not 0',
    );
  });
});
