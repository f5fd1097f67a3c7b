import { expectedDistinctExperts, expectedDropFraction } from '../models/moe-cost.ts';
import { categories, type Mark, type Panel, type Place, type Side, type Tone } from './figure/panel.ts';
import { shareOf, type MoeCostResult, type MoeCostState, type ParameterCount } from './moe-cost-numbers.ts';
import { count, fixed, percent } from './numbers.ts';

/** Of the parts of a count. */
const tones: readonly Tone[] = [1, 2, 3, 'muted'];

/** What is stored, what a token uses, and what a batch reads, each stacked of its parts. */
export function parameterPanel({ stored, active, read }: MoeCostResult): Panel {
  const bars = [stored, read, active];
  return {
    title: 'Parameters',
    description: 'Three stacked bars: the parameters stored, those that a decoding step of the batch reads, and those that a token uses.',
    x: categories('which parameters', ['stored', 'for the batch', 'for a token']),
    y: { label: 'parameters, billions', domain: [0, (stored.total / 1e9) * 1.12] },
    marks: bars.flatMap((bar, index): Mark[] => [
      ...stack(bar, index),
      { kind: 'note', at: [index, bar.total / 1e9], text: count(bar.total), tone: 'ink', side: 'above' },
    ]),
    legend: [
      { label: 'routed experts', tone: 1, look: 'box' },
      { label: 'shared and dense', tone: 2, look: 'box' },
      { label: 'attention', tone: 3, look: 'box' },
      { label: 'the rest', tone: 'muted', look: 'box' },
    ],
  };
}

/** The routed experts stand on what every token uses. */
function stack({ parts }: ParameterCount, index: number): Mark[] {
  return parts.map(({ parameters }, part): Mark => {
    const below = parts.slice(part + 1).reduce((sum, lower) => sum + lower.parameters, 0);
    const y = [below / 1e9, (below + parameters) / 1e9] as const;
    return { kind: 'box', x: [index - 0.3, index + 0.3], y, tone: tones[part] ?? 'muted' };
  });
}

/** Where a label keeps clear of the curve: flat at its foot, steep in the middle, flat again at the top. */
function sideOf(share: number): Side {
  if (share < 0.3) return 'above';
  return share > 0.85 ? 'below' : 'right';
}

/** How many experts of a layer a decoding step reads. */
export function readPanel({ experts, topK, batch }: MoeCostState): Panel {
  const sizes = Array.from({ length: 49 }, (_, index) => Math.round(256 ** (index / 48)));
  const distinct = (size: number): number => expectedDistinctExperts(experts, topK, size);
  return {
    title: 'Experts read in a step',
    description: 'Expected number of distinct experts that a decoding step reads in a layer against the sequences decoded at once.',
    x: { label: 'sequences decoded at once B', scale: 'log', domain: [1, 256], ticks: [1, 4, 16, 64, 256] },
    y: { label: 'experts of a layer, under uniform routing', domain: [0, experts * 1.12] },
    marks: [
      { kind: 'rule', y: experts },
      { kind: 'line', points: sizes.map((size): Place => [size, distinct(size)]), tone: 1 },
      { kind: 'dot', at: [batch, distinct(batch)], tone: 'ink', label: fixed(distinct(batch), 2), side: sideOf(distinct(batch) / experts) },
    ],
    legend: [
      { label: 'read', tone: 1 },
      { label: 'all E', tone: 'muted', look: 'dashed' },
    ],
  };
}

/** One column for each expert; of more than have room for gaps, those of equal loads are one. */
function toColumns(loads: readonly number[]): { x: readonly [number, number]; load: number }[] {
  if (loads.length <= 64) return loads.map((load, index) => ({ x: [index + 0.08, index + 0.92], load }));
  const starts = Array.from(loads.keys()).filter((index) => loads[index] !== loads[index - 1]);
  return starts.map((start, index) => ({ x: [start, starts[index + 1] ?? loads.length], load: loads[start] ?? 0 }));
}

function bar(x: readonly [number, number], low: number, high: number, tone: Tone, strength?: number): Mark[] {
  return high > low ? [{ kind: 'box', x, y: [low, high], tone, ...(strength === undefined ? {} : { strength }) }] : [];
}

/** The choices for each expert against its slots. */
export function slotPanel({ loads, capacity }: MoeCostResult): Panel {
  const highest = Math.max(loads[0] ?? 0, capacity);
  const columns = toColumns(loads);
  return {
    title: 'Slots of one layer',
    description: 'Each expert’s slots, filled or empty, and above them the choices that find none; the busiest expert stands first.',
    x: { label: 'experts, the busiest first', domain: [0, loads.length], ticks: [0, loads.length] },
    y: { label: 'choices for an expert', domain: [0, highest * 1.1] },
    marks: [
      ...columns.flatMap(({ x, load }) => [
        ...bar(x, 0, Math.min(load, capacity), 1),
        ...bar(x, load, capacity, 'muted', 0.25),
        ...bar(x, capacity, load, 2),
      ]),
      { kind: 'rule', y: capacity, tone: 'ink', label: 'capacity' },
    ],
    legend: [
      { label: 'filled', tone: 1, look: 'box' },
      { label: 'empty', tone: 'muted', look: 'box' },
      { label: 'dropped', tone: 2, look: 'box' },
    ],
  };
}

/** What drops and what stays empty over the capacity factor. */
export function dropPanel({ tokens, experts, topK, factor }: MoeCostState, { loads, drop, padding }: MoeCostResult): Panel {
  const factors = Array.from({ length: 36 }, (_, index) => 0.5 + index / 10);
  const routings = factors.map((value) => ({ tokens, experts, topK, factor: value }));
  const fits = routings.map((routing) => shareOf(loads, routing));
  const line = (shares: readonly number[]): Place[] => shares.map((share, index): Place => [factors[index] ?? 0, share]);
  return {
    title: 'Drop against padding',
    description: 'Shares of choices dropped and of slots empty against the capacity factor: the first falls, the second rises.',
    x: { label: 'capacity factor C', domain: [0.5, 4], ticks: [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4] },
    y: { label: 'share of the choices or slots', domain: [0, 1], format: (share) => percent(share) },
    marks: [
      { kind: 'rule', x: factor },
      { kind: 'line', points: line(routings.map(expectedDropFraction)), tone: 2, dashed: true, thin: true },
      { kind: 'line', points: line(fits.map((fit) => fit.padding)), tone: 'muted' },
      { kind: 'line', points: line(fits.map((fit) => fit.drop)), tone: 2 },
      { kind: 'dot', at: [factor, padding], tone: 'muted' },
      { kind: 'dot', at: [factor, drop], tone: 2 },
    ],
    legend: [
      { label: 'slots empty', tone: 'muted' },
      { label: 'choices dropped', tone: 2 },
      { label: 'dropped by uniform routing', tone: 2, look: 'dashed' },
    ],
  };
}
