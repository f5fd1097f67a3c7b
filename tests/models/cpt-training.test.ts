import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { train, trainSteps, type ContinuedTraining } from '../../src/models/cpt.ts';
import { sum } from '../../src/models/vector.ts';
import { number } from './arbitraries.ts';
import { relativeError } from './closeness.ts';

const grid = [0.01, 0.05, 0.25, 0.5];

describe('continued pretraining', () => {
  // These numbers need 1/(i − 8) for the new domain's own directions 9 to 16, not 1/i.
  it.each<[string, ContinuedTraining, number, number]>([
    ['constant', { schedule: 'constant', rho: 0 }, 0.00917, 0.00409],
    ['no replay', { rho: 0 }, 0.05067, 0.0011],
    ['1%', { rho: 0.01 }, 0.04089, 0.00121],
    ['5%', {}, 0.02135, 0.00182],
    ['25%', { rho: 0.25 }, 0.00621, 0.00347],
    ['a third of the rate', { rho: 0, f: 0.3 }, 0.01966, 0.00207],
    ['twice the rate', { rho: 0, f: 2 }, 0.07506, 0.00098],
  ])('ends at the losses of the table: %s', (_, options, old, fresh) => {
    const end = train(options);
    expect(Math.abs(end.old - old)).toBeLessThan(5e-5);
    expect(Math.abs(end.new - fresh)).toBeLessThan(5e-5);
  });

  const settings = fc.record({ f: number(0.15, 2), kappa: number(2, 50), T: fc.integer({ min: 50, max: 400 }) });

  it('forgets less and adapts less with more replay', () => {
    fc.assert(
      fc.property(settings, number(0, 0.45), number(0.01, 0.05), (options, rho, more) => {
        const [less, replayed] = [train({ ...options, rho }), train({ ...options, rho: rho + more })];
        expect(replayed.old).toBeLessThan(less.old);
        expect(replayed.new).toBeGreaterThan(less.new);
      }),
      { numRuns: 40 },
    );
  });

  // Without conflict (κ near 1) and at T = 1000 the noise of a high rate costs more than it adapts: hence κ from 2.
  it('adapts least and forgets least without re-warming', () => {
    fc.assert(
      fc.property(settings, number(0, 0.5), (options, rho) => {
        const [kept, rewarmed] = [train({ ...options, rho, schedule: 'constant' }), train({ ...options, rho })];
        expect(rewarmed.old).toBeGreaterThan(kept.old);
        expect(rewarmed.new).toBeLessThan(kept.new);
      }),
      { numRuns: 40 },
    );
  });

  // At twice the rate without replay the new loss moves by 1.06%.
  it('hardly depends on the warm-up: 1% to 5% changes both losses by less than 1% up to the original rate', () => {
    for (const rho of [0, ...grid]) {
      for (const f of [0.3, 1]) {
        const [short, long] = [train({ rho, f, W: 0.01 }), train({ rho, f, W: 0.05 })];
        expect(relativeError(long.old, short.old)).toBeLessThan(0.01);
        expect(relativeError(long.new, short.new)).toBeLessThan(0.01);
      }
    }
    const [short, long] = [train({ rho: 0, f: 2, W: 0.01 }), train({ rho: 0, f: 2, W: 0.05 })];
    expect(relativeError(long.new, short.new)).toBeCloseTo(0.0106, 3);
  });

  it('traces T + 1 states on the schedule, from the old stationary state', () => {
    const trace = [...trainSteps()];
    const rates = trace.map((state) => state.learningRate);
    expect(trace.map((state) => state.step)).toEqual(Array.from({ length: 301 }, (_, step) => step));
    expect(rates[0]).toBe(0.03);
    expect(rates[3]).toBeCloseTo(0.3, 12);
    expect(rates[300]).toBe(0.03);
    expect(train().trace).toEqual(trace);
    // ½ Σ h0 v over the 16 directions, each with v of its own h0.
    const sharp = Array.from({ length: 8 }, (_, i) => 1 / (i + 1));
    const noise = [...sharp, ...sharp.map((h) => h / 20)].map((h) => 1.5e-5 / (2 - 0.03 * h));
    expect(trace[0]?.old).toBeCloseTo(sum(noise), 12);
  });

  it('stays in the old stationary state on replay alone', () => {
    const end = train({ rho: 1, schedule: 'constant' });
    expect(end.old).toBeCloseTo(end.trace[0]?.old ?? NaN, 12);
    expect(end.new).toBeCloseTo(end.trace[0]?.new ?? NaN, 12);
  });

  it('holds the peak on the infinite schedule, then anneals to the minimum', () => {
    const rates = train({ schedule: 'infinite' }).trace.map((state) => state.learningRate);
    expect(rates[0]).toBe(0.03);
    rates.slice(3, 241).forEach((rate) => expect(rate).toBeCloseTo(0.3, 12));
    expect(rates[270]).toBeCloseTo(Math.sqrt(0.3 * 0.03), 12);
    expect(rates[300]).toBeCloseTo(0.03, 12);
    expect(train({ f: 0.1 }).trace.map((state) => state.learningRate)).toEqual(Array.from({ length: 301 }, () => 0.03));
  });
});
