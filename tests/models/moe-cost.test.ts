import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as cost from '../../src/models/moe-cost.ts';
import { sum } from '../../src/models/vector.ts';
import { routings } from './routings.ts';

const mixtral = cost.configs['mixtral-8x7b'];
const deepseek = cost.configs['deepseek-v3'];

describe('parameters', () => {
  it("of Mixtral 8×7B are the config's 46.70B stored and 12.88B used", () => {
    expect(cost.totalParams(mixtral)).toBe(46_702_792_704);
    expect(cost.activeParams(mixtral)).toBe(12_879_925_248);
    expect(cost.forwardFlopsPerToken(mixtral)).toBe(2 * 12_879_925_248);
  });

  it('of DeepSeek-V3 are 671.03B stored and 37.55B used', () => {
    expect(cost.totalParams(deepseek)).toBe(671_026_419_200);
    expect(cost.activeParams(deepseek)).toBe(37_552_297_472);
  });

  it("of Switch-Base's 128 experts are the paper's 7B", () => {
    const { routedExperts } = cost.parameterGroups({ ...cost.configs['switch-style'], experts: 128 });
    expect(routedExperts).toBe(7_247_757_312);
  });

  it('used differ from those stored by L(E − k) experts of 3·d·ff', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(mixtral, deepseek),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 8, max: 64 }),
        (preset, topK, experts) => {
          const config = { ...preset, topK, experts };
          const unused = (config.layers - config.denseLayers) * (experts - topK) * 3 * config.modelWidth * config.expertWidth;
          expect(cost.totalParams(config) - cost.activeParams(config)).toBe(unused);
        },
      ),
    );
    expect(cost.activeParams({ ...mixtral, topK: 8 })).toBe(cost.totalParams(mixtral));
  });

  it('add up from their parts, of which only the routed experts depend on how many are counted', () => {
    const groups = cost.parameterGroups(mixtral);
    expect(groups).toEqual({
      embeddings: 262_144_000,
      attention: 1_342_177_280,
      norms: 266_240,
      denseFeedForward: 0,
      router: 1_048_576,
      sharedExperts: 0,
      routedExperts: 45_097_156_608,
    });
    expect(cost.parameterGroups(mixtral, 2)).toEqual({ ...groups, routedExperts: groups.routedExperts / 4 });
  });

  it('refuse impossible sizes', () => {
    expect(() => cost.totalParams({ ...mixtral, layers: 1.5 })).toThrow('layers must be a whole number in [0, ∞), not 1.5');
    expect(() => cost.totalParams({ ...deepseek, denseLayers: 62 })).toThrow('denseLayers must be a whole number in [0, 61], not 62');
    expect(() => cost.totalParams({ ...mixtral, attention: { ...mixtral.attention, heads: -1 } })).toThrow(
      'heads must be a whole number in [0, ∞), not -1',
    );
    expect(() => cost.activeParams({ ...mixtral, topK: 9 })).toThrow('topK must be a whole number in [1, 8], not 9');
    expect(() => cost.activeParams({ ...mixtral, experts: 0 })).toThrow('experts must be a whole number in [1, ∞), not 0');
    expect(() => cost.parameterGroups(mixtral, 9)).toThrow('experts must be a number in [0, 8], not 9');
  });
});

describe('capacity', () => {
  it('is ⌈kT/E · C⌉, without the last bit of the product', () => {
    expect(cost.expertCapacity({ tokens: 100, experts: 10, topK: 1, factor: 1.1 })).toBe(11);
    expect(cost.expertCapacity({ tokens: 101, experts: 10, topK: 1, factor: 1 })).toBe(11);
    expect(cost.expertCapacity({ tokens: 2048, experts: 32, topK: 2, factor: 1.25 })).toBe(160);
    expect(cost.expertCapacity({ tokens: 1, experts: 64, topK: 1, factor: 1e-9 })).toBe(1);
    fc.assert(
      fc.property(routings, (routing) => {
        const exact = (routing.topK * routing.tokens * routing.factor) / routing.experts;
        expect(cost.expertCapacity(routing)).toBeGreaterThanOrEqual(exact * (1 - 1e-12));
        expect(cost.expertCapacity(routing)).toBeLessThan(exact + 1);
      }),
    );
  });

  it('leaves 1 − 1/C of the slots empty under equal loads', () => {
    expect(cost.balancedPaddingFraction(1.5)).toBeCloseTo(1 / 3, 15);
    expect(cost.balancedPaddingFraction(1.25)).toBeCloseTo(0.2, 15);
    expect(cost.balancedPaddingFraction(1)).toBe(0);
    expect(cost.balancedPaddingFraction(0.5)).toBe(0);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 0, max: 64 }),
        (experts, load, spare) => {
          const loads = Array.from({ length: experts }, () => load);
          expect(cost.paddingFraction(loads, load + spare)).toBeCloseTo(cost.balancedPaddingFraction((load + spare) / load), 12);
        },
      ),
    );
  });

  it('refuses counts and factors out of range', () => {
    const routing = { tokens: 8, experts: 4, topK: 1, factor: 1 };
    expect(() => cost.expertCapacity({ ...routing, tokens: 0 })).toThrow('tokens must be a whole number in [1, ∞), not 0');
    expect(() => cost.expertCapacity({ ...routing, experts: 0 })).toThrow('experts must be a whole number in [1, ∞), not 0');
    expect(() => cost.expertCapacity({ ...routing, topK: 5 })).toThrow('topK must be a whole number in [1, 4], not 5');
    expect(() => cost.expertCapacity({ ...routing, factor: 0 })).toThrow('factor must be a number in (0, ∞), not 0');
    expect(() => cost.balancedPaddingFraction(0)).toThrow('factor must be a number in (0, ∞), not 0');
  });
});

