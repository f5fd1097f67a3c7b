import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element } from '../../src/models/element.ts';
import { halfSquare, multiply } from '../../src/models/dense-matrix.ts';
import {
  bestRankLoss,
  firstStepGain,
  loraGradients,
  loraParams,
  rankForEnergy,
  scalingMultiplier,
  targetSpectrum,
  trainSteps,
} from '../../src/models/lora.ts';
import type { FirstStep, LoraStep, LoraTraining } from '../../src/models/lora.ts';
import { dot } from '../../src/models/vector.ts';

const firstState = (training: LoraTraining, seed: number): LoraStep => element([...trainSteps({ ...training, steps: 0 }, seed)], 0);

describe('counts', () => {
  it('are those of the paper', () => {
    const queryValue = [[12288, 12288, 2 * 96]] as const;
    expect(loraParams(queryValue, 1)).toBe(4_718_592);
    expect(loraParams(queryValue, 8)).toBe(37_748_736);
    expect(loraParams(queryValue, 4)).toBe(18_874_368);
    // The paper prints 35 MB.
    expect((2 * loraParams(queryValue, 4)) / 1e6).toBeCloseTo(37.7, 1);
    expect((2 * loraParams(queryValue, 4)) / 2 ** 20).toBe(36);
  });

  it('cover every linear layer of Llama 3 8B', () => {
    const [d, kv, hidden, layers] = [4096, 1024, 14336, 32];
    const shapes = [
      [d, d, 2 * layers],
      [kv, d, 2 * layers],
      [hidden, d, 2 * layers],
      [d, hidden, layers],
    ] as const;
    expect(loraParams(shapes, 8)).toBe(20_971_520);
  });

  it('are linear in rank and in matrices', () => {
    const size = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(size, size, size, size, (dOut, dIn, count, rank) => {
        expect(loraParams([[dOut, dIn, count]], rank)).toBe(rank * count * loraParams([[dIn, dOut, 1]], 1));
      }),
    );
  });

  it('reject bad input', () => {
    expect(() => loraParams([], 1)).toThrow(new RangeError('shapes.length must be a number in [1, ∞), not 0'));
    expect(() => loraParams([[1, 1, 1]], 0)).toThrow(new RangeError('rank must be a whole number in [1, ∞), not 0'));
    expect(() => loraParams([[0, 1, 1]], 1)).toThrow(new RangeError('shapes[0].dOut must be a whole number in [1, ∞), not 0'));
    expect(() => loraParams([[1, 1.5, 1]], 1)).toThrow(new RangeError('shapes[0].dIn must be a whole number in [1, ∞), not 1.5'));
    expect(() => loraParams([[1, 1, -1]], 1)).toThrow(new RangeError('shapes[0].count must be a whole number in [0, ∞), not -1'));
  });
});

describe('what a rank can express', () => {
  const size = fc.integer({ min: 1, max: 64 });
  const decay = fc.double({ min: 0, max: 3, noNaN: true });

  it('is the tail of the spectrum', () => {
    expect(bestRankLoss(16, 1, 4)).toBeCloseTo(0.08037, 5);
    expect(bestRankLoss(32, 1, 8)).toBeCloseTo(0.04337, 5);
    fc.assert(
      fc.property(size, decay, (d, gamma) => {
        expect(bestRankLoss(d, gamma, d)).toBe(0);
        for (let rank = 1; rank <= d; rank += 1) {
          const lost = bestRankLoss(d, gamma, rank - 1) - bestRankLoss(d, gamma, rank);
          expect(lost).toBeCloseTo(0.5 * rank ** (-2 * gamma), 12);
        }
      }),
    );
  });

  it('needs the smallest rank that reaches a share', () => {
    fc.assert(
      fc.property(size, decay, fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (d, gamma, fraction) => {
        const rank = rankForEnergy(d, gamma, fraction);
        const share = (r: number): number => 1 - bestRankLoss(d, gamma, r) / bestRankLoss(d, gamma, 0);
        expect(share(rank)).toBeGreaterThan(fraction - 1e-12);
        expect(share(rank - 1)).toBeLessThan(fraction + 1e-12);
      }),
    );
    // Equal singular values reach exactly k of d with rank k, in spite of rounding; the first of 16 decaying ones has 63%.
    for (let k = 0; k <= 10; k += 1) expect(rankForEnergy(10, 0, k / 10)).toBe(k);
    expect([0.6, 0.64, 0.99].map((fraction) => rankForEnergy(16, 1, fraction))).toEqual([1, 2, 13]);
    expect(rankForEnergy(16, 200, 1)).toBe(16);
  });

  it('rejects bad input', () => {
    expect(() => bestRankLoss(0, 1, 0)).toThrow(new RangeError('d must be a whole number in [1, 1000000], not 0'));
    expect(() => bestRankLoss(4, -1, 0)).toThrow(new RangeError('gamma must be a number in [0, ∞), not -1'));
    expect(() => bestRankLoss(4, 1, 5)).toThrow(new RangeError('rank must be a whole number in [0, 4], not 5'));
    expect(() => rankForEnergy(4, 1, 1.1)).toThrow(new RangeError('fraction must be a number in [0, 1], not 1.1'));
    expect(() => targetSpectrum(1.5, 1)).toThrow(new RangeError('d must be a whole number in [1, 1000000], not 1.5'));
  });
});

