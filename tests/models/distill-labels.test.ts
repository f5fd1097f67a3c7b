import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element } from '../../src/models/element.ts';
import { expectedSamplingKl, hardLabelCost, softLoss, softLossGradient, softmax } from '../../src/models/distill.ts';
import { drawShares } from '../../src/models/discrete-distribution.ts';
import { randomStream } from '../../src/models/random.ts';
import { sum } from '../../src/models/vector.ts';

const logit = fc.double({ min: -30, max: 30, noNaN: true });
const logitPairs = fc.array(fc.tuple(logit, logit), { minLength: 1, maxLength: 12 });
const temperature = fc.double({ min: 0.25, max: 20, noNaN: true });
const split = (pairs: [number, number][]): [number[], number[]] => [pairs.map(([a]) => a), pairs.map(([, b]) => b)];

describe('soft labels', () => {
  it('soften the teacher', () => {
    expect(softmax([4, 0], 4)[0]).toBeCloseTo(0.7311, 4);
    // Against a uniform student: log 2 less the entropy, times T².
    const [p, q] = [0.7310585786300049, 0.2689414213699951];
    expect(softLoss([4, 0], [0, 0], 4)).toBeCloseTo(16 * (Math.LN2 + p * Math.log(p) + q * Math.log(q)), 13);
  });

  it('cost T² times the KL of the softened distributions', () => {
    fc.assert(
      fc.property(logitPairs, temperature, (pairs, T) => {
        const [teacher, student] = split(pairs);
        const [p, q] = [softmax(teacher, T), softmax(student, T)];
        const plain = sum(p.map((share, i) => (share === 0 ? 0 : share * Math.log(share / element(q, i)))));
        expect(Math.abs(softLoss(teacher, student, T) / (T * T) - plain)).toBeLessThan(1e-12 * (1 + plain));
      }),
    );
  });

  it('have the gradient T(q − p), which is that of the loss', () => {
    fc.assert(
      fc.property(logitPairs, temperature, (pairs, T) => {
        const [teacher, student] = split(pairs);
        const [p, q] = [softmax(teacher, T), softmax(student, T)];
        const gradient = softLossGradient(teacher, student, T);
        expect(Math.abs(sum(gradient))).toBeLessThan(1e-12 * T);
        gradient.forEach((slope, i) => {
          expect(Math.abs(slope - T * (element(q, i) - element(p, i)))).toBeLessThan(1e-13 * T);
          const at = (by: number): number =>
            softLoss(
              teacher,
              student.map((value, j) => (j === i ? value + by : value)),
              T,
            );
          expect(Math.abs((at(1e-4) - at(-1e-4)) / 2e-4 - slope)).toBeLessThan(1e-6 * (1 + Math.abs(at(0))));
        });
      }),
      { numRuns: 50 },
    );
  });

  it('match centred logits at high temperature, without losing digits', () => {
    fc.assert(
      fc.property(logitPairs, (pairs) => {
        const [teacher, student] = split(pairs);
        const differences = student.map((value, i) => value - element(teacher, i));
        const mean = sum(differences) / differences.length;
        const centred = differences.map((difference) => difference - mean);
        const T = 1e9;
        softLossGradient(teacher, student, T).forEach((slope, i) => {
          expect(Math.abs(slope - element(centred, i) / differences.length)).toBeLessThan(1e-5);
        });
        const limit = sum(centred.map((difference) => difference ** 2)) / (2 * differences.length);
        expect(Math.abs(softLoss(teacher, student, T) - limit)).toBeLessThan(1e-4);
      }),
    );
  });

  it('cost nothing only where the distributions are equal', () => {
    fc.assert(
      fc.property(logitPairs, temperature, logit, (pairs, T, shift) => {
        const [teacher, student] = split(pairs);
        expect(softLoss(teacher, teacher, T)).toBe(0);
        const shifted = teacher.map((value) => value + shift);
        expect(Math.abs(softLoss(teacher, shifted, T))).toBeLessThan(1e-25 * T * T);
        expect(softLoss(teacher, student, T)).toBeGreaterThanOrEqual(0);
        fc.pre(teacher.length > 1);
        const other = teacher.map((value, i) => (i === 0 ? value + 1 : value));
        expect(softLoss(teacher, other, T)).toBeGreaterThan(0);
      }),
    );
  });

  it('stay finite at extreme logits', () => {
    expect(softLoss([800, 0], [-800, 0], 1)).toBe(800);
    expect(softLoss([1e5, 0], [0, 1e5], 1)).toBe(1e5);
    expect(softLoss([1e5, 0], [0, 1e5], 0.25)).toBe(25000);
    expect(softLossGradient([1e4, 0], [0, 1e4], 0.25)).toEqual([-0.25, 0.25]);
    expect(softmax([1e4, 0])).toEqual([1, 0]);
  });

  it('reject bad input', () => {
    expect(() => softLoss([], [], 1)).toThrow(new RangeError('teacherLogits.length must be a number in [1, ∞), not 0'));
    expect(() => softLoss([1], [], 1)).toThrow(new RangeError('studentLogits.length must be a number in [1, 1], not 0'));
    expect(() => softLoss([1, 2], [1], 1)).toThrow(new RangeError('studentLogits.length must be a number in [2, 2], not 1'));
    expect(() => softLoss([NaN], [1], 1)).toThrow(new RangeError('teacherLogits[0] must be a number in (-∞, ∞), not NaN'));
    expect(() => softLossGradient([1], [1], 0)).toThrow(new RangeError('T must be a number in (0, ∞), not 0'));
    expect(() => softmax([1], -1)).toThrow(new RangeError('T must be a number in (0, ∞), not -1'));
    expect(() => softmax([])).toThrow(new RangeError('logits.length must be a number in [1, ∞), not 0'));
  });
});

