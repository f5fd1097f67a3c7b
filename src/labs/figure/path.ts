import simplify from 'simplify-js';
import type { Place } from './panel.ts';

/** In pixels: what a line may be off by when points are left out, too little to see. */
const tolerance = 0.1;

/** A line through places in pixels as path data: to a tenth of a pixel, in steps from place to place, without points that lie on the line. */
export function pathThrough(places: readonly Place[]): string {
  const kept = simplify(
    places.filter((place) => place.every(Number.isFinite)).map(([x, y]) => ({ x, y })),
    tolerance,
    true,
  );
  const [first, ...rest] = kept.map(({ x, y }): Place => [Math.round(x * 10), Math.round(y * 10)]);
  if (!first) return '';
  let [x, y] = first;
  const steps = rest.flatMap((place) => {
    const step: Place = [place[0] - x, place[1] - y];
    [x, y] = place;
    return step[0] === 0 && step[1] === 0 ? [] : [joined(step)];
  });
  return `M${first[0] / 10} ${first[1] / 10}${steps.length > 0 ? `l${steps.join(' ').replaceAll(' -', '-')}` : ''}`;
}

/** Two lengths in tenths: `.3-12`. */
function joined([dx, dy]: Place): string {
  return `${short(dx)} ${short(dy)}`.replace(' -', '-');
}

function short(tenths: number): string {
  return String(tenths / 10).replace(/^(-?)0\./, '$1.');
}
