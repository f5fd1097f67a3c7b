import { bestRankLoss, loraParams, scalingMultiplier } from '../models/lora.ts';
import { defineLab } from './lab.ts';
import { gainPanel, rankPanel, spectrumPanel } from './lora-panels.ts';
import { comparedRanks, relativeGain, settingOf, size, trainRanks, type LoraState } from './lora-runs.ts';
import { count, fixed, percent, significant } from './numbers.ts';

const defaults: LoraState = { rank: 4, gamma: 1, alpha: 16, rule: 'constant', optimizer: 'adam', seed: 7 };

/** Query and value projections of GPT-3: 96 layers of two. */
const gpt3 = [[12288, 12288, 192]] as const;
/** All linear layers of Llama 3 8B's blocks. */
const llama = [
  [4096, 4096, 64],
  [1024, 4096, 64],
  [14336, 4096, 64],
  [4096, 14336, 32],
] as const;

const energyKept = (gamma: number, rank: number): number => 1 - bestRankLoss(size, gamma, rank) / bestRankLoss(size, gamma, 0);
const lossText = (loss: number | undefined): string => (loss === undefined ? '–' : fixed(loss, 4));

/** The lab of low-rank adaptation: one update learned for real at several ranks, and what the scale does to the first step. */
export const lora = defineLab({
  name: 'lora',
  caption:
    'Rank sets how much of the wanted update fits, and no training goes below that floor: a decaying spectrum fits at low rank, a flat one does not. The multiplier sets how far the first step goes, and which rule keeps that gain equal over ranks depends on the optimizer.',
  controls: {
    rank: { kind: 'range', tex: 'r', label: 'rank', min: 1, max: 16, step: 1, format: String },
    gamma: {
      kind: 'range',
      tex: '\\gamma',
      label: 'decay of the wanted spectrum',
      min: 0,
      max: 2,
      step: 0.1,
      format: (gamma) => fixed(gamma, 1),
    },
    alpha: { kind: 'range', tex: '\\alpha', label: 'scale', min: 1, max: 64, step: 1, format: String },
    rule: {
      kind: 'choice',
      tex: 's',
      label: 'multiplier',
      options: { constant: 'α/r, α constant', tied: 'α/r with α = 2r', root: 'α/√r (rsLoRA)' },
    },
    optimizer: { kind: 'choice', label: 'optimizer', options: { adam: 'Adam', sgd: 'gradient descent' } },
    seed: { kind: 'seed', label: 'target and start of seed' },
  },
  defaults,
  presets: {
    'rank-four': { label: 'Rank 4', state: {} },
    'flat-spectrum': { label: 'A flat spectrum', state: { gamma: 0 } },
    'alpha-twice-rank': { label: 'α = 2r', state: { rank: 8, rule: 'tied' } },
    'gradient-descent': { label: 'rsLoRA by gradient descent', state: { rank: 8, rule: 'root', optimizer: 'sgd' } },
  },
  idle: ({ rule }) => (rule === 'tied' ? ['alpha'] : []),
  steps: trainRanks,
  panels: (state, result) => [rankPanel(state, result), spectrumPanel(result), gainPanel(state)],
  reading(state, { chosen, floor }) {
    const { rank, gamma, rule, alpha } = state;
    const { alpha: used, scaling } = settingOf(rule, alpha, rank);
    const ending = chosen.loss === undefined ? 'training diverges' : `training ends at ${fixed(chosen.loss, 4)}`;
    return `Rank ${rank} can hold ${percent(energyKept(gamma, rank))} of the wanted update’s energy: the least loss is ${fixed(floor, 4)}, and ${ending}. The multiplier is ${significant(scalingMultiplier(scaling, used, rank))}; the first step’s gain is ${significant(relativeGain(state, rule, rank))} × that at rank 1.`;
  },
  table: (state, { chosen, endings }) => ({
    head: [
      'Rank',
      'Loss after 400 steps',
      'Least possible',
      'Energy that fits',
      'First-step gain against rank 1',
      'GPT-3, query and value: parameters',
      'In 16 bits, MB',
      'Llama 3 8B, all linear: parameters',
    ],
    rows: [
      row(state, `${chosen.rank} (chosen)`, chosen.rank, chosen.loss),
      ...comparedRanks.map((rank) => row(state, String(rank), rank, endings.find((ending) => ending.rank === rank)?.loss)),
    ],
  }),
  leavesOut:
    'One 16 × 16 update with a known target and a squared loss, learned in full batches: no network, no data, no other layers, and no frozen weights whose gradients shape the update. Gradient descent takes a rate of its own for each multiplier, or it would diverge; the gain is that of the first step alone, at equal rates.',
  sources: ['hu2021', 'kalajdzievski2023', 'schulman2025', 'biderman2024'],
});

function row(state: LoraState, label: string, rank: number, loss: number | undefined): string[] {
  const parameters = loraParams(gpt3, rank);
  return [
    label,
    lossText(loss),
    fixed(bestRankLoss(size, state.gamma, rank), 4),
    percent(energyKept(state.gamma, rank)),
    significant(relativeGain(state, state.rule, rank)),
    count(parameters),
    fixed((parameters * 2) / 1e6, 1),
    count(loraParams(llama, rank)),
  ];
}