describe('hard labels', () => {
  it('cost (V − 1)/2n to first order', () => {
    expect(hardLabelCost(32, 200)).toBeCloseTo(0.0775, 12);
    for (const shares of [softmax(Array.from({ length: 32 }, () => 0)), softmax([2, 1, 0, -1])]) {
      const error = (n: number): number => expectedSamplingKl(shares, n) / hardLabelCost(shares.length, n) - 1;
      expect(Math.abs(error(10000))).toBeLessThan(1e-3);
      // The correction is itself of first order in 1/n.
      expect(error(20000) / error(10000)).toBeCloseTo(0.5, 2);
    }
  });

  it('cost exactly the binomial sum', () => {
    expect(expectedSamplingKl([0.5, 0.5], 1)).toBeCloseTo(Math.LN2, 14);
    expect(expectedSamplingKl([0.5, 0.5], 2)).toBeCloseTo(Math.LN2 / 2, 14);
    expect(expectedSamplingKl(softmax([0, 0, 0, 0]), 1)).toBeCloseTo(Math.log(4), 14);
    expect(expectedSamplingKl([1, 0], 5)).toBe(0);
  });

  it('cost on average what sampling says', () => {
    const p = softmax([1.5, 1, 0, -0.5, -1]);
    const random = randomStream(1);
    const [n, runs] = [50, 4000];
    let mean = 0;
    for (let run = 0; run < runs; run += 1) {
      const shares = drawShares(p, n, random);
      mean += sum(shares.map((share, i) => (share === 0 ? 0 : share * Math.log(share / element(p, i))))) / runs;
    }
    expect(Math.abs(mean / expectedSamplingKl(p, n) - 1)).toBeLessThan(0.05);
  });

  it('reject bad input', () => {
    expect(() => hardLabelCost(0, 1)).toThrow(new RangeError('vocabulary must be a whole number in [1, ∞), not 0'));
    expect(() => hardLabelCost(2, 0)).toThrow(new RangeError('samples must be a whole number in [1, ∞), not 0'));
    expect(() => expectedSamplingKl([0.5, 0.6], 1)).toThrow(
      new RangeError('the sum of probabilities must be a number in [0.999999, 1.000001], not 1.1'),
    );
    expect(() => expectedSamplingKl([], 1)).toThrow(new RangeError('probabilities.length must be a number in [1, ∞), not 0'));
    expect(() => expectedSamplingKl([2, -1], 1)).toThrow(new RangeError('probabilities[0] must be a number in [0, 1], not 2'));
    expect(() => expectedSamplingKl([1], 0)).toThrow(new RangeError('samples must be a whole number in [1, 1000000], not 0'));
  });
});
