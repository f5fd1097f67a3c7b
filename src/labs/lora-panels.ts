import { bestRankLoss } from '../models/lora.ts';
import type { Axis, Mark, Panel, Tone } from './figure/panel.ts';
import { comparedRanks, relativeGain, size, type LoraResult, type LoraState, type ScalingRule } from './lora-runs.ts';

const ranks: Axis = { label: 'rank r', scale: 'log', domain: [0.9, 18], ticks: comparedRanks };
const everyRank = Array.from({ length: size }, (_, index) => index + 1);

/** Loss against rank, with the least that a matrix of that rank can reach. */
export function rankPanel({ gamma }: LoraState, { chosen, endings }: LoraResult): Panel {
  const untrained = bestRankLoss(size, gamma, 0);
  const dot = (rank: number, loss: number | undefined): Pick<Extract<Mark, { kind: 'dot' }>, 'kind' | 'at'> => ({
    kind: 'dot',
    at: [rank, Math.min(loss ?? untrained, untrained)],
  });
  return {
    title: 'Loss after 400 steps',
    description: 'Loss after training against the rank, over the least loss that any matrix of that rank can reach.',
    x: ranks,
    y: { label: 'loss, ½‖sBA − ΔW*‖²', domain: [0, untrained * 1.05] },
    marks: [
      { kind: 'line', points: everyRank.map((rank) => [rank, bestRankLoss(size, gamma, rank)]), tone: 1 },
      { kind: 'rule', y: untrained, label: 'untrained' },
      ...endings.map(({ rank, loss }): Mark => ({ ...dot(rank, loss), tone: 2, hollow: true })),
      { ...dot(chosen.rank, chosen.loss), tone: 'ink' },
    ],
    legend: [
      { label: 'least possible', tone: 1 },
      { label: 'trained', tone: 2, look: 'ring' },
      { label: 'chosen rank', tone: 'ink', look: 'dot' },
    ],
  };
}

/** Singular values of the target as bars, of what was learned as dots. */
export function spectrumPanel({ target, learned, chosen }: LoraResult): Panel {
  return {
    title: 'What the update learned',
    description: `Singular values of the wanted update and of the learned one, of which ${chosen.rank} can differ from zero.`,
    x: { label: 'singular value, largest first', domain: [0.4, size + 0.6], ticks: [1, 4, 8, 12, 16] },
    y: { label: 'size, units of the largest wanted', domain: [0, 1.2] },
    marks: [
      ...target.map((value, index): Mark => ({ kind: 'box', x: [index + 0.65, index + 1.35], y: [0, value], tone: 1, strength: 0.45 })),
      ...learned.map((value, index): Mark => ({ kind: 'dot', at: [index + 1, Math.min(value, 1.2)], tone: 'ink', small: true })),
    ],
    legend: [
      { label: 'wanted', tone: 1, look: 'box' },
      { label: 'learned', tone: 'ink', look: 'dot' },
    ],
  };
}

const rules: readonly { rule: ScalingRule; label: string; tone: Tone }[] = [
  { rule: 'constant', label: 'α/r, α constant', tone: 1 },
  { rule: 'tied', label: 'α = 2r', tone: 2 },
  { rule: 'root', label: 'α/√r', tone: 3 },
];

/** How the gain of the first update grows with the rank under each rule. */
export function gainPanel(state: LoraState): Panel {
  const tone = rules.find(({ rule }) => rule === state.rule)?.tone ?? 1;
  return {
    title: 'Gain of the first step',
    description: 'Progress of the first update along the negative gradient against the rank, under three rules for the multiplier.',
    x: ranks,
    y: { label: 'times the gain at r = 1', scale: 'log', domain: [0.05, 20], ticks: [0.0625, 0.25, 1, 4, 16] },
    marks: [
      ...rules.map(({ rule, tone: own }): Mark => ({
        kind: 'line',
        points: [1, size].map((rank) => [rank, relativeGain(state, rule, rank)]),
        tone: own,
        thin: rule !== state.rule,
      })),
      { kind: 'dot', at: [state.rank, relativeGain(state, state.rule, state.rank)], tone },
    ],
    legend: rules.map(({ label, tone: own }) => ({ label, tone: own })),
  };
}
