import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element } from '../../src/models/element.ts';
import { apply, halfSquare, multiply, randomOrthogonal } from '../../src/models/dense-matrix.ts';
import { bestRankLoss, loraGradients, mergedWeights, singularValues, train, trainSteps } from '../../src/models/lora.ts';
import type { LoraStep, LoraTraining } from '../../src/models/lora.ts';
import { randomStream } from '../../src/models/random.ts';
import { dot } from '../../src/models/vector.ts';

const lastLoss = (training: LoraTraining, seed: number): number => element(train(training, seed), -1);
const seeds = fc.integer({ min: 0, max: 1e6 });
const firstState = (training: LoraTraining, seed: number): LoraStep => element([...trainSteps({ ...training, steps: 0 }, seed)], 0);
const lastState = (training: LoraTraining, seed: number): LoraStep => element([...trainSteps(training, seed)], -1);

describe('training', () => {
  it('starts at the base, with no gradient for A', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 16 }), (seed, rank) => {
        const { A, B, scale, loss, target } = firstState({ rank }, seed);
        const base = randomOrthogonal(16, randomStream(seed));
        expect(mergedWeights(base, { A, B, scale })).toEqual(base);
        const gradients = loraGradients({ A, B, scale }, target);
        expect(halfSquare(gradients.A)).toBe(0);
        expect(halfSquare(gradients.B)).toBeGreaterThan(0);
        expect(loss).toBeCloseTo(bestRankLoss(16, 1, 0), 12);
      }),
      { numRuns: 20 },
    );
  });

  it('has a target with the stated spectrum', () => {
    const { target } = firstState({ gamma: 0.7 }, 3);
    singularValues(target).forEach((value, i) => expect(value).toBeCloseTo((i + 1) ** -0.7, 12));
  });

  it('follows the gradient of the loss', () => {
    const { A, B, scale, target } = lastState({ steps: 20, d: 5, rank: 2 }, 4);
    const gradients = loraGradients({ A, B, scale }, target);
    const nudged = (matrix: LoraStep['A'], i: number, j: number, by: number): number[][] =>
      matrix.map((row, k) => row.map((value, l) => (k === i && l === j ? value + by : value)));
    const slope = (loss: (by: number) => number): number => (loss(1e-5) - loss(-1e-5)) / 2e-5;
    A.forEach((row, i) =>
      row.forEach((_, j) => {
        const ofA = slope((by) => loraGradients({ A: nudged(A, i, j, by), B, scale }, target).loss);
        const ofB = slope((by) => loraGradients({ A, B: nudged(B, j, i, by), scale }, target).loss);
        expect(ofA).toBeCloseTo(element(element(gradients.A, i), j), 7);
        expect(ofB).toBeCloseTo(element(element(gradients.B, j), i), 7);
      }),
    );
  });

  it('gives the same output merged and unmerged', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const random = randomStream(seed + 1);
        const base = randomOrthogonal(16, random);
        const x = Array.from({ length: 16 }, () => random.normal());
        const { A, B, scale } = lastState({ steps: 60 }, seed);
        const unmerged = apply(B, apply(A, x)).map((value, i) => dot(element(base, i), x) + scale * value);
        apply(mergedWeights(base, { A, B, scale }), x).forEach((value, i) => {
          expect(Math.abs(value - element(unmerged, i))).toBeLessThan(1e-10);
        });
      }),
      { numRuns: 10 },
    );
  });

  it('ends by default within 2% of the best loss of its rank', () => {
    for (const seed of [7, 1, 2, 3]) {
      const losses = train({}, seed);
      expect(losses).toHaveLength(401);
      expect(element(losses, -1)).toBeLessThan(bestRankLoss(16, 1, 4) * 1.02);
    }
    const { A, B, scale } = lastState({}, 7);
    const values = singularValues(multiply(B, A)).map((value) => value * scale);
    [1, 1 / 2, 1 / 3, 1 / 4].forEach((value, i) => expect(Math.abs(element(values, i) - value)).toBeLessThan(0.01));
    expect(Math.max(...values.slice(4))).toBeLessThan(1e-12);
  });

  it('never falls below that loss', () => {
    const training = fc.record({
      rank: fc.integer({ min: 1, max: 8 }),
      d: fc.constant(8),
      gamma: fc.double({ min: 0, max: 2, noNaN: true }),
      alpha: fc.double({ min: 1, max: 64, noNaN: true }),
      scaling: fc.constantFrom('alpha/r', 'alpha/sqrt(r)'),
      optimizer: fc.constantFrom('adam', 'sgd'),
      steps: fc.constant(100),
    });
    fc.assert(
      fc.property(training, seeds, (inputs, seed) => {
        const losses = train(inputs, seed);
        expect(Math.min(...losses)).toBeGreaterThanOrEqual(bestRankLoss(8, inputs.gamma, inputs.rank) - 1e-12);
        // The default rates are stable.
        expect(element(losses, -1)).toBeLessThan(element(losses, 0));
      }),
      { numRuns: 40 },
    );
  });

  it('reaches 0 with full rank', () => {
    for (const seed of [7, 1, 2]) expect(lastLoss({ rank: 16, steps: 600 }, seed)).toBeLessThan(1e-3);
  });

  it('comes as near to the floor at d = 32, in most runs', () => {
    const excess = [1, 2, 3].map((seed) => lastLoss({ d: 32, rank: 8 }, seed) / bestRankLoss(32, 1, 8));
    expect(
      element(
        excess.toSorted((a, b) => a - b),
        1,
      ),
    ).toBeLessThan(1.02);
  });

  it('needs α = r and 1000 steps for gradient descent at rate .3, and diverges at α = 4r', () => {
    const descent = { optimizer: 'sgd', learningRate: 0.3 } as const;
    for (const seed of [7, 1, 2]) {
      expect(lastLoss({ ...descent, alpha: 4, steps: 1000 }, seed) / bestRankLoss(16, 1, 4)).toBeLessThan(1.02);
      expect(train({ ...descent, alpha: 16 }, seed).at(-1)).toBe(Infinity);
    }
  });

  it('depends on the seed only, with aligned draws', () => {
    expect(train({ steps: 5 }, 3)).toEqual(train({ steps: 5 }, 3));
    expect(train({ steps: 5 }, 3)).not.toEqual(train({ steps: 5 }, 4));
    const [low, high] = [firstState({ rank: 2 }, 3), firstState({ rank: 9, alpha: 3 }, 3)];
    expect(high.target).toEqual(low.target);
    expect(high.A.slice(0, 2)).toEqual(low.A);
  });

  it('rejects bad input', () => {
    const bad = [
      [{ d: 65 }, 'd must be a whole number in [1, 64], not 65'],
      [{ rank: 17 }, 'rank must be a whole number in [1, 16], not 17'],
      [{ gamma: -1 }, 'gamma must be a number in [0, ∞), not -1'],
      [{ alpha: 0 }, 'alpha must be a number in (0, ∞), not 0'],
      [{ steps: -1 }, 'steps must be a whole number in [0, 10000], not -1'],
      [{ learningRate: 0 }, 'learningRate must be a number in (0, ∞), not 0'],
      [{ optimizer: 'x' as 'sgd' }, 'optimizer must be one of adam, sgd, not x'],
    ] as const;
    for (const [training, message] of bad) expect(() => train(training)).toThrow(new RangeError(message));
    expect(() => train({}, 0.5)).toThrow(new RangeError('seed must be a whole number in (-∞, ∞), not 0.5'));
    const factors = { A: [[1, 0]], B: [[1], [0]], scale: 1 };
    expect(() => loraGradients(factors, [[1, 2]])).toThrow(new RangeError('target[0].length must be a number in [1, 1], not 2'));
    expect(() => mergedWeights([], factors)).toThrow(new RangeError('base.length must be a number in [1, ∞), not 0'));
    const square = [
      [1, 0],
      [0, 1],
    ];
    expect(() => mergedWeights(square, { ...factors, A: [] })).toThrow(new RangeError('A.length must be a number in [1, ∞), not 0'));
    expect(() => mergedWeights(square, { ...factors, scale: NaN })).toThrow(new RangeError('scale must be a number in (-∞, ∞), not NaN'));
    expect(() => mergedWeights(square, { ...factors, B: [[1]] })).toThrow(new RangeError('B.length must be a number in [2, 2], not 1'));
  });
});
