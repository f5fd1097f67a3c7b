import {
  bestOfN,
  gaussianHack,
  gaussianHackBestOfN,
  gaussianHackPeak,
  sampledAnswers,
  sampledBestOfN,
  sampledPolicyGradient,
  sampledTilt,
} from '../models/overopt.ts';
import { defineLab } from './lab.ts';
import { fixed, significant } from './numbers.ts';
import { cloudPanel, hackPanel, tailPanel } from './overopt-panels.ts';

type OveroptState = {
  beta: number;
  n: number;
  a: number;
  b: number;
  c: number;
  tail: 'normal' | '5' | '3' | '2';
  noise: number;
  seed: number;
};

const defaults: OveroptState = { beta: 1, n: 64, a: 1, b: 1, c: 0.25, tail: 'normal', noise: 1, seed: 1 };

const answers = 1024;

/** β from weak to strong optimization. */
const betas = Array.from({ length: 13 }, (_, index) => 5 * 0.01 ** (index / 12));
const draws = Array.from({ length: 13 }, (_, index) => 2 ** index);

function drawTail({ tail, noise, seed }: Pick<OveroptState, 'tail' | 'noise' | 'seed'>) {
  const sample = sampledAnswers({ answers, noise, ...(tail === 'normal' ? {} : { degrees: Number(tail) }) }, seed);
  let path: ReturnType<typeof sampledPolicyGradient> | undefined;
  const ascent = () => (path ??= sampledPolicyGradient(sample, 40));
  return { sample, curve: betas.map((beta) => sampledTilt(sample, beta)), ascent };
}

function compute({ beta, n, a, b, c, tail, noise, seed }: OveroptState) {
  const hack = { a, b, c };
  const bestOf = (count: number) => {
    const { proxy, kl } = bestOfN(count);
    return { kl, proxy: Math.hypot(a, b) * proxy, gold: gaussianHackBestOfN(hack, count) };
  };
  const [normal, heavy] = [tailOf({ tail: 'normal', noise, seed }), tailOf({ tail, noise, seed })];
  return {
    ...hack,
    beta,
    here: gaussianHack(hack, beta),
    peak: gaussianHackPeak(hack),
    best: bestOf(n),
    drawn: draws.map(bestOf),
    normal: normal.curve,
    heavy: heavy.curve,
    ascent: heavy.ascent(),
    heavyHere: sampledTilt(heavy.sample, beta),
    heavyBest: sampledBestOfN(heavy.sample, n),
  };
}

const tails = new Map<string, ReturnType<typeof drawTail>>();

/** Sampled answers and their paths: while β or n moves they stay as they are. */
function tailOf(setting: Pick<OveroptState, 'tail' | 'noise' | 'seed'>): ReturnType<typeof drawTail> {
  const key = JSON.stringify(setting);
  const known = tails.get(key) ?? drawTail(setting);
  if (tails.size > 8) tails.clear();
  tails.set(key, known);
  return known;
}

export type OveroptResult = ReturnType<typeof compute>;

const plain = (value: number): string => significant(value);

/** The lab of reward over-optimization: a proxy that is right where it was fitted, pushed ever further from there. */
export const overopt = defineLab({
  name: 'overopt',
  caption:
    'The proxy’s reward rises with every nat of KL, while the true reward rises, peaks and falls: optimization leaves the answers on which the reward model was fitted. A larger β or fewer samples stop in time; where errors have heavy tails, no amount of optimization helps. Natural-gradient ascent without a KL term, stopped at time 1/β, ends where β would; plain policy gradient takes another path.',
  controls: {
    beta: { kind: 'range', tex: '\\beta', label: 'KL coefficient', min: 0.05, max: 5, step: 0.02, scale: 'log', format: plain },
    n: {
      kind: 'range',
      tex: 'n',
      label: 'samples of best-of-n',
      min: 1,
      max: 4096,
      step: 0.1,
      scale: 'log',
      format: (n) => significant(Math.round(n), 4),
    },
    a: { kind: 'range', tex: 'a', label: 'worth of quality', min: 0.2, max: 2, step: 0.1, format: plain },
    b: { kind: 'range', tex: 'b', label: 'worth of length', min: 0.2, max: 2, step: 0.1, format: plain },
    c: { kind: 'range', tex: 'c', label: 'harm of too much length', min: 0, max: 1, step: 0.05, format: plain },
    tail: {
      kind: 'choice',
      tex: '\\nu',
      label: 'tails of the proxy’s error',
      options: { normal: 'normal', '5': 'Student’s t, ν = 5', '3': 'Student’s t, ν = 3', '2': 'Student’s t, ν = 2' },
    },
    noise: { kind: 'range', tex: '\\sigma', label: 'size of the proxy’s error', min: 0.1, max: 3, step: 0.1, format: plain },
    seed: { kind: 'seed', label: '1,024 answers of seed' },
  },
  defaults,
  presets: {
    moderate: { label: 'Moderate', state: {} },
    'at-the-peak': { label: 'At the peak', state: { beta: 0.25 } },
    'past-the-peak': { label: 'Past the peak', state: { beta: 0.15, n: 4096 } },
    'harmless-length': { label: 'Harmless length', state: { beta: 0.15, c: 0 } },
    'heavy-tail': { label: 'Heavy tails', state: { beta: 0.25, n: 4096, tail: '2' } },
  },
  compute: (state) => compute({ ...state, n: Math.round(state.n) }),
  panels: (_, result) => [hackPanel(result), cloudPanel(result), tailPanel(result)],
  reading({ beta, n }, { here, peak, best, heavyHere }) {
    const top = Number.isFinite(peak.gold)
      ? `; gold peaks at ${fixed(peak.gold, 2)} at β = ${significant(peak.beta)}`
      : '; without harm gold has no peak';
    return `At β = ${significant(beta)}, KL ${significant(here.kl)} nats: proxy ${fixed(here.proxy, 2)}, gold ${fixed(here.gold, 2)}${top}. Best of ${significant(Math.round(n), 4)}: proxy ${fixed(best.proxy, 2)}, gold ${fixed(best.gold, 2)}. Among the sampled answers gold is ${fixed(heavyHere.gold, 2)}.`;
  },
  table: ({ n }, { here, peak, best, heavyHere, heavyBest, ascent }) => ({
    head: ['Policy', 'KL, nats', 'Proxy', 'Gold'],
    rows: [
      row('KL optimum at β', here),
      [
        'KL optimum of most gold',
        ...(Number.isFinite(peak.kl) ? [significant(peak.kl), fixed(2 * peak.gold, 2), fixed(peak.gold, 2)] : ['–', '–', '–']),
      ],
      row(`Best of ${Math.round(n)}`, best),
      row('Sampled answers: KL optimum at β', heavyHere),
      row(`Sampled answers: best of ${Math.round(n)}`, heavyBest),
      row(
        'Sampled answers: most gold by policy gradient without KL',
        ascent.reduce((most, next) => (next.gold > most.gold ? next : most)),
      ),
    ],
  }),
  leavesOut:
    'Two traits of an answer instead of all of language, a linear reward model, and optima in closed form instead of PPO: no exploration, no clipping, no learning of the reward model from samples of the new policy. Gold and proxy are known, which in practice they never are. KL of best-of-n is exact for a continuous proxy and a bound else.',
  sources: ['gao2022', 'bai2022helpful', 'kwa2024', 'beirami2024', 'rafailov2024scaling'],
});

function row(label: string, { kl, proxy, gold }: { kl: number; proxy: number; gold: number }): string[] {
  return [label, significant(kl), fixed(proxy, 2), fixed(gold, 2)];
}
