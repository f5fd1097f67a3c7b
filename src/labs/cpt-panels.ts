import { originalRate, shares, type CptResult, type CptState } from './cpt-runs.ts';
import type { Axis, Mark, Panel, Place, Tone } from './figure/panel.ts';
import { fixed, percent } from './numbers.ts';

const tones: readonly Tone[] = [2, 4, 3, 1];
const duringRun = [3e-4, 0.3] as const;
/** At the end the new loss is the lower. */
const ends = { old: [1e-3, 0.3], new: [3e-4, 0.09] } as const;

/** Keeps a loss on its axis. */
function within([low, high]: readonly [number, number], loss: number): number {
  return Math.min(Math.max(loss, low), high);
}

/** The learning rate of the run before and of this one. */
export function ratePanel({ T }: CptState, { trace }: CptResult): Panel {
  const before = Array.from({ length: 61 }, (_, index): Place => [((index - 60) * T) / 60, originalRate((index * T) / 60, T)]);
  return {
    title: 'The learning rate',
    description: 'Learning rate of the original run and of the continued one, against the step.',
    x: { label: 'steps since the data changed', domain: [-T, T], ticks: [-T, -T / 2, 0, T / 2, T] },
    y: { label: 'learning rate η', domain: [0, 0.62], format: (rate) => fixed(rate, 1) },
    marks: [
      { kind: 'rule', x: 0, label: 'new data' },
      { kind: 'line', points: before, tone: 'muted' },
      { kind: 'line', points: trace.map((at) => [at.step, at.learningRate]), tone: 'ink' },
    ],
    legend: [
      { label: 'original run', tone: 'muted' },
      { label: 'continued', tone: 'ink' },
    ],
  };
}

/** Both losses during the run. */
export function lossPanel({ trace }: CptResult): Panel {
  return {
    title: 'Old and new loss',
    description: 'Expected loss on the old and on the new domain against the step.',
    x: { label: 'steps since the data changed', domain: [0, trace.at(-1)?.step ?? 1] },
    y: lossAxis('loss above its optimum', duringRun),
    marks: [
      { kind: 'line', points: trace.map((at) => [at.step, within(duringRun, at.old)]), tone: 2 },
      { kind: 'line', points: trace.map((at) => [at.step, within(duringRun, at.new)]), tone: 1 },
    ],
    legend: [
      { label: 'old domain', tone: 2 },
      { label: 'new domain', tone: 1 },
    ],
  };
}

/** Where runs end over the peak, one line for each share of replay. */
export function frontPanel({ end, constant, fronts }: CptResult): Panel {
  const at = (run: { old: number; new: number }): Place => [within(ends.old, run.old), within(ends.new, run.new)];
  return {
    title: 'What replay buys',
    description: 'Final loss on the new domain against that on the old one over peaks of the rate, for four shares of replay.',
    x: lossAxis('old loss at the end', ends.old),
    y: lossAxis('new loss at the end', ends.new),
    marks: [
      ...fronts.flatMap(({ runs }, index): Mark[] => {
        const tone = tones[index] ?? 'muted';
        return [
          { kind: 'line', points: runs.map(at), tone, thin: true },
          ...runs.map((run): Mark => ({ kind: 'dot', at: at(run), tone, small: true })),
        ];
      }),
      { kind: 'dot', at: at(constant), tone: 'muted', label: 'constant', side: 'above' },
      { kind: 'dot', at: at(end), tone: 'ink' },
    ],
    legend: [
      ...shares.map((share, index) => ({ label: `${percent(share)} replay`, tone: tones[index] ?? 'muted' })),
      { label: 'this run', tone: 'ink', look: 'dot' },
    ],
  };
}

function lossAxis(label: string, domain: Axis['domain']): Axis {
  return { label, scale: 'log', domain, ticks: [0.001, 0.01, 0.1] };
}
