import { drawAxes, makeFrame, panelWidth } from './axes.ts';
import { drawShape, drawSign } from './marks.ts';
import type { Panel, Picture } from './panel.ts';
import { element } from './svg.ts';

/** Draws a panel: the same text at build and in the browser. Hues and strokes come from classes (`styles/figures.css`). */
export function drawPanel(panel: Panel): Picture {
  const frame = makeFrame(panel);
  const { left, right, top, bottom, height } = frame;
  const [width, depth] = [right - left, bottom - top];
  const shapes = panel.marks.map((mark) => drawShape(mark, frame)).join('');
  const signs = panel.marks.map((mark) => drawSign(mark, panel, frame)).join('');
  // An inner picture cuts off what leaves the axes, without an id that could occur twice on a page.
  const box = { x: left, y: top, width, height: depth, viewBox: `${left} ${top} ${width} ${depth}` };
  const content = drawAxes(panel, frame) + element('svg', box, shapes) + signs;
  const size = { viewBox: `0 0 ${panelWidth} ${height}`, width: panelWidth, height };
  const svg = element('svg', { class: 'figure', ...size, role: 'img', 'aria-label': panel.description }, content);
  return { title: panel.title, legend: panel.legend ?? [], svg };
}
