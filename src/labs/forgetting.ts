import { labTasks, penaltyCurves, train, trainSteps, type Solution } from '../models/forgetting.ts';
import { defineLab } from './lab.ts';
import { frontPanel, planePanel } from './forgetting-panels.ts';
import { fixed, percent, significant } from './numbers.ts';

type ForgettingState = {
  lambda: number;
  rho: number;
  steps: number;
  eta: number;
  /** Of the subspace, in degrees. */
  angle: number;
  condition: number;
};

const defaults: ForgettingState = { lambda: 1, rho: 0.25, steps: 40, eta: 0.1, angle: 45, condition: 16 };

function compute(state: ForgettingState) {
  const tasks = labTasks(state.condition);
  const { descent, ewc, ewcDiagonal, l2sp, replay, subspace } = train(state);
  return {
    tasks,
    descent,
    /** Beyond the chosen steps, for the eye. */
    course: [...trainSteps({ ...state, steps: 200 })],
    curves: penaltyCurves(tasks),
    solutions: { descent: descent.at(-1) ?? ewc, ewc, ewcDiagonal, l2sp, replay, subspace } satisfies Record<string, Solution>,
  };
}

export type ForgettingResult = ReturnType<typeof compute>;
export type SolutionName = keyof ForgettingResult['solutions'];

const methodLabels: Readonly<Record<SolutionName, string>> = {
  descent: 'Gradient descent, stopped',
  ewc: 'EWC, full F',
  ewcDiagonal: 'EWC, diagonal F',
  l2sp: 'L2 to the old weights',
  replay: 'Replay',
  subspace: 'One direction only',
};
const methods = Object.keys(methodLabels) as SolutionName[];

/** The lab of catastrophic forgetting: two tasks in two weights, and six ways from one to the other. */
export const forgetting = defineLab({
  name: 'forgetting',
  caption:
    'Every way from the old optimum to the new pays on the old task; they differ in the price. EWC with the full Hessian and replay share the best curve of trades, and meet where ρ = λ / (1 + λ). A penalty that holds all directions alike, or a move in one direction, never pays less for the same gain and mostly more.',
  controls: {
    lambda: {
      kind: 'range',
      tex: '\\lambda',
      label: 'strength of the penalties',
      min: 0.01,
      max: 100,
      step: 0.02,
      scale: 'log',
      format: (lambda) => significant(lambda),
    },
    rho: { kind: 'range', tex: '\\rho', label: 'share of replay', min: 0, max: 1, step: 0.01, format: (rho) => percent(rho) },
    steps: { kind: 'range', tex: 't', label: 'steps of gradient descent', min: 0, max: 200, step: 1, format: String },
    eta: { kind: 'range', tex: '\\eta', label: 'learning rate', min: 0.01, max: 1, step: 0.01, format: (eta) => fixed(eta, 2) },
    angle: { kind: 'range', tex: 'u', label: 'angle of the one direction', min: 0, max: 180, step: 1, format: (angle) => `${angle}°` },
    condition: {
      kind: 'range',
      tex: '\\kappa',
      label: 'condition number of the old task',
      min: 1,
      max: 100,
      step: 0.02,
      scale: 'log',
      format: (condition) => significant(condition),
    },
  },
  defaults,
  presets: {
    'joint-training': { label: 'λ = 1, joint training', state: {} },
    'quarter-replay': { label: 'λ = 1/3, like 25% replay', state: { lambda: 0.333 } },
    'one-direction': { label: 'A low-rank move that forgets little', state: { angle: 110 } },
    'early-stop': { label: 'Stopped early', state: { steps: 8 } },
  },
  compute,
  panels: (_, result) => [planePanel(result), frontPanel(result)],
  reading({ lambda, rho }, { solutions }) {
    const say = (name: SolutionName): string => `${fixed(solutions[name].lossA, 2)} old and ${fixed(solutions[name].lossB, 2)} new`;
    return `EWC at λ = ${significant(lambda)} loses ${say('ewc')}; replay of ${percent(rho)}, ${say('replay')}; plain L2, ${say('l2sp')}; stopped descent, ${say('descent')}; a move in one direction, ${say('subspace')}.`;
  },
  table: (_, { solutions }) => ({
    head: ['Method', 'First weight', 'Second weight', 'Old loss', 'New loss'],
    rows: methods.map((name) => {
      const { point, lossA, lossB } = solutions[name];
      return [methodLabels[name], ...[...point, lossA, lossB].map((value) => fixed(value, 3))];
    }),
  }),
  leavesOut:
    'Two weights and two quadratic losses, so that EWC’s penalty with the full Hessian is the old loss itself. In a network the old loss is quadratic only nearby, the Fisher information is estimated and diagonal, replay covers only what the old data hold, and a low-rank move has many directions in each of many matrices.',
  sources: ['kirkpatrick2017', 'biderman2024', 'scialom2022'],
});
