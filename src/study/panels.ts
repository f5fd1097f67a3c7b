import type { Mark, Panel, Tone } from '../labs/figure/panel.ts';

/** Bars, one a day, at the numbers of the days from today. */
export function daysPanel(title: string, description: string, unit: string, counts: readonly number[], first: number, tone: Tone): Panel {
  const highest = Math.max(4, ...counts);
  const marks = counts.map((count, index): Mark => ({ kind: 'box', x: [first + index - 0.4, first + index + 0.4], y: [0, count], tone }));
  return {
    title,
    description,
    x: { label: 'days from today', domain: [first - 0.5, first + counts.length - 0.5] },
    y: { label: unit, domain: [0, highest], ...(highest <= 4 ? { ticks: [0, 2, 4] } : {}) },
    marks: marks.filter((_, index) => (counts[index] ?? 0) > 0),
    height: 200,
  };
}
