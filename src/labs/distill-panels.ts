import type { DistillResult } from './distill.ts';
import type { Axis, Mark, Panel, Place } from './figure/panel.ts';
import { fixed, significant } from './numbers.ts';

const positions: Axis = { label: 'token, in its place', domain: [-0.5, 31.5] };

/** The teacher's distribution and the trained student's. */
export function shapePanel({ teacher, last }: DistillResult): Panel {
  const highest = Math.max(...teacher, ...last.student);
  return {
    title: 'Teacher and student',
    description: 'Bars of the teacher’s probabilities over 32 tokens and the trained student’s as a line.',
    x: positions,
    y: { label: 'probability', domain: [0, highest * 1.05], format: (value) => fixed(value, 2) },
    marks: [
      ...teacher.map((mass, index): Mark => ({ kind: 'box', x: [index - 0.4, index + 0.4], y: [0, mass], tone: 'muted', strength: 0.5 })),
      { kind: 'line', points: last.student.map((mass, index): Place => [index, mass]), tone: 1 },
    ],
    legend: [
      { label: 'teacher', tone: 'muted', look: 'box' },
      { label: 'student', tone: 1 },
    ],
  };
}

/** What hard labels cost against their number. */
export function costPanel({ costs, here }: DistillResult): Panel {
  return {
    title: 'What hard labels miss',
    description: 'Expected KL of the shares of sampled labels from the teacher against their number: a line of slope −1.',
    x: { label: 'labels n', scale: 'log', domain: [1, 1e4] },
    y: { label: 'expected KL, nats', scale: 'log', domain: [0.001, 20], format: (value) => significant(value) },
    marks: [
      { kind: 'line', points: costs.map(({ n, law }): Place => [n, law]), tone: 'muted', dashed: true },
      { kind: 'line', points: costs.map(({ n, exact }): Place => [n, exact]), tone: 2 },
      { kind: 'dot', at: [here.n, here.exact], tone: 'ink' },
    ],
    legend: [
      { label: 'exact', tone: 2 },
      { label: '(V − 1)/2n', tone: 'muted', look: 'dashed' },
    ],
  };
}

/** Where the loss pulls the student's logits at the start. */
export function pullPanel({ first }: DistillResult): Panel {
  const largest = Math.max(0.01, ...first.gradient.map(Math.abs)) * 1.1;
  return {
    title: 'The first pull on each logit',
    description: 'Arrows of the negative gradient of the loss in the student’s logits before training.',
    x: positions,
    y: { label: 'negative gradient, nats', domain: [-largest, largest], format: (value) => significant(value, 2) },
    marks: [
      { kind: 'rule', y: 0 },
      ...first.gradient.map((slope, index): Mark => ({ kind: 'arrow', from: [index, 0], to: [index, -slope], tone: slope < 0 ? 1 : 2 })),
    ],
    legend: [
      { label: 'more likely', tone: 1 },
      { label: 'less likely', tone: 2 },
    ],
  };
}
