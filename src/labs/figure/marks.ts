import { panelWidth, type Frame } from './axes.ts';
import type { Mark, Panel, Place, Side, Tone } from './panel.ts';
import { isWithin } from './scales.ts';
import { pathThrough } from './path.ts';
import { element, escapeXml, round } from './svg.ts';

type MarkOf<Kind extends Mark['kind']> = Extract<Mark, { kind: Kind }>;

/** Marks that may leave the axes' rectangle and are cut off there. */
export function drawShape(mark: Mark, frame: Frame): string {
  const at = (place: Place): Place => toPixels(place, frame);
  switch (mark.kind) {
    case 'line': {
      const look = `line tone-${mark.tone}${mark.dashed ? ' dashed' : ''}${mark.thin ? ' thin' : ''}`;
      return element('path', { class: look, d: pathThrough(mark.points.map(at)) });
    }
    case 'area': {
      const lower = mark.points.map(([x, low]) => at([x, low]));
      const upper = mark.points.map(([x, , high]) => at([x, high]));
      return element('path', { class: `area tone-${mark.tone}`, d: `${pathThrough([...lower, ...upper.reverse()])}z` });
    }
    case 'box':
      return drawBox(mark, frame);
    case 'rule': {
      const { left, right, top, bottom } = frame;
      const [x, y] = [mark.x === undefined ? undefined : round(frame.x(mark.x)), mark.y === undefined ? undefined : round(frame.y(mark.y))];
      const d = `${x === undefined ? '' : `M${x} ${round(top)}V${round(bottom)}`}${y === undefined ? '' : `M${round(left)} ${y}H${round(right)}`}`;
      return element('path', { class: `line thin dashed tone-${mark.tone ?? 'muted'}`, d });
    }
    default:
      return '';
  }
}

function drawBox({ x, y, tone, strength }: MarkOf<'box'>, frame: Frame): string {
  const [left = 0, right = 0] = x.map(frame.x).sort((a, b) => a - b);
  const [top = 0, bottom = 0] = y.map(frame.y).sort((a, b) => a - b);
  return element('rect', {
    class: `box tone-${tone}`,
    x: left,
    y: top,
    width: right - left,
    height: bottom - top,
    'fill-opacity': strength === undefined ? undefined : String(Math.round(strength * 100) / 100),
  });
}

/** Marks of a fixed size, which are left out where their place is not on the axes. */
export function drawSign(mark: Mark, { x, y }: Panel, frame: Frame): string {
  switch (mark.kind) {
    case 'dot': {
      if (!isOn(mark.at, x, y)) return '';
      const [cx, cy] = toPixels(mark.at, frame);
      const radius = mark.radius ?? (mark.small ? 3 : 4.5);
      const circle = element('circle', { class: `dot tone-${mark.tone}${mark.hollow ? ' hollow' : ''}`, cx, cy, r: radius });
      return circle + (mark.label ? words(mark.label, [cx, cy], mark.side ?? 'right', 'ink', radius + 4) : '');
    }
    case 'note':
      return isOn(mark.at, x, y) ? words(mark.text, toPixels(mark.at, frame), mark.side ?? 'right', mark.tone, 2) : '';
    case 'arrow':
      return drawArrow(mark, frame);
    case 'rule':
      if (!mark.label) return '';
      if (mark.x !== undefined) return isWithin(x, mark.x) ? words(mark.label, [frame.x(mark.x), frame.top + 6], 'right', 'muted', 4) : '';
      return mark.y !== undefined && isWithin(y, mark.y)
        ? words(mark.label, [frame.right, frame.y(mark.y) - 9], 'left', mark.tone ?? 'muted', 0)
        : '';
    default:
      return '';
  }
}

function drawArrow({ from, to, tone }: MarkOf<'arrow'>, frame: Frame): string {
  const [[x0, y0], [x1, y1]] = [toPixels(from, frame), toPixels(to, frame)];
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (length < 1) return '';
  const [dx, dy] = [((x1 - x0) / length) * 6, ((y1 - y0) / length) * 6];
  const barb = (side: number): string => `M${round(x1)} ${round(y1)}l${round(-dx + side * dy * 0.6)} ${round(-dy - side * dx * 0.6)}`;
  return element('path', { class: `line tone-${tone}`, d: `M${round(x0)} ${round(y0)}L${round(x1)} ${round(y1)}${barb(1)}${barb(-1)}` });
}

/** Words beside a place; they stay within the picture. */
function words(text: string, [x, y]: Place, wanted: Side, tone: Tone, gap: number): string {
  const width = text.length * 6.4;
  let side = wanted;
  if (side === 'right' && x + gap + width > panelWidth) side = 'left';
  if (side === 'left' && x - gap - width < 0) side = 'right';
  const attributes = { class: `note tone-${tone}` };
  if (side === 'right' || side === 'left') {
    const anchor = side === 'right' ? 'start' : 'end';
    return element('text', { ...attributes, x: side === 'right' ? x + gap : x - gap, y: y + 4, 'text-anchor': anchor }, escapeXml(text));
  }
  const middle = Math.min(Math.max(x, width / 2), panelWidth - width / 2);
  const baseline = side === 'above' ? y - gap - 2 : y + gap + 10;
  return element('text', { ...attributes, x: middle, y: baseline, 'text-anchor': 'middle' }, escapeXml(text));
}

function isOn([px, py]: Place, x: Panel['x'], y: Panel['y']): boolean {
  return isWithin(x, px) && isWithin(y, py);
}

function toPixels([x, y]: Place, frame: Frame): Place {
  return [frame.x(x), frame.y(y)];
}
