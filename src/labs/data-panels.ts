import { effectiveData, lshMatchProbability } from '../models/data.ts';
import type { DataResult } from './data.ts';
import type { Mark, Panel, Place, Tone } from './figure/panel.ts';
import { fixed, percent } from './numbers.ts';

/** Of the three pairs of texts. */
const tones: readonly Tone[] = [2, 3, 4];

function grid(low: number, high: number, count: number): number[] {
  return Array.from({ length: count + 1 }, (_, index) => low + ((high - low) * index) / count);
}

/** The S-curve of banded hashes, with the snippets on it. */
export function matchPanel({ rows, bands, threshold, pairs }: DataResult): Panel {
  const curve = grid(0, 1, 100).map((s): Place => [s, lshMatchProbability(s, rows, bands)]);
  return {
    title: 'Which pairs are found',
    description:
      'Probability that two documents share a band against their Jaccard similarity: an S-curve with text A’s pairs with B, C and D on it.',
    x: { label: 'Jaccard similarity s', domain: [0, 1] },
    y: { label: 'probability to be found', domain: [0, 1], format: (value) => fixed(value, 1) },
    marks: [
      { kind: 'rule', x: threshold },
      { kind: 'line', points: curve, tone: 1 },
      ...pairs.map(({ similarity, found }, index): Mark => ({ kind: 'dot', at: [similarity, found], tone: tones[index] ?? 'ink' })),
    ],
    legend: [
      { label: 'A and B', tone: 2, look: 'dot' },
      { label: 'A and C', tone: 3, look: 'dot' },
      { label: 'A and D', tone: 4, look: 'dot' },
      { label: 'threshold', tone: 'muted', look: 'dashed' },
    ],
  };
}

/** What epochs are worth in fresh tokens. */
export function repeatPanel({ epochs, worth }: DataResult): Panel {
  return {
    title: 'What repeats are worth',
    description: 'Effective data over unique tokens against epochs: near the diagonal up to four epochs, then flat.',
    x: { label: 'epochs n', domain: [0, 64] },
    y: { label: 'worth, in unique tokens U', domain: [0, 18] },
    marks: [
      {
        kind: 'line',
        points: [
          [0, 0],
          [18, 18],
        ],
        tone: 'muted',
        dashed: true,
      },
      { kind: 'line', points: grid(1, 64, 63).map((n): Place => [n, effectiveData(n)]), tone: 1 },
      { kind: 'dot', at: [epochs, worth], tone: 'ink', label: `${fixed(worth, 2)} U`, side: 'right' },
    ],
    legend: [
      { label: 'repeated', tone: 1 },
      { label: 'fresh', tone: 'muted', look: 'dashed' },
    ],
  };
}

/** The mixture's loss against the share of the rare domain. */
export function sharePanel({ share, lossAt, best }: DataResult): Panel {
  const lowest = lossAt(best);
  const highest = Math.max(lossAt(0.02), lossAt(0.98));
  return {
    title: 'How to split the budget',
    description: 'Loss above its floors against the share of the rare, harder domain: a valley with its lowest point at the best share.',
    x: { label: 'share of the rare domain w', domain: [0, 1], format: (value) => percent(value) },
    y: { label: 'loss above its floors, nats', domain: [lowest * 0.95, highest], format: (value) => fixed(value, 2) },
    marks: [
      { kind: 'line', points: grid(0.02, 0.98, 96).map((w): Place => [w, lossAt(w)]), tone: 1 },
      { kind: 'dot', at: [best, lowest], tone: 1, hollow: true },
      { kind: 'dot', at: [share, lossAt(share)], tone: 'ink' },
    ],
    legend: [
      { label: 'best', tone: 1, look: 'ring' },
      { label: 'chosen', tone: 'ink', look: 'dot' },
    ],
  };
}
