import * as model from '../models/moe-cost.ts';
import { defineLab } from './lab.ts';
import { drawCost, type MoeCostState } from './moe-cost-numbers.ts';
import { dropPanel, parameterPanel, readPanel, slotPanel } from './moe-cost-panels.ts';
import { count, fixed, percent, significant } from './numbers.ts';

const defaults: MoeCostState = {
  ...{ model: 'mixtral-8x7b', experts: 8, topK: 2, batch: 4 },
  ...{ factor: 1.25, tokens: 1024, routing: 'uneven', kappa: 5, seed: 1 },
};

const modelLabels = {
  'mixtral-8x7b': 'Mixtral 8x7B',
  'deepseek-v3': 'DeepSeek-V3',
  'switch-style': 'Switch-style',
} as const satisfies Record<MoeCostState['model'], string>;

const whole = new Intl.NumberFormat('en');
/** At 2 bytes a parameter. */
const gigabytes = (parameters: number): string => `${significant((2 * parameters) / 1e9)} GB`;

/** The lab of what a mixture of experts stores, computes and reads, and what a fixed capacity drops and pads. */
export const moeCost = defineLab({
  name: 'moe-cost',
  caption:
    'More experts cost memory and next to no arithmetic; more experts for each token cost arithmetic and no memory. The larger the batch, the nearer what it reads comes to all that is stored. As the capacity factor rises, dropped choices give way to empty slots, and uneven routing makes more of both.',
  controls: {
    model: { kind: 'choice', label: 'blocks of', options: modelLabels },
    experts: { kind: 'range', tex: 'E', label: 'experts in a layer', min: 8, max: 256, step: 1, format: String },
    topK: { kind: 'range', tex: 'k', label: 'experts for each token', min: 1, max: 8, step: 1, format: String },
    batch: { kind: 'range', tex: 'B', label: 'sequences decoded at once', min: 1, max: 256, step: 1, format: String },
    factor: {
      kind: 'range',
      tex: 'C',
      label: 'capacity factor',
      min: 0.5,
      max: 4,
      step: 0.05,
      format: (factor) => fixed(factor, 2),
    },
    tokens: { kind: 'range', tex: 'T', label: 'tokens routed at once', min: 64, max: 4096, step: 64, format: (T) => whole.format(T) },
    routing: { kind: 'choice', label: 'router', options: { uneven: 'has its favorites', uniform: 'uniformly random' } },
    kappa: {
      kind: 'range',
      tex: '\\kappa',
      label: 'evenness of the experts’ shares',
      min: 0.1,
      max: 100,
      step: 0.1,
      scale: 'log',
      format: (kappa) => significant(kappa),
    },
    seed: { kind: 'seed', label: 'routing of seed' },
  },
  defaults,
  presets: {
    mixtral: { label: 'Mixtral 8x7B', state: {} },
    'deepseek-v3': { label: 'DeepSeek-V3', state: { model: 'deepseek-v3', experts: 256, topK: 8, batch: 16 } },
    'random-routing': {
      label: 'Random routing, C = 1',
      state: { model: 'switch-style', experts: 64, topK: 1, tokens: 4096, factor: 1, routing: 'uniform' },
    },
    'uneven-routing': {
      label: 'Uneven routing, C = 1.25',
      state: { model: 'switch-style', experts: 64, topK: 1, tokens: 4096 },
    },
  },
  idle: ({ routing }) => (routing === 'uniform' ? ['kappa'] : []),
  compute: drawCost,
  panels: (state, result) => [parameterPanel(result), readPanel(state), slotPanel(result), dropPanel(state, result)],
  reading({ model: name, experts, topK, batch, factor }, { stored, active, read, distinct, capacity, drop, padding }) {
    const sequences = batch === 1 ? 'One sequence reads' : `${batch} sequences read`;
    return `${modelLabels[name]} with E = ${experts}, k = ${topK}: ${count(stored.total)} parameters stored, ${count(active.total)} used by a token. ${sequences} ${significant(distinct)} experts a layer, ${gigabytes(read.total)} a step. At C = ${fixed(factor, 2)} an expert has ${whole.format(capacity)} ${capacity === 1 ? 'slot' : 'slots'}: ${percent(drop, 1)} of choices drop, ${percent(padding, 1)} of slots are empty.`;
  },
  table: ({ experts, topK, tokens, factor, batch }, cost) => ({
    head: ['Quantity', 'Value'],
    rows: [
      ['Parameters stored', whole.format(cost.stored.total)],
      ...cost.stored.parts.map(({ name, parameters }) => [`– ${name}`, whole.format(parameters)]),
      ['Parameters used by a token', whole.format(cost.active.total)],
      ['Stored over used', fixed(cost.stored.total / cost.active.total, 2)],
      ['FLOPs for a token, forward', count(2 * cost.active.total)],
      ['Stored at 2 bytes a parameter', gigabytes(cost.stored.total)],
      ['Read for one token', gigabytes(cost.active.total)],
      [`Experts of a layer read by ${batch} tokens at once`, `${fixed(cost.distinct, 2)} of ${experts}`],
      [`Read by ${batch} tokens at once`, `${gigabytes(cost.read.total)}, ${gigabytes(cost.read.total / batch)} a token`],
      ['Slots of an expert', whole.format(cost.capacity)],
      ['Choices for an expert, mean', significant((topK * tokens) / experts, 4)],
      ['Choices for the busiest expert', whole.format(cost.loads[0] ?? 0)],
      ['Choices dropped', percent(cost.drop, 2)],
      ['Choices dropped by uniformly random routing, expected', percent(model.expectedDropFraction({ tokens, experts, topK, factor }), 2)],
      ['Slots empty (padding)', percent(cost.padding, 2)],
      ['Slots empty under equal loads', percent(model.balancedPaddingFraction(factor), 2)],
      ['Useful share of the slots', percent(1 - cost.padding, 2)],
      ['Nothing can drop from C = E/k on', significant(experts / topK)],
    ],
  }),
  leavesOut:
    'FLOPs and bytes are counted, not timed; the key/value cache, the attention’s own work over the context, the traffic between devices and optimizer states are not in the count, while both embeddings are in full. One layer’s router is drawn at random, where a trained one follows the tokens. The Switch-style stack is a decoder of Switch-Base’s widths, which itself has an encoder too. Mixtral and DeepSeek-V3 run without a capacity: for them the slots are a what-if.',
  sources: ['jiang2024', 'deepseek2024', 'fedus2021', 'lepikhin2020', 'kaplan2020', 'gale2022'],
});
