import { computeOptimal, laws, trainedModels, trainFlops } from '../models/scaling.ts';
import type { Axis, LegendEntry, Mark, Panel, Side, Tone } from './figure/panel.ts';
import { count, fixed, power, significant } from './numbers.ts';
import type { LawName, ScalingResult } from './scaling.ts';

const tones: Readonly<Record<LawName, Tone>> = { besiroglu2024: 1, hoffmann2022_tex: 3, hoffmann2022_printed: 2, muennighoff2023: 4 };
const shortNames: Readonly<Record<LawName, string>> = {
  besiroglu2024: 'Besiroglu',
  hoffmann2022_tex: 'Hoffmann, TeX',
  hoffmann2022_printed: 'Hoffmann, printed',
  muennighoff2023: 'Muennighoff',
};
const lawNames = Object.keys(tones) as LawName[];

const legend: LegendEntry[] = lawNames.map((name) => ({ label: shortNames[name], tone: tones[name] }));
const budgets: Axis = { label: 'training budget C, FLOPs', scale: 'log', domain: [1e18, 1e27], format: power };
const ends = budgets.domain;

/** Models that were trained, and where their names have room in each panel. */
const landmarks = (
  [
    ['GPT-3', 'left', 'left'],
    ['Gopher', 'above', 'below'],
    ['Chinchilla', 'right', 'below'],
    ['Llama 3 8B', 'right', 'above'],
    ['Llama 3 405B', 'below', 'left'],
  ] as const
).map(([name, besideSize, besideRatio]) => ({ name, besideSize, besideRatio, ...trainedModels[name] }));

/** Loss against size at the budget, with the optimum and the chosen size. */
export function budgetPanel({ law, slice, optimum, chosen }: ScalingResult): Panel {
  const worst = Math.max(...slice.map(({ loss }) => loss));
  const room = (worst - optimum.loss) * 0.2;
  const isElsewhere = chosen.N !== optimum.N;
  // Above the curve there is room near its bottom alone.
  const inside = chosen.N < optimum.N ? 'right' : 'left';
  const side = chosen.loss - optimum.loss < (worst - optimum.loss) / 12 ? 'above' : inside;
  return {
    title: 'Loss at this budget',
    description: `Loss against the number of parameters at one training budget: a U-shaped curve with its lowest point at ${count(optimum.N)} parameters.`,
    x: { label: 'parameters N', scale: 'log', domain: [optimum.N / 20, optimum.N * 20], format: count },
    y: { label: 'loss, nats per token', domain: [optimum.loss - room, worst], format: (value) => fixed(value, room < 0.02 ? 3 : 2) },
    marks: [
      { kind: 'rule', y: optimum.loss },
      { kind: 'line', points: slice.map(({ N, loss }) => [N, loss]), tone: tones[law] },
      ...(isElsewhere
        ? [
            {
              kind: 'line',
              points: [
                [chosen.N, chosen.loss],
                [chosen.N, optimum.loss],
              ],
              tone: 'ink',
              thin: true,
            } as const,
          ]
        : []),
      { kind: 'dot', at: [optimum.N, optimum.loss], tone: tones[law], label: `best: ${count(optimum.N)}`, side: 'below' },
      ...(isElsewhere ? [{ kind: 'dot', at: [chosen.N, chosen.loss], tone: 'ink', label: count(chosen.N), side } as const] : []),
    ],
    legend: [
      { label: shortNames[law], tone: tones[law] },
      { label: 'chosen size', tone: 'ink', look: 'dot' },
    ],
  };
}

/** Optimal size against budget for every law, with Kaplan's growth from here. */
export function sizePanel({ C, law, optimum, chosen, growth }: ScalingResult): Panel {
  return {
    title: 'The best size for each budget',
    description: 'Optimal number of parameters against training budget for four fitted laws, with five trained models.',
    x: budgets,
    y: { label: 'parameters N', scale: 'log', domain: [1e8, 1e13], format: count },
    marks: [
      ...lawLines(law, ({ N }) => N),
      { kind: 'line', points: [1, 10, 100, 1000].map((times) => [C * times, growth(times)]), tone: 'ink', dashed: true },
      ...landmarks.map(({ name, N, D, besideSize }) => sign(name, [trainFlops(N, D), N], besideSize)),
      { kind: 'dot', at: [C, optimum.N], tone: tones[law] },
      { kind: 'dot', at: [C, chosen.N], tone: 'ink', hollow: true },
    ],
    legend: [...legend, { label: 'Kaplan’s growth from here', tone: 'ink', look: 'dashed' }],
  };
}

/** Tokens per parameter against budget for every law. */
export function ratioPanel({ C, law, optimum, chosen, served }: ScalingResult): Panel {
  const isServing = served.D > optimum.D * 1.001;
  return {
    title: 'Tokens per parameter',
    description: 'Optimal tokens per parameter against training budget for four fitted laws, with five trained models.',
    x: budgets,
    y: { label: 'tokens per parameter', scale: 'log', domain: [0.1, 1e4], format: (value) => significant(value) },
    marks: [
      ...lawLines(law, ({ N, D }) => D / N),
      ...landmarks.map(({ name, N, D, besideRatio }) => sign(name, [trainFlops(N, D), D / N], besideRatio)),
      { kind: 'dot', at: [C, optimum.D / optimum.N], tone: tones[law] },
      { kind: 'dot', at: [C, chosen.D / chosen.N], tone: 'ink', hollow: true },
      ...(isServing
        ? [{ kind: 'dot', at: [trainFlops(served.N, served.D), served.D / served.N], tone: 'ink', label: 'served', side: 'above' } as const]
        : []),
    ],
    legend: [
      { label: 'trained', tone: 'muted', look: 'dot' },
      { label: 'best', tone: tones[law], look: 'dot' },
      { label: 'chosen', tone: 'ink', look: 'ring' },
    ],
  };
}

function lawLines(chosen: LawName, value: (optimum: { N: number; D: number }) => number): Mark[] {
  return lawNames.map((name) => ({
    kind: 'line',
    points: ends.map((C) => [C, value(computeOptimal(laws[name], C))]),
    tone: tones[name],
    thin: name !== chosen,
  }));
}

function sign(label: string, at: readonly [number, number], side: Side): Mark {
  return { kind: 'dot', at, tone: 'muted', small: true, label, side };
}
