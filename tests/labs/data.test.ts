import { expect, it } from 'vitest';
import { data } from '../../src/labs/data.ts';
import { finalView } from '../../src/labs/lab.ts';

const show = (preset: string, change: object = {}) => finalView(data, { ...data.presets[preset]?.state, ...change });

const value = (preset: string, label: string | RegExp, change: object = {}) =>
  show(preset, change).table.rows.find(([name = '']) => name.match(label))?.[1];

it.each([
  ['refinedweb', '0.6', '0.0163'],
  ['refinedweb', '0.7', '0.3018'],
  ['fineweb', '0.8', '0.9235'],
])('%s at similarity %s is what the card’s table says', (preset, similarity, expected) => {
  expect(Number(value(preset, `found at similarity ${similarity}`))).toBeCloseTo(Number(expected), 3);
});

it('prices epochs as the card does', () => {
  expect(value('fineweb', 'Worth of 4 epochs')).toBe('3.73 U, 93.1B tokens');
  expect(value('sixteen-epochs', 'Worth of 16 epochs')).toMatch(/^10\.58 U/);
});

it('gives the rare domain less once its tokens repeat, but more than half, as the caption says', () => {
  const best = (epochs: number) => Number(value('fineweb', 'rare domain, best', { epochs }));
  expect(best(16)).toBeLessThan(best(1));
  expect(best(1)).toBeGreaterThan(0.5);
  expect(best(1)).toBeCloseTo(2 ** (1 / 1.3) / (1 + 2 ** (1 / 1.3)), 2);
});

it('reads thresholds aloud', () => expect(show('four-by-twenty-five').reading).toMatch(/^25 bands of 4 turn near a similarity of 0\.45/));

it('compares the texts that the reader writes', () => {
  expect(value('fineweb', 'Similarity, A and B')).toBe('0.778');
  const change = { original: 'a b c d', edited: 'A B  c\nd', unrelated: 'a b c e' };
  expect(value('fineweb', 'Similarity, A and B', change)).toBe('1.000');
  expect(value('fineweb', 'Similarity, A and D', change)).toBe('0.333');
  expect(value('fineweb', 'Text D', change)).toBe('a b c e');
});

it('says what it makes of texts without a shingle', () => {
  expect(show('fineweb').reading).not.toContain('shingle');
  expect(show('fineweb', { edited: 'two words' }).reading).toContain('With fewer than 3 words, B counts as one shingle.');
  const empty = show('fineweb', { original: ' ', edited: '', paraphrase: '', unrelated: '' });
  expect(empty.reading).toContain('With fewer than 3 words, A, B, C, D count as one shingle each.');
  expect(empty.table.rows[0]).toEqual(['Text A', 'empty']);
  expect(JSON.stringify(empty)).not.toContain('NaN');
});
