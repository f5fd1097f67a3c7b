import type { ForgettingResult, SolutionName } from './forgetting.ts';
import type { Mark, Panel, Place, Side, Tone } from './figure/panel.ts';

type Tasks = ForgettingResult['tasks'];

const plane = { x: [-0.8, 2.8], y: [-0.8, 1.6] } as const;

const looks: Readonly<Record<SolutionName, { tone: Tone; hollow?: boolean }>> = {
  descent: { tone: 'muted' },
  ewc: { tone: 1 },
  ewcDiagonal: { tone: 3 },
  l2sp: { tone: 2 },
  replay: { tone: 1, hollow: true },
  subspace: { tone: 4 },
};
const legend = [
  { label: 'descent', tone: 'muted' },
  { label: 'EWC', tone: 1 },
  { label: 'EWC, diagonal', tone: 3 },
  { label: 'L2', tone: 2 },
  { label: 'replay', tone: 1, look: 'ring' },
  { label: 'one direction', tone: 4, look: 'dot' },
] as const;

const at = ([x = 0, y = 0]: readonly number[]): Place => [x, y];

/** Both tasks as lines of equal loss, and the solutions between their optima. */
export function planePanel({ tasks, course, curves, solutions }: ForgettingResult): Panel {
  const levels = [0.1, 0.4, 0.9, 1.6];
  return {
    title: 'From the old optimum to the new',
    description: 'Lines of equal loss of the old and the new task over two weights, with the paths and solutions of six methods.',
    x: { label: 'first weight', domain: plane.x },
    y: { label: 'second weight', domain: plane.y },
    // One unit is as long on both axes.
    height: 258,
    marks: [
      ...levels.map((level): Mark => ({ kind: 'line', points: equalLoss(tasks.HA, tasks.a, level), tone: 'muted', thin: true })),
      ...levels.map((level): Mark => ({
        kind: 'line',
        points: equalLoss(tasks.HB, tasks.b, level),
        tone: 'muted',
        thin: true,
        dashed: true,
      })),
      ...lines(curves, course, ({ point }) => at(point)),
      { kind: 'line', points: [at(tasks.a), at(solutions.subspace.point)], tone: 4, thin: true },
      ...dots(solutions, ({ point }) => at(point)),
      ...optimum('old', tasks.a, 'below'),
      ...optimum('new', tasks.b, 'right'),
    ],
    legend,
  };
}

/** The same solutions by what they cost on either task. */
export function frontPanel({ tasks, course, curves, solutions }: ForgettingResult): Panel {
  const [first] = curves;
  const most = Math.max(first?.ewc.lossA ?? 1, solutions.subspace.lossA);
  const place = ({ lossA, lossB }: { lossA: number; lossB: number }): Place => [lossA, lossB];
  return {
    title: 'What learning costs',
    description: `Loss on the new task against loss on the old one for six methods, from the old optimum ${tasks.a.join(', ')} to the new one.`,
    x: { label: 'loss on the old task', domain: [0, most * 1.03] },
    y: { label: 'loss on the new task', domain: [0, 3.5] },
    height: 258,
    marks: [...lines(curves, course, place), ...dots(solutions, place)],
    legend,
  };
}

function lines(
  curves: ForgettingResult['curves'],
  course: ForgettingResult['course'],
  place: (solution: ForgettingResult['course'][number]) => Place,
): Mark[] {
  return [
    { kind: 'line', points: course.map(place), tone: 'muted' },
    ...(['l2sp', 'ewcDiagonal', 'ewc'] as const).map((name): Mark => ({
      kind: 'line',
      points: curves.map((curve) => place(curve[name])),
      tone: looks[name].tone,
    })),
  ];
}

function dots(solutions: ForgettingResult['solutions'], place: (solution: ForgettingResult['course'][number]) => Place): Mark[] {
  return (Object.keys(looks) as SolutionName[]).map((name) => {
    const { tone, hollow } = looks[name];
    return { kind: 'dot', at: place(solutions[name]), tone, ...(hollow ? { hollow, radius: 7 } : {}) };
  });
}

function optimum(label: string, point: readonly number[], side: Side): Mark[] {
  return [{ kind: 'dot', at: at(point), tone: 'ink', small: true, label, side }];
}

/** The ellipse on which $\tfrac12 (x - c)^\top H (x - c)$ has one value, by the Cholesky factor of H. */
function equalLoss([[h11 = 1, h12 = 0] = [], [, h22 = 1] = []]: Tasks['HA'], centre: readonly number[], level: number): Place[] {
  const l11 = Math.sqrt(h11);
  const l21 = h12 / l11;
  const l22 = Math.sqrt(h22 - l21 * l21);
  const radius = Math.sqrt(2 * level);
  const [x, y] = at(centre);
  return Array.from({ length: 61 }, (_, index) => {
    const [u, v] = [radius * Math.cos((Math.PI * index) / 30), radius * Math.sin((Math.PI * index) / 30)];
    const second = v / l22;
    return [x + (u - l21 * second) / l11, y + second];
  });
}
