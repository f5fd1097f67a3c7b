import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareSignatures,
  jaccard,
  lshMatchProbability,
  lshThreshold,
  minhashSignature,
  minhashStdError,
  snippets,
} from '../../src/models/data.ts';
import { number } from './arbitraries.ts';
import { sum } from '../../src/models/vector.ts';

const rows = fc.integer({ min: 1, max: 30 });
const bands = fc.integer({ min: 1, max: 500 });
const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 12 }).map((words) => words.join(' '));

describe('shingles', () => {
  it('compare lower case words, split on any white space', () => {
    expect(jaccard('The quick  brown\nfox', 'the Quick brown fox', 3)).toBe(1);
    expect(jaccard('a b c d', 'a b c e', 3)).toBe(1 / 3);
    expect(jaccard('a b a b a b', 'a b', 2)).toBe(1 / 2);
  });

  it('count a text shorter than the shingle as one', () => {
    expect(jaccard('a b', 'a b', 3)).toBe(1);
    expect(jaccard('a b', 'a b c', 3)).toBe(0);
    expect(jaccard('', ' ', 3)).toBe(1);
    expect(jaccard('', 'a', 3)).toBe(0);
  });

  it('give 1 for equal texts, the same both ways, always within [0, 1]', () => {
    fc.assert(
      fc.property(text, text, fc.integer({ min: 1, max: 5 }), (a, b, words) => {
        expect(jaccard(a, a, words)).toBe(1);
        expect(jaccard(a, b, words)).toBe(jaccard(b, a, words));
        expect(jaccard(a, b, words)).toBeGreaterThanOrEqual(0);
        expect(jaccard(a, b, words)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('order the four snippets', () => {
    const { original, edited, paraphrase, unrelated } = snippets;
    expect(jaccard(original, edited, 3)).toBeCloseTo(14 / 18, 12);
    expect(jaccard(original, paraphrase, 3)).toBeCloseTo(3 / 29, 12);
    expect(jaccard(original, unrelated, 3)).toBe(0);
  });
});

describe('MinHash', () => {
  // Over many seeds the mean is within four standard errors of J, the spread within a fifth of its formula.
  it.each([
    ['edited', 3],
    ['edited', 2],
    ['paraphrase', 1],
  ] as const)('estimates J without bias, with its standard error: %s, shingles of %d', (name, words) => {
    const [hashes, seeds] = [64, 200];
    const J = jaccard(snippets.original, snippets[name], words);
    const spread = minhashStdError(J, hashes);
    const estimates = Array.from({ length: seeds }, (_, seed) => {
      const signature = (snippet: string) => minhashSignature(snippet, hashes, words, seed);
      return compareSignatures(signature(snippets.original), signature(snippets[name]), 8).similarity;
    });
    const mean = sum(estimates) / seeds;
    const sd = Math.sqrt(estimates.reduce((total, value) => total + (value - J) ** 2, 0) / seeds);
    expect(Math.abs(mean - J)).toBeLessThan((4 * spread) / Math.sqrt(seeds));
    expect(Math.abs(sd / spread - 1)).toBeLessThan(0.2);
  });

  it('gives equal texts equal signatures, other seeds others', () => {
    fc.assert(
      fc.property(text, fc.integer(), (value, seed) => {
        const signature = minhashSignature(value, 16, 3, seed);
        expect(minhashSignature(value.toUpperCase(), 16, 3, seed)).toEqual(signature);
        expect(minhashSignature(value, 16, 3, seed + 1)).not.toEqual(signature);
      }),
    );
  });

  it('calls a pair a candidate when one whole band agrees', () => {
    expect(compareSignatures([1, 2, 3, 4], [1, 2, 0, 0], 2)).toEqual({ similarity: 0.5, candidate: true });
    expect(compareSignatures([1, 2, 3, 4], [1, 0, 3, 0], 2)).toEqual({ similarity: 0.5, candidate: false });
    // Two bands of two; the fifth place belongs to none.
    expect(compareSignatures([1, 2, 3, 4, 5], [1, 0, 0, 4, 5], 2)).toEqual({ similarity: 0.6, candidate: false });
  });

  it('finds the edited snippet with the default 8 × 14, not the paraphrase', () => {
    const [original, edited, paraphrase] = [snippets.original, snippets.edited, snippets.paraphrase].map((snippet) =>
      minhashSignature(snippet),
    );
    expect(original).toHaveLength(112);
    expect(compareSignatures(original ?? [], edited ?? [], 8).candidate).toBe(true);
    expect(compareSignatures(original ?? [], paraphrase ?? [], 8).candidate).toBe(false);
  });
});

describe('the S-curve', () => {
  it('rises from 0 to 1', () => {
    fc.assert(
      fc.property(number(0, 1), number(0, 1), rows, bands, (a, b, r, n) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(lshMatchProbability(low, r, n)).toBeLessThanOrEqual(lshMatchProbability(high, r, n));
        expect(lshMatchProbability(0, r, n)).toBe(0);
        expect(lshMatchProbability(1, r, n)).toBe(1);
      }),
    );
  });

  it('is 1 − (1 − 1/b)^b at its threshold', () => {
    fc.assert(
      fc.property(rows, bands, (r, n) => {
        expect(lshMatchProbability(lshThreshold(r, n), r, n)).toBeCloseTo(1 - (1 - 1 / n) ** n, 9);
      }),
    );
  });

  it('keeps small probabilities', () => {
    expect(lshMatchProbability(1e-3, 10, 450) / 450e-30).toBeCloseTo(1, 12);
  });

  it('prints these numbers', () => {
    expect(Math.abs(lshMatchProbability(0.7, 20, 450) - 0.3018)).toBeLessThan(5e-4);
    expect(Math.abs(lshMatchProbability(0.6, 20, 450) - 0.0163)).toBeLessThan(5e-4);
    expect(lshThreshold(4, 25)).toBeCloseTo(0.447, 3);
    expect(lshThreshold(8, 14)).toBeCloseTo(0.719, 3);
    expect(minhashStdError(0.5, 100)).toBeCloseTo(0.05, 12);
    expect(minhashStdError(1, 1)).toBe(0);
  });
});
