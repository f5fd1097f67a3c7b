import { adapterLatencyOverhead, measuredLatency } from '../models/peft-cost.ts';
import { methodCosts, models } from '../models/peft-serving.ts';
import { blockTimeline } from '../models/peft-timeline.ts';
import { defineLab } from './lab.ts';
import { count, percent, significant } from './numbers.ts';
import { latencyPanel, storagePanel, timelinePanel } from './peft-cost-panels.ts';

type PeftCostState = {
  model: keyof typeof models;
  rank: number;
  /** Positions of a prefix or prompt. */
  length: number;
  batch: number;
  tasks: number;
  merged: boolean;
};

const defaults: PeftCostState = { model: 'gpt-3', rank: 4, length: 64, batch: 1, tasks: 1, merged: true };

const modelLabels = { 'gpt2-medium': 'GPT-2 medium', 'gpt-3': 'GPT-3', 'llama-3-8b': 'Llama 3 8B' } as const;

function compute({ model, rank, length, batch, tasks, merged }: PeftCostState) {
  const costs = methodCosts({ model: models[model], rank, prefixLength: length, batch, tasks, merged });
  return {
    costs,
    timelines: costs.map(({ method }) => ({ method, operations: blockTimeline(method, merged) })),
    latency: measuredLatency.map(({ batch: size, seq }) => ({
      name: `${size} / ${seq}`,
      overheads: (['AdapterL', 'AdapterH'] as const).map((kind) => adapterLatencyOverhead({ batch: size, seq, kind })),
    })),
  };
}

export type PeftCostResult = ReturnType<typeof compute>;

const whole = new Intl.NumberFormat('en');
const megabytes = (bytes: number): string => `${significant(bytes / 1e6)} MB`;

/** The lab of what parameter-efficient methods cost to store, to serve and in context. */
export const peftCost = defineLab({
  name: 'peft-cost',
  caption:
    'Merged LoRA adds nothing to a forward pass, adapters lengthen its chain, and prefixes and prompts take up context. What an added step costs depends on the batch: measured adapters slow a single request most.',
  controls: {
    model: { kind: 'choice', label: 'model', options: modelLabels },
    rank: { kind: 'range', tex: 'r', label: 'rank or width of the bottleneck', min: 1, max: 256, step: 1, format: String },
    length: { kind: 'range', tex: 'l', label: 'length of the prefix', min: 1, max: 512, step: 1, format: String },
    batch: { kind: 'range', label: 'sequences at once', min: 1, max: 64, step: 1, format: String },
    tasks: { kind: 'range', label: 'tasks', min: 1, max: 100, step: 1, format: String },
    merged: { kind: 'switch', label: 'LoRA merged into the weights' },
  },
  defaults,
  presets: {
    'gpt-3': { label: 'GPT-3, rank 4', state: {} },
    unmerged: { label: 'The same, unmerged', state: { merged: false } },
    'llama-prefix': { label: 'Llama 3 8B, prefix of 64', state: { model: 'llama-3-8b' } },
    'hundred-tasks': { label: 'A hundred tasks', state: { tasks: 100 } },
  },
  compute,
  panels: (_, result) => [storagePanel(result), timelinePanel(result), latencyPanel(result)],
  reading({ model, tasks, merged }, { costs }) {
    const [lora, , , prefix] = costs;
    if (!lora || !prefix) return '';
    return `On ${modelLabels[model]} LoRA trains ${count(lora.params)} parameters, ${megabytes(lora.bytesAllTasks)} for ${tasks === 1 ? 'one task' : `${tasks} tasks`}; ${merged ? 'merged, it adds nothing to a forward pass' : `unmerged, it adds ${count(lora.flopsPerToken)} FLOPs a token`}. A prefix takes ${megabytes(prefix.kvBytes)} of cache.`;
  },
  table: (_, { costs, latency }) => ({
    head: [
      'Method',
      'Parameters',
      'Stored for a task',
      'For all tasks',
      'FLOPs added to a token',
      'Products added in a row',
      'Cache added',
      'Positions taken',
      'Weights rewritten to switch',
    ],
    rows: [
      ...costs.map((cost) => [
        cost.method,
        whole.format(cost.params),
        megabytes(cost.bytesPerTask),
        megabytes(cost.bytesAllTasks),
        count(cost.flopsPerToken),
        String(cost.sequentialMatmuls),
        megabytes(cost.kvBytes),
        String(cost.contextLost),
        count(cost.switchedWeights),
      ]),
      ...latency.map(({ name, overheads }) => [
        `Measured, batch / length ${name}`,
        `AdapterL +${percent(overheads[0] ?? 0, 1)}`,
        `AdapterH +${percent(overheads[1] ?? 0, 1)}`,
        ...Array.from({ length: 6 }, () => '–'),
      ]),
    ],
  }),
  leavesOut:
    'FLOPs and steps are counted, not timed: kernels, memory traffic and the scheduler decide what a step costs. LoRA sits on the query and value projections only. Latency was measured once, on GPT-2 medium. Quality is not in the picture.',
  sources: ['hu2021', 'houlsby2019', 'li2021', 'lester2021', 'brown2020', 'llama2024'],
});
