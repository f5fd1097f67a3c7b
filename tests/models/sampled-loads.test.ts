import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as cost from '../../src/models/moe-cost.ts';
import { sum } from '../../src/models/vector.ts';
import { routings } from './routings.ts';

describe('sampled loads', () => {
  it('hold kT choices, at most one per token and expert', () => {
    fc.assert(
      fc.property(
        routings,
        fc.option(fc.double({ min: 0.001, max: 100, noNaN: true }), { nil: undefined }),
        fc.nat(),
        (routing, concentration, seed) => {
          const loads = cost.sampleLoads(concentration === undefined ? routing : { ...routing, concentration }, seed);
          expect(loads).toHaveLength(routing.experts);
          expect(sum(loads)).toBe(routing.topK * routing.tokens);
          expect(Math.max(...loads)).toBeLessThanOrEqual(routing.tokens);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('drop as expected when uniform, and more the smaller κ is', () => {
    const routing = { tokens: 2048, experts: 32, topK: 1 };
    const meanDrop = (concentration?: number): number =>
      sum(
        Array.from({ length: 40 }, (_, seed) =>
          cost.dropFraction(cost.sampleLoads(concentration === undefined ? routing : { ...routing, concentration }, seed), 64),
        ),
      ) / 40;
    const expected = cost.expectedDropFraction({ ...routing, factor: 1 });
    expect(Math.abs(meanDrop() - expected)).toBeLessThan(0.004);
    expect(meanDrop(10)).toBeGreaterThan(1.5 * expected);
    expect(meanDrop(1)).toBeGreaterThan(meanDrop(10));
    expect(cost.sampleLoads(routing, 1)).toEqual(cost.sampleLoads(routing, 1));
  });

  it('are refused for inputs out of range', () => {
    const routing = { tokens: 8, experts: 4, topK: 1 };
    expect(() => cost.sampleLoads({ ...routing, tokens: 0 })).toThrow('tokens must be a whole number in [1, ∞), not 0');
    expect(() => cost.sampleLoads({ ...routing, topK: 0 })).toThrow('topK must be a whole number in [1, 4], not 0');
    expect(() => cost.sampleLoads({ ...routing, concentration: 0 })).toThrow('concentration must be a number in (0, ∞), not 0');
    expect(() => cost.sampleLoads(routing, 0.5)).toThrow('seed must be a whole number in (-∞, ∞), not 0.5');
  });
});
