import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeOptimal, inferenceAware, laws, loss } from '../../src/models/scaling.ts';
import { relativeError } from './closeness.ts';
import { anyLaw, compute, freeLaw, logOf } from './scaling-laws.ts';

describe('inference-aware training', () => {
  const cost = (N: number, D: number, inferenceTokens: number) => N * (6 * D + 2 * inferenceTokens);
  const inference = logOf(1, 1e16);

  it('without inference is the compute optimum', () => {
    fc.assert(
      fc.property(freeLaw, compute, (law, C) => {
        const { N, D } = computeOptimal(law, C);
        fc.pre(loss(law, N, D) > law.E * 1.0001);
        const found = inferenceAware(law, loss(law, N, D), 0);
        expect(relativeError(found.N, N)).toBeLessThan(1e-6);
        expect(relativeError(found.D, D)).toBeLessThan(1e-6);
      }),
    );
  });

  it('reaches the loss at a cost that no neighbor beats', () => {
    fc.assert(
      fc.property(anyLaw, fc.double({ min: 0.05, max: 1, noNaN: true }), inference, (law, excess, tokens) => {
        const { N, D } = inferenceAware(law, law.E + excess, tokens);
        expect(Math.abs(loss(law, N, D) - law.E - excess)).toBeLessThan(1e-9);
        [0.99, 1.01].forEach((factor) => {
          const rest = excess - law.A * (N * factor) ** -law.alpha;
          if (rest > 0) expect(cost(N, D, tokens)).toBeLessThan(cost(N * factor, (law.B / rest) ** (1 / law.beta), tokens));
        });
      }),
    );
  });

  it('goes smaller and longer with more inference', () => {
    fc.assert(
      fc.property(anyLaw, fc.double({ min: 0.05, max: 1, noNaN: true }), logOf(1e9, 1e14), (law, excess, tokens) => {
        const [less, more] = [inferenceAware(law, law.E + excess, tokens), inferenceAware(law, law.E + excess, 10 * tokens)];
        expect(more.N).toBeLessThan(less.N);
        expect(more.D).toBeGreaterThan(less.D);
      }),
    );
  });

  it('stays on the loss from 1e-300 tokens to 1e300, and satisfies its equation', () => {
    [1e-300, 1, 1e14, 1e300].forEach((tokens) => {
      const law = laws.besiroglu2024;
      const { N, D } = inferenceAware(law, 2, tokens);
      const u = (law.A * N ** -law.alpha) / (2 - law.E);
      expect(loss(law, N, D)).toBeCloseTo(2, 12);
      if (tokens === 1e14) expect(relativeError(3 * D * ((law.alpha * u) / (law.beta * (1 - u)) - 1), tokens)).toBeLessThan(1e-9);
    });
  });
});
