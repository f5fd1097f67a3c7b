import { expectedSamplingKl, hardLabelCost, softmax, trainSteps, twoBumpTeacher, type DistillStep } from '../models/distill.ts';
import { costPanel, pullPanel, shapePanel } from './distill-panels.ts';
import { defineLab } from './lab.ts';
import { fixed, significant } from './numbers.ts';

type DistillState = {
  T: number;
  samples: number;
  /** Positions between the teacher's two bumps. */
  gap: number;
  loss: 'forward' | 'reverse' | 'mixed' | 'hard';
  student: 'gaussian' | 'tabular';
  onPolicy: boolean;
  seed: number;
};

const defaults: DistillState = { T: 2, samples: 200, gap: 13, loss: 'forward', student: 'gaussian', onPolicy: false, seed: 1 };

const steps = 300;
const sampleSizes = [1, 3, 10, 30, 100, 300, 1000, 3000, 10000];
const lossLabels = {
  forward: 'forward KL at T, times T²',
  reverse: 'reverse KL',
  mixed: 'half forward, half reverse',
  hard: 'sampled hard labels',
} as const;

/** What so many hard labels are expected to miss, in nats. */
interface LabelCost {
  n: number;
  exact: number;
  law: number;
}

export interface DistillResult {
  teacher: readonly number[];
  /** The student before training, and as far as it is trained. */
  first: DistillStep;
  last: DistillStep;
  costs: readonly LabelCost[];
  here: LabelCost;
}

/** Trains the student; its divergences and pulls are those so far. */
function* trainStudent({
  T,
  samples,
  gap,
  loss,
  student,
  onPolicy,
  seed,
}: DistillState): Generator<{ share: number; result: DistillResult }, void> {
  const shape = { centres: [9, 9 + gap] as const };
  const teacher = softmax(twoBumpTeacher(shape));
  const costOf = (n: number): LabelCost => ({ n, exact: expectedSamplingKl(teacher, n), law: hardLabelCost(teacher.length, n) });
  const [costs, here] = [sampleSizes.map(costOf), costOf(samples)];
  let first: DistillStep | undefined;
  for (const last of trainSteps({ teacher: shape, T, samples, loss, student, onPolicy, steps }, seed)) {
    first ??= last;
    if (last.step % 50 === 0) yield { share: last.step / steps, result: { teacher, first, last, costs, here } };
  }
}

/** The lab of knowledge distillation: which loss makes a student cover its teacher's modes, and what hard labels cost. */
export const distill = defineLab({
  name: 'distill',
  caption:
    'A student too simple for its teacher spreads over both modes under forward KL and settles on one under reverse KL. Hard labels drawn from the teacher have the same optimum as soft ones at temperature 1, but miss it by about (V − 1)/2n nats.',
  controls: {
    T: { kind: 'range', tex: 'T', label: 'temperature', min: 0.25, max: 20, step: 0.05, scale: 'log', format: (T) => significant(T) },
    samples: { kind: 'range', tex: 'n', label: 'labels drawn', min: 1, max: 1000, step: 1, format: String },
    gap: { kind: 'range', label: 'positions between the modes', min: 0, max: 20, step: 1, format: String },
    loss: { kind: 'choice', tex: '\\mathcal{L}', label: 'loss', options: lossLabels },
    student: { kind: 'choice', label: 'student', options: { gaussian: 'one normal', tabular: 'a free logit each' } },
    onPolicy: { kind: 'switch', label: 'reverse KL on the student’s own draws' },
    seed: { kind: 'seed', label: 'labels of seed' },
  },
  defaults,
  presets: {
    'forward-kl': { label: 'Forward KL covers', state: {} },
    'reverse-kl': { label: 'Reverse KL settles', state: { loss: 'reverse' } },
    'hard-labels': { label: '200 hard labels', state: { loss: 'hard', student: 'tabular' } },
    'one-mode': { label: 'One mode', state: { gap: 0 } },
  },
  idle: ({ loss }) => [
    ...(loss === 'forward' || loss === 'mixed' ? [] : (['T'] as const)),
    ...(loss === 'reverse' || loss === 'mixed' ? [] : (['onPolicy'] as const)),
  ],
  steps: trainStudent,
  panels: (_, result) => [shapePanel(result), costPanel(result), pullPanel(result)],
  reading({ loss, samples }, { last, here }) {
    return `Trained on ${lossLabels[loss]}, the student ends at a forward KL of ${fixed(last.forwardKl, 3)} and a reverse KL of ${fixed(last.reverseKl, 3)} nats. ${samples} labels in a table would miss the teacher by ${fixed(here.exact, 3)} nats; (V − 1)/2n is ${fixed(here.law, 3)}.`;
  },
  table: ({ samples }, { first, last, costs, here }) => ({
    head: ['Quantity', 'Nats'],
    rows: [
      ['Forward KL, start', fixed(first.forwardKl, 4)],
      ['Forward KL, trained', fixed(last.forwardKl, 4)],
      ['Reverse KL, start', fixed(first.reverseKl, 4)],
      ['Reverse KL, trained', fixed(last.reverseKl, 4)],
      [`Expected miss of ${samples} labels`, fixed(here.exact, 4)],
      [`(V − 1)/2n at ${samples}`, fixed(here.law, 4)],
      ...costs.map(({ n, exact, law }) => [
        `Expected miss of ${significant(n, 5)} labels; by the law`,
        `${fixed(exact, 4)}; ${fixed(law, 4)}`,
      ]),
    ],
  }),
  leavesOut:
    'One context with 32 tokens on a line, where a real vocabulary has no order; no prefixes, so no exposure bias. The miss is KL of the sampled shares from the teacher; the law (V − 1)/2n needs several labels of every token.',
  sources: ['hinton2015', 'kim2016', 'gu2023', 'agarwal2023'],
});
