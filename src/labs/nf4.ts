import {
  bitsPerParam,
  blockwiseError,
  expectedMse,
  fp4Levels,
  int4Levels,
  nf4Levels,
  quantize,
  sampleWeights,
  weightsGB,
} from '../models/nf4.ts';
import { defineLab } from './lab.ts';
import { codesPanel, errorPanel, levelsPanel, memoryPanel } from './nf4-panels.ts';
import { count, fixed, percent, significant } from './numbers.ts';

const levelTables = { nf4: nf4Levels, int4: int4Levels, fp4: fp4Levels } as const;
export type LevelName = keyof typeof levelTables;

export const levelLabels: Readonly<Record<LevelName, string>> = { nf4: 'NF4', int4: 'int4', fp4: 'FP4' };

type BlockSize = '16' | '32' | '64' | '128' | '256' | '512' | '1024' | '2048' | '4096';
const blockSizes = ['16', '32', '64', '128', '256', '512', '1024', '2048', '4096'] as const satisfies readonly BlockSize[];

type Nf4State = {
  levels: LevelName;
  block: BlockSize;
  tail: 'normal' | '5' | '3';
  sigma: number;
  outliers: number;
  doubleQuant: boolean;
  params: number;
  seed: number;
};

const defaults: Nf4State = { levels: 'nf4', block: '64', tail: 'normal', sigma: 1, outliers: 0, doubleQuant: true, params: 7e9, seed: 1 };

/** Enough for the eye, and drawn within a frame. */
const weightCount = 4096;

let curves: { name: LevelName; points: { block: number; mse: number }[] }[] | undefined;

/** Expected error of normal weights against block size: it does not depend on the state. */
function errorCurves() {
  const names = Object.keys(levelTables) as LevelName[];
  const pointsOf = (name: LevelName) => blockSizes.map(Number).map((block) => ({ block, mse: expectedMse(levelTables[name], block) }));
  return (curves ??= names.map((name) => ({ name, points: pointsOf(name) })));
}

function compute({ levels, block, tail, sigma, outliers, doubleQuant, params, seed }: Nf4State) {
  const size = Number(block);
  const weights = sampleWeights({ count: weightCount, sigma, outliers, ...(tail === 'normal' ? {} : { degrees: Number(tail) }) }, seed);
  const storage = { block: size, doubleQuant };
  const errorOf = (name: LevelName) => blockwiseError(weights, levelTables[name], storage);
  const chosen = errorOf(levels);
  const bits = bitsPerParam(storage);
  return {
    name: levels,
    levels: levelTables[levels],
    size,
    sigma,
    normalized: normalize(weights, size),
    shares: chosen.codeCounts.map((uses) => uses / weightCount),
    errors: { nf4: errorOf('nf4').mse, int4: errorOf('int4').mse, fp4: errorOf('fp4').mse },
    curves: errorCurves(),
    bits,
    memory: { half: weightsGB(params, 16), plain: weightsGB(params, bitsPerParam({ block: size })), chosen: weightsGB(params, bits) },
  };
}

export type Nf4Result = ReturnType<typeof compute>;

/** Each weight divided by the largest of its block. */
function normalize(weights: readonly number[], size: number): number[] {
  return Array.from({ length: Math.ceil(weights.length / size) }, (_, index) => weights.slice(index * size, (index + 1) * size)).flatMap(
    (block) => {
      const { absmax } = quantize(block, int4Levels);
      return block.map((weight) => (absmax === 0 ? 0 : weight / absmax));
    },
  );
}

/** The lab of 4-bit storage: weights, levels, codes, errors, bytes. */
export const nf4 = defineLab({
  name: 'nf4',
  caption:
    'NF4 puts its sixteen levels where normal weights lie and loses less than evenly spaced int4 or FP4. Its codes are used more equally than int4’s, yet not equally; one outlier spoils its whole block, and larger blocks pay for their smaller overhead in error. The scale of the weights changes none of this: each block brings its own.',
  controls: {
    levels: { kind: 'choice', label: 'levels', options: levelLabels },
    block: {
      kind: 'choice',
      tex: 'B',
      label: 'weights in a block',
      options: {
        '16': '16',
        '32': '32',
        '64': '64',
        '128': '128',
        '256': '256',
        '512': '512',
        '1024': '1,024',
        '2048': '2,048',
        '4096': '4,096',
      },
    },
    tail: {
      kind: 'choice',
      tex: '\\nu',
      label: 'distribution of the weights',
      options: { normal: 'normal', '5': 'Student’s t, ν = 5', '3': 'Student’s t, ν = 3' },
    },
    outliers: { kind: 'range', label: 'outliers of 10σ among 4,096 weights', min: 0, max: 64, step: 1, format: String },
    sigma: {
      kind: 'range',
      tex: '\\sigma',
      label: 'scale of the weights',
      min: 0.01,
      max: 10,
      step: 0.1,
      scale: 'log',
      format: (sigma) => significant(sigma),
    },
    params: {
      kind: 'range',
      tex: 'N',
      label: 'parameters',
      min: 1e9,
      max: 4.05e11,
      step: 0.05,
      scale: 'log',
      format: (params) => count(params),
    },
    doubleQuant: { kind: 'switch', label: 'double quantization' },
    seed: { kind: 'seed', label: 'weights of seed' },
  },
  defaults,
  presets: {
    qlora: { label: 'QLoRA', state: {} },
    'evenly-spaced': { label: 'Evenly spaced', state: { levels: 'int4' } },
    'large-blocks': { label: 'Large blocks', state: { block: '4096', doubleQuant: false } },
    outliers: { label: 'Outliers', state: { outliers: 64 } },
  },
  compute,
  panels: (_, result) => [levelsPanel(result), codesPanel(result), errorPanel(result), memoryPanel(result)],
  reading({ levels, params }, { errors, bits, memory, shares }) {
    const used = shares.filter((share) => share > 0);
    return `${levelLabels[levels]} in ${fixed(bits, 3)} bits each: ${count(params)} parameters take ${significant(memory.chosen)} GB instead of ${significant(memory.half)}. The mean squared error is ${significant(errors[levels], 3)}; codes take from ${percent(Math.min(...used), 1)} to ${percent(Math.max(...used), 1)} of the weights.`;
  },
  table: ({ block, doubleQuant, sigma }, { errors, curves: lines, bits, size }) => ({
    head: ['Levels', `Mean squared error, sampled`, 'Expected for normal weights', 'Bits per parameter'],
    rows: lines.map(({ name, points }) => [
      `${levelLabels[name]}, blocks of ${block}${doubleQuant ? ', double quantization' : ''}`,
      significant(errors[name], 3),
      significant((points.find((point) => point.block === size)?.mse ?? 0) * sigma ** 2, 3),
      fixed(bits, 3),
    ]),
  }),
  leavesOut:
    'Weights are drawn at random, not taken from a model: real layers differ in scale and shape, and errors matter by what they do to outputs, not by their squares. Every parameter counts as quantized; embeddings and norms usually are not. Paged optimizers, adapters and activations take memory that the bars leave out.',
  sources: ['dettmers2023', 'yoshida2023', 'dettmers2023bitsandbytes'],
});
