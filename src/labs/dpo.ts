import { chosenDrift, klOptimum, pairSteps, tabularDefaults, trainSteps, type PreferenceStep } from '../models/dpo.ts';
import { marginPanel, policyPanel, rewardPanel, simplexPanel } from './dpo-panels.ts';
import { defineLab } from './lab.ts';
import { fixed, percent, significant } from './numbers.ts';

type DpoState = {
  beta: number;
  steps: number;
  loss: 'dpo' | 'ipo' | 'dpop' | 'dpo+nll';
  labelSmoothing: number;
  pairs: 'exact' | '30' | '300' | '3000';
  /** Of the rejected answer's features and of the third answer's, in degrees from the chosen one's. */
  rejected: number;
  other: number;
  seed: number;
};

const defaults: DpoState = { beta: 0.5, steps: 100, loss: 'dpo', labelSmoothing: 0, pairs: 'exact', rejected: 28.6, other: -64.1, seed: 1 };
const pairReference = [0.5, 0.3, 0.2];
const otherLength = Math.hypot(0.627, -1.291);

function compute({ beta, steps, loss, labelSmoothing, pairs, rejected, other, seed }: DpoState) {
  const { ref, reward } = tabularDefaults;
  const settings = { beta, steps, loss, labelSmoothing };
  const features = [[1, 0], atAngle(rejected), atAngle(other, otherLength)];
  const optimum = klOptimum(ref, reward, beta);
  const { policy, logPolicy } = lastOf(trainSteps({ ...settings, n: pairs === 'exact' ? 'exact' : Number(pairs) }, seed));
  const trace = [...pairSteps({ ...settings, features })];
  return {
    beta,
    ref,
    reward,
    policy,
    optimum,
    implicit: logPolicy.map((value, index) => beta * (value - Math.log(ref[index] ?? 1))),
    distance: policy.reduce((sum, mass, index) => sum + Math.abs(mass - (optimum.policy[index] ?? 0)), 0) / 2,
    pairReference,
    trace: thin(trace),
    drift: chosenDrift({ features, policy: pairReference, chosen: 0, rejected: 1 }),
  };
}

export type DpoResult = ReturnType<typeof compute>;

function atAngle(degrees: number, length = 1): number[] {
  const angle = (degrees * Math.PI) / 180;
  return [length * Math.cos(angle), length * Math.sin(angle)];
}

function lastOf(steps: Iterable<PreferenceStep>): PreferenceStep {
  let last: PreferenceStep | undefined;
  for (const step of steps) last = step;
  if (!last) throw new Error('Training yields at least its start.');
  return last;
}

/** At most 101 steps, evenly spaced, the first and the last among them. */
function thin(trace: readonly PreferenceStep[]): PreferenceStep[] {
  const every = Math.max(1, Math.floor((trace.length - 1) / 100));
  return trace.filter((_, index) => index % every === 0 || index === trace.length - 1);
}

const degrees = (value: number): string => `${fixed(value, 1)}°`;

/** The lab of direct preference optimization: a table of answers, and one pair of answers that share features. */
export const dpo = defineLab({
  name: 'dpo',
  caption:
    'With a free logit for each answer DPO reaches exactly the policy that RLHF aims at, and its implicit reward is the true one up to a constant. Where answers share features one pair can make the chosen answer less likely, while loss and margin look as if all went well.',
  controls: {
    beta: {
      kind: 'range',
      tex: '\\beta',
      label: 'KL coefficient (IPO’s τ)',
      min: 0.02,
      max: 2,
      step: 0.02,
      scale: 'log',
      format: (beta) => significant(beta),
    },
    steps: { kind: 'range', tex: 't', label: 'steps of gradient descent', min: 0, max: 400, step: 10, format: String },
    loss: {
      kind: 'choice',
      tex: '\\mathcal{L}',
      label: 'loss',
      options: { dpo: 'DPO', ipo: 'IPO', dpop: 'DPO-Positive', 'dpo+nll': 'DPO + likelihood of the chosen' },
    },
    labelSmoothing: {
      kind: 'range',
      tex: '\\varepsilon',
      label: 'label smoothing',
      min: 0,
      max: 0.45,
      step: 0.05,
      format: (share) => significant(share),
    },
    pairs: {
      kind: 'choice',
      tex: 'n',
      label: 'labels for the table',
      options: { exact: 'exact preferences', '30': '30 sampled', '300': '300 sampled', '3000': '3,000 sampled' },
    },
    rejected: { kind: 'range', tex: '\\phi_l', label: 'rejected answer’s features', min: 0, max: 180, step: 0.2, format: degrees },
    other: { kind: 'range', tex: '\\phi_o', label: 'third answer’s features', min: -180, max: 180, step: 0.1, format: degrees },
    seed: { kind: 'seed', label: 'labels of seed' },
  },
  defaults,
  presets: {
    'exact-preferences': { label: 'Exact preferences', state: {} },
    'three-responses': { label: 'Everything to the bystander', state: { beta: 0.1, steps: 300 } },
    anchored: { label: 'The same, anchored', state: { beta: 0.1, steps: 300, loss: 'dpo+nll' } },
    'unlike-pair': { label: 'An unlike pair', state: { beta: 0.1, steps: 300, rejected: 180 } },
    'few-labels': { label: '30 labels', state: { pairs: '30' } },
  },
  idle: ({ pairs }) => (pairs === 'exact' ? ['seed'] : []),
  compute,
  panels: (_, result) => [policyPanel(result), rewardPanel(result), simplexPanel(result), marginPanel(result)],
  reading(_, { distance, trace, drift }) {
    const last = trace.at(-1);
    const chosen = last?.policy[0] ?? 0;
    const table = `The table’s policy is ${percent(distance, 1)} from the optimum (total variation).`;
    const course = chosen < 0.5 ? 'falls' : 'rises';
    return `${table} In the pair the chosen answer ${course} from 50% to ${percent(chosen, 1)}, first pushed ${drift < 0 ? 'down' : 'up'} (${fixed(drift, 3)} a step); the loss ends at ${fixed(last?.loss ?? 0, 3)}.`;
  },
  table: (_, { ref, reward, policy, optimum, implicit, trace, beta }) => ({
    head: ['Answer', 'True reward', 'Reference', 'Policy', 'Optimum', 'Implicit reward'],
    rows: [
      ...ref.map((mass, index) => [
        `Table, answer ${index + 1}`,
        fixed(reward[index] ?? 0, 1),
        fixed(mass, 3),
        fixed(policy[index] ?? 0, 3),
        fixed(optimum.policy[index] ?? 0, 3),
        fixed(implicit[index] ?? 0, 2),
      ]),
      ...pairReference.map((mass, index) => {
        const { policy: reached, logPolicy } = trace.at(-1) ?? { policy: [], logPolicy: [] };
        const own = beta * ((logPolicy[index] ?? 0) - Math.log(mass));
        return [`Pair, ${pairNames[index] ?? ''}`, '–', fixed(mass, 3), fixed(reached[index] ?? 0, 3), '–', fixed(own, 2)];
      }),
    ],
  }),
  leavesOut:
    'Eight and three answers to one prompt instead of all texts to all prompts; logits and linear features instead of a network, whose features move while it learns; full-batch gradient descent instead of Adam on batches. Preferences follow Bradley–Terry exactly, which people do not.',
  sources: ['rafailov2023', 'azar2023', 'razin2024', 'pal2024', 'rafailov2024scaling'],
});

const pairNames = ['chosen', 'rejected', 'third'];
