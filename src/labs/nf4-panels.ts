import { categories, type Mark, type Panel, type Tone } from './figure/panel.ts';
import type { LevelName, Nf4Result } from './nf4.ts';
import { percent, power, significant } from './numbers.ts';

const tones: Readonly<Record<LevelName, Tone>> = { nf4: 1, int4: 2, fp4: 3 };
const labels: Readonly<Record<LevelName, string>> = { nf4: 'NF4', int4: 'int4', fp4: 'FP4' };
const bins = 41;

/** Weights divided by the largest of their block, with the levels that they are rounded to. */
export function levelsPanel({ normalized, levels, name }: Nf4Result): Panel {
  const uses = Array.from({ length: bins }, () => 0);
  for (const value of normalized) {
    const bin = Math.min(bins - 1, Math.floor(((value + 1) / 2) * bins));
    uses[bin] = (uses[bin] ?? 0) + 1;
  }
  const edge = (index: number): number => -1 + (2 * index) / bins;
  return {
    title: 'Weights and levels',
    description: 'Histogram of weights divided by the largest of their block, with the levels of the chosen code.',
    x: { label: 'weight / largest of its block', domain: [-1, 1] },
    y: { label: 'share of the weights', domain: [0, 0.15], format: (value) => percent(value) },
    marks: [
      ...uses.map((use, index): Mark => ({
        kind: 'box',
        x: [edge(index), edge(index + 1)],
        y: [0, use / normalized.length],
        tone: 'muted',
        strength: 0.4,
      })),
      ...levels.map((level): Mark => ({
        kind: 'line',
        points: [
          [level, 0],
          [level, 0.15],
        ],
        tone: tones[name],
        thin: true,
      })),
    ],
    legend: [
      { label: 'weights', tone: 'muted', look: 'box' },
      { label: 'levels', tone: tones[name] },
    ],
  };
}

/** How often each code is used. */
export function codesPanel({ shares, name }: Nf4Result): Panel {
  return {
    title: 'Use of the codes',
    description: 'Share of the weights that each code stores, beside the equal share of one sixteenth.',
    x: {
      ...categories(
        'code',
        Array.from({ length: 16 }, (_, index) => String(index)),
      ),
      ticks: [0, 3, 6, 9, 12, 15],
    },
    y: { label: 'share of the weights', domain: [0, 0.4], format: (value) => percent(value) },
    marks: [
      ...shares.map((share, code): Mark => ({
        kind: 'box',
        x: [code - 0.38, code + 0.38],
        y: [0, Math.min(share, 0.4)],
        tone: tones[name],
      })),
      { kind: 'rule', y: 1 / 16, label: 'equal: 6.25%' },
    ],
    legend: [{ label: 'chosen levels', tone: tones[name], look: 'box' }],
  };
}

/** Error against block size for all three codes, and where the sampled weights are. */
export function errorPanel({ curves, errors, size, sigma }: Nf4Result): Panel {
  // Outliers in large blocks of heavy tails err more than the variance.
  const top = Math.max(...Object.values(errors)) > 0.3 * sigma ** 2 ? 10 : 0.3;
  return {
    title: 'Error against block size',
    description: 'Mean squared error against block size for three codes: expected for normal weights, and measured on the sampled weights.',
    x: {
      label: 'weights in a block B',
      scale: 'log',
      domain: [14, 4800],
      ticks: [16, 64, 256, 1024, 4096],
      format: (value) => significant(value, 4),
    },
    y: {
      label: 'mean squared error, σ²',
      scale: 'log',
      domain: [0.003, top],
      ticks: [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10].filter((tick) => tick <= top),
      format: (value) => significant(value),
    },
    marks: [
      ...curves.map(({ name, points }): Mark => ({
        kind: 'line',
        points: points.map(({ block, mse }) => [block, mse]),
        tone: tones[name],
        dashed: name === 'int4',
      })),
      ...curves.map(({ name }): Mark => ({
        kind: 'dot',
        at: [size, errors[name] / sigma ** 2],
        tone: tones[name],
        hollow: name === 'int4',
      })),
    ],
    legend: curves.map(({ name }) => ({ label: labels[name], tone: tones[name], look: name === 'int4' ? 'dashed' : 'line' })),
  };
}

/** Bytes of all weights in three forms. */
export function memoryPanel({ memory }: Nf4Result): Panel {
  const bars = [
    ['16 bit', memory.half],
    ['4 bit', memory.plain],
    ['as set', memory.chosen],
  ] as const;
  return {
    title: 'Memory of the weights',
    description: 'Gigabytes that all weights take in 16 bits, in 4 bits with 32-bit constants, and as set.',
    x: categories(
      'form',
      bars.map(([label]) => label),
    ),
    y: { label: 'GB of 10⁹ bytes', domain: [0, memory.half * 1.15], format: (value) => (value >= 1e4 ? power(value) : significant(value)) },
    marks: bars.flatMap(([, size], index): Mark[] => [
      { kind: 'box', x: [index - 0.3, index + 0.3], y: [0, size], tone: index === 2 ? 1 : 'muted', strength: index === 2 ? 1 : 0.5 },
      { kind: 'note', at: [index, size], text: `${significant(size)} GB`, tone: 'ink', side: 'above' },
    ]),
  };
}
