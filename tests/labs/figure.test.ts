import { describe, expect, it } from 'vitest';
import { drawPanel } from '../../src/labs/figure/draw-panel.ts';
import { categories, type Axis, type Mark, type Panel } from '../../src/labs/figure/panel.ts';
import { pathThrough } from '../../src/labs/figure/path.ts';
import { axisTicks, tickText } from '../../src/labs/figure/scales.ts';

const linear: Axis = { label: 'steps', domain: [0, 10] };

function draw(...marks: Mark[]): string {
  const panel: Panel = { title: 'A & B', description: 'A “line” <of> words', x: linear, y: { ...linear, label: 'loss' }, marks };
  return drawPanel(panel).svg;
}

describe('ticks', () => {
  it('are round numbers within the axis', () => expect(axisTicks(linear, 5)).toEqual([0, 2, 4, 6, 8, 10]));

  it.each([
    [
      [1e18, 1e27],
      [1e18, 1e20, 1e22, 1e24, 1e26],
    ],
    [
      [1, 1000],
      [1, 3, 10, 30, 100, 300, 1000],
    ],
    [
      [3, 40],
      [5, 10, 20],
    ],
    [
      [0.1, 1e4],
      [0.1, 1, 10, 100, 1000, 1e4],
    ],
  ] as const)('of a logarithmic axis over %j are %j', (domain, expected) => {
    expect(axisTicks({ label: '', scale: 'log', domain }, 7)).toEqual(expected);
  });

  it('of categories are their names', () => {
    const axis = categories('answers', ['a', 'b']);
    expect(axisTicks(axis, 7).map((value) => tickText(axis, value))).toEqual(['a', 'b']);
  });
});

describe('a path', () => {
  it('is written in steps of tenths, without the points that lie on it', () => {
    const places = [
      [0.04, 10.5],
      [1, 11.5],
      [2, 12.52],
      [3, 12.2],
      [3, 2],
    ] as const;
    expect(pathThrough(places)).toBe('M0 10.5l2 2 1-.3 0-10.2');
  });

  it('goes back to where it began, and leaves out what is no place', () => {
    expect(
      pathThrough([
        [0, 0],
        [10, 0],
        [0, -Infinity],
        [10, 10],
        [0, 0],
      ]),
    ).toBe('M0 0l10 0 0 10-10-10');
    expect(pathThrough([])).toBe('');
  });
});

describe('a picture', () => {
  it('is text with escaped words and rounded places', () => {
    const svg = draw({ kind: 'dot', at: [1 / 3, 5], tone: 1, label: 'p < 1' });
    expect(svg).toContain('aria-label="A “line” &lt;of&gt; words"');
    expect(svg).toContain('>p &lt; 1</text>');
    expect(svg).not.toMatch(/\d\.\d\d/);
  });

  it('leaves out signs that are not on its axes and cuts off shapes', () => {
    expect(draw({ kind: 'dot', at: [11, 5], tone: 1, label: 'far' })).not.toContain('circle');
    expect(
      draw({
        kind: 'line',
        points: [
          [0, 0],
          [20, 20],
        ],
        tone: 1,
      }),
    ).toMatch(/<svg x="46" [^>]*><path class="line tone-1"/);
  });

  it('keeps labels within itself', () => {
    expect(draw({ kind: 'dot', at: [10, 5], tone: 1, label: 'a long label' })).toContain('text-anchor="end">a long label');
    expect(draw({ kind: 'dot', at: [0, 5], tone: 1, label: 'a very long label', side: 'left' })).toContain(
      'text-anchor="start">a very long',
    );
  });
});
