import { expectedKlGradient, type KlMode } from '../models/rlhf.ts';
import { defineLab } from './lab.ts';
import { fixed, percent, significant } from './numbers.ts';
import { klPanel, policyPanel, rewardPanel, scorePanel } from './rlhf-panels.ts';
import { trainStages, type RlhfState } from './rlhf-runs.ts';

const defaults: RlhfState = { klMode: 'k1-reward', beta: 0.3, n: 500, eps: 0.2, rewardSource: 'rm', seed: 3 };

const placements: Readonly<Record<KlMode, string>> = {
  'k1-reward': 'k₁ in the reward',
  'k2-loss': 'k₂ in the loss',
  'k3-loss': 'k₃ in the loss',
  'k1-loss': 'k₁ in the loss',
  'k3-reward': 'k₃ in the reward',
};
const placementNames = Object.keys(placements) as KlMode[];

/** The lab of RLHF: labels, a reward model and PPO on twelve answers, with the KL penalty in five places or none. */
export const rlhf = defineLab({
  name: 'rlhf',
  caption:
    'Where the KL penalty sits decides where training ends. k₁ in the reward and k₂ in the loss reach the optimum of reward less KL; k₃ in the loss pulls by the reverse KL and ends elsewhere; k₁ in the loss is no penalty on average. Rare answers get the worst scores.',
  controls: {
    klMode: { kind: 'choice', label: 'KL penalty', options: { ...placements, none: 'none' } },
    beta: {
      kind: 'range',
      tex: '\\beta',
      label: 'strength of the penalty',
      min: 0.02,
      max: 3,
      step: 0.02,
      scale: 'log',
      format: (beta) => significant(beta),
    },
    n: {
      kind: 'range',
      tex: 'n',
      label: 'labeled pairs',
      min: 10,
      max: 5000,
      step: 0.05,
      scale: 'log',
      format: (n) => significant(Math.round(n)),
    },
    eps: { kind: 'range', tex: '\\epsilon', label: 'clip range', min: 0.01, max: 0.3, step: 0.01, format: (eps) => fixed(eps, 2) },
    rewardSource: { kind: 'choice', tex: 'r', label: 'trained on', options: { rm: 'the reward model', true: 'the true reward' } },
    seed: { kind: 'seed', label: 'answers and labels of seed' },
  },
  defaults,
  presets: {
    'k1-in-reward': { label: 'k₁ in the reward', state: {} },
    'k3-in-loss': { label: 'k₃ in the loss', state: { klMode: 'k3-loss' } },
    'k1-in-loss': { label: 'k₁ in the loss, a bug', state: { klMode: 'k1-loss' } },
    'no-penalty': { label: 'No penalty', state: { klMode: 'none' } },
    'few-labels': { label: '50 labels', state: { n: 50 } },
  },
  idle: ({ rewardSource }) => (rewardSource === 'true' ? ['n'] : []),
  steps: trainStages,
  panels: (_, result) => [policyPanel(result), rewardPanel(result), klPanel(result), scorePanel(result)],
  reading({ klMode, beta, eps }, { trace, policy, distance }) {
    const last = trace.at(-1);
    const penalty = klMode === 'none' ? 'no KL penalty' : `${placements[klMode]}, β = ${significant(beta)}`;
    return `With ${penalty}, clip range ${fixed(eps, 2)}: after ${last?.iteration ?? 0} iterations the policy is ${fixed(last?.kl ?? 0, 2)} nats from the reference and ${percent(distance, 1)} from the KL optimum (total variation). True reward ${fixed(last?.trueReward ?? 0, 2)}; the likeliest answer has ${percent(Math.max(...policy))}.`;
  },
  table: (_, { order, trueReward, rewardModel, ref, policy, optimum, k3Ends }) => {
    const gradients = placementNames.map((mode) => expectedKlGradient(mode, policy, ref));
    return {
      head: [
        'Answer',
        'True reward',
        'Reward model',
        'Reference',
        'Policy',
        'KL optimum',
        'Fixed point of k₃ in the loss',
        ...placementNames.map((mode) => `Gradient, ${placements[mode]}`),
      ],
      rows: order.map((answer, place) => [
        String(place + 1),
        ...[trueReward, rewardModel].map((values) => fixed(values[answer] ?? 0, 2)),
        ...[ref, policy, optimum, k3Ends, ...gradients].map((values) => fixed(values[answer] ?? 0, 3)),
      ]),
    };
  },
  leavesOut:
    'Twelve answers of one token to one prompt, a free logit for each, and a batch mean instead of a value network: over whole texts a penalty in the reward also charges a token for what follows it. Stage 1 is a given reference; labelers follow Bradley–Terry exactly; the reward model knows each answer by name, so its errors are those of few labels alone. The gradients in the table are those of the penalty in the softmax logits: differentiated in the loss, k₁ gives 0 on average, k₂ the gradient of KL(policy‖reference) and k₃ that of KL(reference‖policy). With k₃ an answer of reward r and reference probability q therefore ends at βq / (λ − r), with λ such that all sum to 1.',
  sources: ['ouyang2022', 'schulman2017', 'bradley1952', 'schulman2020', 'tang2025', 'shah2025', 'shao2024'],
});
