/** The hue of a mark: one of the four of figures, the ink of the text, or the quiet grey of its apparatus. */
export type Tone = 1 | 2 | 3 | 4 | 'ink' | 'muted';

/** A place in the units of the axes. */
export type Place = readonly [x: number, y: number];

/** An axis; its label names the quantity and its unit. */
export interface Axis {
  label: string;
  scale?: 'linear' | 'log';
  domain: readonly [number, number];
  /** Where ticks stand, if not at round numbers. */
  ticks?: readonly number[];
  format?: (value: number) => string;
}

/** On which side of its mark a label stands; it changes sides by itself where the picture ends. */
export type Side = 'left' | 'right' | 'above' | 'below';

export type Mark =
  | { kind: 'line'; points: readonly Place[]; tone: Tone; dashed?: boolean; thin?: boolean }
  /** Between two heights at each x. */
  | { kind: 'area'; points: readonly (readonly [x: number, low: number, high: number])[]; tone: Tone }
  /** A bar or a cell; `strength` from 0 to 1 thins its hue. */
  | { kind: 'box'; x: readonly [number, number]; y: readonly [number, number]; tone: Tone; strength?: number }
  /** A line across the whole picture. */
  | { kind: 'rule'; x?: number; y?: number; tone?: Tone; label?: string }
  | { kind: 'arrow'; from: Place; to: Place; tone: Tone }
  | { kind: 'dot'; at: Place; tone: Tone; hollow?: boolean; small?: boolean; radius?: number; label?: string; side?: Side }
  | { kind: 'note'; at: Place; text: string; tone: Tone; side?: Side };

/** How a series looks, in words beside its swatch. */
export interface LegendEntry {
  label: string;
  tone: Tone;
  look?: 'line' | 'dashed' | 'box' | 'dot' | 'ring';
}

/** One picture of a lab: axes and marks in their units. */
export interface Panel {
  title: string;
  /** What the picture shows, for readers who do not see it. */
  description: string;
  x: Axis;
  y: Axis;
  marks: readonly Mark[];
  legend?: readonly LegendEntry[];
  /** In pixels, 240 unless told; the width is always the same. */
  height?: number;
}

/** A drawn panel: plain data, which a worker can send. */
export interface Picture {
  title: string;
  legend: readonly LegendEntry[];
  svg: string;
}

/** An axis of named places 0, 1, 2, …, each one unit wide. */
export function categories(label: string, names: readonly string[]): Axis {
  return {
    label,
    domain: [-0.5, names.length - 0.5],
    ticks: names.map((_, index) => index),
    format: (index) => names[index] ?? '',
  };
}
