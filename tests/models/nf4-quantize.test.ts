import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element } from '../../src/models/element.ts';
import {
  bitsPerParam,
  dequantize,
  fp4Levels,
  int4Levels,
  nf4Levels,
  normalFloatLevels,
  quantize,
  weightsGB,
} from '../../src/models/nf4.ts';

const allLevels = [nf4Levels, int4Levels, fp4Levels];

const levels = fc.constantFrom(...allLevels);

const weights = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });

const readBack = (block: number[], of: readonly number[]): number[] => dequantize(quantize(block, of), of);

describe('levels', () => {
  it('are the published ones', () => {
    expect(nf4Levels).toHaveLength(16);
    expect(nf4Levels[2]).toBeCloseTo(-0.5250730515, 6);
    expect(nf4Levels[9]).toBeCloseTo(0.1609302014, 6);
    expect(nf4Levels[12]).toBeCloseTo(0.4407098293, 6);
    expect([int4Levels.length, fp4Levels.length]).toEqual([15, 15]);
    expect(int4Levels[8]).toBe(1 / 7);
    expect(fp4Levels.slice(7)).toEqual([0, 1 / 192, 1 / 6, 1 / 4, 1 / 3, 1 / 2, 2 / 3, 1]);
    for (const symmetric of [int4Levels, fp4Levels]) {
      expect(symmetric.map((level) => 0 - level).reverse()).toEqual(symmetric);
    }
  });

  it('follow from the quantiles of the normal', () => {
    const built = normalFloatLevels();
    expect(built).toHaveLength(16);
    built.forEach((level, index) => expect(Math.abs(level - element(nf4Levels, index))).toBeLessThan(2e-6));
    expect(() => normalFloatLevels(0.5)).toThrow(new RangeError('offset must be a number in (0.5, 1), not 0.5'));
  });
});

describe('quantize', () => {
  it('keeps −1, 0 and 1 of the scale exactly', () => {
    for (const of of allLevels) expect(readBack([3, 0, -3], of)).toEqual([3, 0, -3]);
    expect(quantize([3, 0, -3], nf4Levels)).toEqual({ codes: [15, 7, 0], absmax: 3 });
    expect(quantize([0, 0], nf4Levels)).toEqual({ codes: [7, 7], absmax: 0 });
  });

  it('uses all 16 codes, and rounds a tie down', () => {
    expect(quantize([...nf4Levels], nf4Levels).codes).toEqual(nf4Levels.map((_, index) => index));
    expect(quantize([4, 2, -2], [-1, 0, 1]).codes).toEqual([2, 1, 0]);
  });

  it('is at the nearest level, within half the gap around the weight', () => {
    fc.assert(
      fc.property(weights, levels, (block, of) => {
        const { codes, absmax } = quantize(block, of);
        dequantize({ codes, absmax }, of).forEach((value, index) => {
          const weight = element(block, index);
          const error = Math.abs(value - weight);
          expect(error).toBeLessThanOrEqual(
            Math.min(...of.map((level) => Math.abs(level * absmax - weight))) * (1 + 1e-9) + absmax * 1e-15,
          );
          const above = of.findIndex((level) => level * absmax >= weight);
          const gap = above === 0 ? 0 : element(of, above) - element(of, above - 1);
          expect(error).toBeLessThanOrEqual((gap / 2) * absmax * (1 + 1e-12));
        });
      }),
    );
  });

  it('scales with the weights', () => {
    fc.assert(
      fc.property(weights, levels, fc.integer({ min: -60, max: 60 }), (block, of, power) => {
        const factor = 2 ** power;
        const once = quantize(block, of);
        const scaled = quantize(
          block.map((weight) => weight * factor),
          of,
        );
        // Below the normal range scaling itself rounds.
        fc.pre(block.every((weight) => weight === 0 || Math.abs(weight) > 1e-280));
        expect(scaled).toEqual({ codes: once.codes, absmax: once.absmax * factor });
      }),
    );
  });

  it('does not change what is already quantized, nor its input', () => {
    fc.assert(
      fc.property(weights, (block) => {
        const before = [...block];
        const once = readBack(block, nf4Levels);
        expect(block).toEqual(before);
        fc.pre(block.every((weight) => weight === 0 || Math.abs(weight) > 1e-280));
        expect(readBack(once, nf4Levels)).toEqual(once);
      }),
    );
  });

  it('rejects bad input', () => {
    expect(() => quantize([], nf4Levels)).toThrow(new RangeError('block.length must be a number in [1, ∞), not 0'));
    expect(() => quantize([1, NaN], nf4Levels)).toThrow(new RangeError('block[1] must be a number in (-∞, ∞), not NaN'));
    expect(() => quantize([1], [])).toThrow(new RangeError('levels.length must be a number in [1, ∞), not 0'));
    expect(() => quantize([1], [0, 0])).toThrow(new RangeError('levels[1] must be finite and above the level before it, not 0'));
    expect(() => dequantize({ codes: [16], absmax: 1 }, nf4Levels)).toThrow(new RangeError('codes[0] must be an index of levels, not 16'));
    expect(() => dequantize({ codes: [], absmax: 1 }, nf4Levels)).toThrow(new RangeError('codes.length must be a number in [1, ∞), not 0'));
    expect(() => dequantize({ codes: [0], absmax: -1 }, nf4Levels)).toThrow(new RangeError('absmax must be a number in [0, ∞), not -1'));
  });
});

describe('storage', () => {
  it('costs what the paper says', () => {
    expect(bitsPerParam({ block: 64 })).toBe(4.5);
    expect(bitsPerParam({ block: 64, doubleQuant: true, block2: 256 }) - 4).toBeCloseTo(0.126953, 6);
    expect(weightsGB(7e9, 4.127)).toBeCloseTo(3.61, 2);
    expect(weightsGB(65e9, 0.5) - weightsGB(65e9, 0.127)).toBeCloseTo(3.03, 2);
  });

  it('rejects bad input', () => {
    expect(() => bitsPerParam({ block: 0 })).toThrow(new RangeError('block must be a whole number in [1, ∞), not 0'));
    expect(() => bitsPerParam({ block: 64, block2: 1.5 })).toThrow(new RangeError('block2 must be a whole number in [1, ∞), not 1.5'));
    expect(() => weightsGB(-1, 4)).toThrow(new RangeError('params must be a number in [0, ∞), not -1'));
    expect(() => weightsGB(1, -4)).toThrow(new RangeError('bits must be a number in [0, ∞), not -4'));
  });
});
