import { categories, type Mark, type Panel } from './figure/panel.ts';
import { fixed, percent, significant } from './numbers.ts';
import type { PeftCostResult } from './peft-cost.ts';

/** What all tasks take on disk. */
export function storagePanel({ costs }: PeftCostResult): Panel {
  // Abbreviated as in LoRA's own tables, or the two would touch.
  const names = costs.map(({ method }) => method.replace('Adapter', 'Adpt '));
  const lowest = 0.001;
  return {
    title: 'Stored for all tasks',
    description: 'Bars of the megabytes that five methods store for all tasks, on a logarithmic axis.',
    x: categories('method', names),
    y: { label: 'MB at 2 bytes a parameter', scale: 'log', domain: [lowest, 1e6] },
    marks: costs.flatMap(({ bytesAllTasks }, index): Mark[] => [
      { kind: 'box', x: [index - 0.35, index + 0.35], y: [lowest, bytesAllTasks / 1e6], tone: 1 },
      { kind: 'note', at: [index, bytesAllTasks / 1e6], text: significant(bytesAllTasks / 1e6), tone: 'ink', side: 'above' },
    ]),
  };
}

/** The steps of one block in the order in which they must finish; what a method adds beside one stands above it. */
export function timelinePanel({ timelines }: PeftCostResult): Panel {
  const marks = timelines.flatMap(({ method, operations }, row): Mark[] => {
    const last = timelines.length - 1 - row;
    let step = 0;
    const name: Mark = { kind: 'note', at: [-2.4, last], text: method, tone: 'ink', side: 'right' };
    const boxes = operations.map(({ added, parallel }): Mark => {
      if (!parallel) step += 1;
      const [low, high] = parallel ? [0.08, 0.38] : [-0.3, 0.04];
      return {
        kind: 'box',
        x: [step - 0.94, step - 0.06],
        y: [last + low, last + high],
        tone: added ? 2 : 'muted',
        strength: added ? 1 : 0.5,
      };
    });
    return [name, ...boxes];
  });
  return {
    title: 'One block, step after step',
    description: 'Steps of the forward pass through one block for five methods; adapters add steps in a row, the others beside or none.',
    x: { label: 'steps that wait for one another', domain: [-2.5, 9], ticks: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
    y: { label: 'method', domain: [-0.5, timelines.length - 0.5], ticks: [] },
    marks,
    legend: [
      { label: 'the model’s', tone: 'muted', look: 'box' },
      { label: 'added (above: beside a step)', tone: 2, look: 'box' },
    ],
  };
}

/** Published measurements of what adapters add to a forward pass. */
export function latencyPanel({ latency }: PeftCostResult): Panel {
  return {
    title: 'Measured on GPT-2 medium',
    description: 'Bars of the latency that two kinds of adapters add at three batch sizes: least at the largest.',
    x: categories(
      'batch / length in tokens',
      latency.map(({ name }) => name),
    ),
    y: { label: 'latency added, %', domain: [0, 35], format: (value) => fixed(value, 0) },
    marks: latency.flatMap(({ overheads }, index) =>
      overheads.flatMap((overhead, which): Mark[] => {
        const left = index - 0.36 + which * 0.36;
        return [
          { kind: 'box', x: [left, left + 0.34], y: [0, overhead * 100], tone: which === 0 ? 3 : 4 },
          { kind: 'note', at: [left + 0.17, overhead * 100], text: percent(overhead, 1), tone: 'ink', side: 'above' },
        ];
      }),
    ),
    legend: [
      { label: 'AdapterL', tone: 3, look: 'box' },
      { label: 'AdapterH', tone: 4, look: 'box' },
    ],
  };
}