describe('first step', () => {
  const exponent = (setting: (rank: number) => FirstStep): number =>
    Math.log(firstStepGain(setting(64)) / firstStepGain(setting(4))) / Math.log(16);

  it.each([
    ['sgd', 'alpha/r', 'constant', -1],
    ['adam-sign', 'alpha/r', 'constant', 0],
    ['sgd', 'alpha/r', 'twice the rank', 1],
    ['adam-sign', 'alpha/r', 'twice the rank', 1],
    ['sgd', 'alpha/sqrt(r)', 'constant', 0],
    ['adam-sign', 'alpha/sqrt(r)', 'constant', 0.5],
  ] as const)('grows under %s, %s, α %s as r^%d', (optimizer, scaling, rule, power) => {
    const setting = (rank: number): FirstStep => ({
      rank,
      alpha: rule === 'constant' ? 16 : 2 * rank,
      scaling,
      optimizer,
    });
    expect(exponent(setting)).toBeCloseTo(power, 12);
  });

  it.each(['sgd', 'adam-sign'] as const)('is in expectation what a training step does, under %s', (optimizer) => {
    // One run of rank 1 differs from the mean by its own size; of 400 the mean does by about 5%.
    const [d, runs] = [8, 400];
    for (const rank of [1, 8]) {
      let ratio = 0;
      for (let seed = 0; seed < runs; seed += 1) {
        const { A, B, scale, target } = firstState({ d, rank, alpha: 8 }, seed);
        const direction = loraGradients({ A, B, scale }, target).B.map((row) =>
          row.map((slope) => (optimizer === 'sgd' ? slope : Math.sign(slope))),
        );
        // G is minus the target at the start, so that the gain is ⟨ΔW₁, target⟩ over its square.
        const moved = multiply(direction, A).map((row) => row.map((value) => -scale * value));
        const along = moved.reduce((sum, row, i) => sum + dot(row, element(target, i)), 0) / (2 * halfSquare(target));
        const rowNorms = target.reduce((sum, row) => sum + Math.sqrt(dot(row, row)), 0);
        const constant = optimizer === 'sgd' ? 1 / d : (Math.sqrt(2 / (Math.PI * d)) * rowNorms) / (2 * halfSquare(target));
        ratio += along / (constant * firstStepGain({ rank, alpha: 8, scaling: 'alpha/r', optimizer })) / runs;
      }
      expect(Math.abs(ratio - 1)).toBeLessThan(0.2);
    }
  });

  it('rejects bad input', () => {
    const setting: FirstStep = { rank: 4, alpha: 8, scaling: 'alpha/r', optimizer: 'sgd' };
    const bad = [
      [{ rank: 0 }, 'rank must be a whole number in [1, ∞), not 0'],
      [{ alpha: 0 }, 'alpha must be a number in (0, ∞), not 0'],
      [{ scaling: 'r' as 'alpha/r' }, 'scaling must be one of alpha/r, alpha/sqrt(r), not r'],
      [{ optimizer: 'adam' as 'sgd' }, 'optimizer must be one of sgd, adam-sign, not adam'],
    ] as const;
    for (const [change, message] of bad) {
      expect(() => firstStepGain({ ...setting, ...change })).toThrow(new RangeError(message));
    }
    expect(() => scalingMultiplier('alpha/r', -1, 1)).toThrow(new RangeError('alpha must be a number in (0, ∞), not -1'));
  });
});