// The definition, with the binomial by Pascal's triangle: no shared step with the model's recurrence from the mode.
function dropByDefinition({ tokens, experts, topK }: { tokens: number; experts: number; topK: number }, capacity: number): number {
  const p = topK / experts;
  let chances = [1];
  for (let token = 0; token < tokens; token += 1) {
    chances = [...chances, 0].map((chance, load) => chance * (1 - p) + (chances[load - 1] ?? 0) * p);
  }
  return sum(chances.map((chance, load) => chance * Math.max(0, load - capacity))) / (tokens * p);
}

describe('drops', () => {
  it('of uniform random routing are 4.9 % at T = 2048, E = 32, C = 1', () => {
    const drop = cost.expectedDropFraction({ tokens: 2048, experts: 32, topK: 1, factor: 1 });
    expect(Math.abs(drop - 0.049)).toBeLessThan(5e-4);
    expect(drop).toBeCloseTo(dropByDefinition({ tokens: 2048, experts: 32, topK: 1 }, 64), 12);
    expect(Math.abs(drop * Math.sqrt(2 * Math.PI * 64) - 1)).toBeLessThan(0.02);
  });

  it('of uniform random routing follow the binomial', () => {
    fc.assert(
      fc.property(routings, (routing) => {
        const drop = cost.expectedDropFraction(routing);
        expect(Math.abs(drop - dropByDefinition(routing, cost.expertCapacity(routing)))).toBeLessThan(1e-11);
      }),
      { numRuns: 50 },
    );
    expect(cost.expectedDropFraction({ tokens: 1e9, experts: 32, topK: 1, factor: 1 })).toBeCloseTo(
      Math.sqrt(31 / 32 / (2 * Math.PI * (1e9 / 32))),
      9,
    );
    expect(cost.expectedDropFraction({ tokens: 10, experts: 4, topK: 4, factor: 0.5 })).toBe(0.5);
    const far = cost.expectedDropFraction({ tokens: 2048, experts: 32, topK: 1, factor: 4 });
    expect(far).toBeGreaterThan(0);
    expect(far).toBeLessThan(1e-60);
  });

  it('vanish for C ≥ E/k', () => {
    fc.assert(
      fc.property(routings, (routing) => {
        const factor = routing.experts / routing.topK;
        const roomy = { ...routing, factor };
        expect(cost.expectedDropFraction(roomy)).toBe(0);
        expect(cost.dropFraction(cost.sampleLoads(routing, 7), cost.expertCapacity(roomy))).toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it('and dispatched choices make up all kT; padding is 1 − kT(1 − drop)/(E·cap); none drop when cap ≥ the largest load', () => {
    const loadLists = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 16 }).filter((loads) => sum(loads) > 0);
    fc.assert(
      fc.property(loadLists, fc.integer({ min: 1, max: 120 }), (loads, capacity) => {
        const drop = cost.dropFraction(loads, capacity);
        const dispatched = sum(loads.map((load) => Math.min(load, capacity)));
        expect(dispatched + drop * sum(loads)).toBeCloseTo(sum(loads), 9);
        expect(cost.paddingFraction(loads, capacity)).toBeCloseTo(1 - (sum(loads) * (1 - drop)) / (loads.length * capacity), 12);
        expect(drop === 0).toBe(capacity >= Math.max(...loads));
      }),
    );
    expect(cost.dropFraction([30, 10, 10, 10], 15)).toBe(0.25);
    expect(cost.dropFraction([3, 1], 0)).toBe(1);
  });

  it('are refused for loads and capacities out of range', () => {
    expect(() => cost.dropFraction([], 1)).toThrow('loads.length must be a number in [1, ∞), not 0');
    expect(() => cost.dropFraction([1, -1], 1)).toThrow('loads[1] must be a number in [0, ∞), not -1');
    expect(() => cost.dropFraction([0, 0], 1)).toThrow('the sum of loads must be a number in (0, ∞), not 0');
    expect(() => cost.dropFraction([1], -1)).toThrow('capacity must be a number in [0, ∞), not -1');
    expect(() => cost.paddingFraction([1], 0)).toThrow('capacity must be a number in (0, ∞), not 0');
  });
});

describe('distinct experts', () => {
  it('that a batch reads: 5.47 of 8 for 4 tokens of Mixtral', () => {
    expect(cost.expectedDistinctExperts(8, 2, 4)).toBeCloseTo(5.46875, 12);
    expect(cost.expectedDistinctExperts(8, 2, 0)).toBe(0);
    expect(cost.expectedDistinctExperts(4, 4, 1)).toBe(4);
    expect(cost.expectedDistinctExperts(1e12, 1, 1)).toBeCloseTo(1, 12);
    expect(() => cost.expectedDistinctExperts(8, 9, 1)).toThrow('topK must be a whole number in [1, 8], not 9');
    expect(() => cost.expectedDistinctExperts(8, 2, 0.5)).toThrow('batch must be a whole number in [0, ∞), not 0.5');
  });

  it('start at k for one token and grow with the batch up to E', () => {
    fc.assert(
      fc.property(routings, fc.integer({ min: 1, max: 50 }), ({ experts, topK }, batch) => {
        expect(cost.expectedDistinctExperts(experts, topK, 1)).toBeCloseTo(topK, 9);
        const here = cost.expectedDistinctExperts(experts, topK, batch);
        expect(cost.expectedDistinctExperts(experts, topK, batch + 1)).toBeGreaterThanOrEqual(here);
        expect(here).toBeLessThanOrEqual(experts);
      }),
    );
  });
});
