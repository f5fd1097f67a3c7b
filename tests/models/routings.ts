import fc from 'fast-check';

/** What small batches route: tokens, experts, chosen k, capacity factor. */
export const routings = fc.integer({ min: 1, max: 64 }).chain((experts) =>
  fc.record({
    tokens: fc.integer({ min: 1, max: 400 }),
    experts: fc.constant(experts),
    topK: fc.integer({ min: 1, max: experts }),
    factor: fc.double({ min: 0.5, max: 4, noNaN: true }),
  }),
);
