import { gaussianHack } from '../models/overopt.ts';
import type { Axis, Mark, Panel, Place } from './figure/panel.ts';
import type { OveroptResult } from './overopt.ts';

interface Outcome {
  kl: number;
  proxy: number;
  gold: number;
}

const distance = (largest: number): Axis => ({ label: 'distance from the reference, √KL in √nats', domain: [0, largest] });
const proxyAt = ({ kl, proxy }: Outcome): Place => [Math.sqrt(kl), proxy];
const goldAt = ({ kl, gold }: Outcome): Place => [Math.sqrt(kl), gold];

/** Far enough for the default’s peak at 4. */
const leastWidth = 8;

/** Proxy and gold against distance, for the KL optimum and for best-of-n. */
export function hackPanel({ a, b, c, here, peak, best, drawn }: OveroptResult): Panel {
  const spread = Math.hypot(a, b);
  const furthest = Math.max(leastWidth, Math.ceil(Math.sqrt(here.kl)));
  const path = Array.from({ length: 81 }, (_, index) => {
    const d = (furthest * index) / 80;
    return index === 0 ? { kl: 0, proxy: 0, gold: 0 } : gaussianHack({ a, b, c }, spread / Math.SQRT2 / d);
  });
  const top = spread * Math.SQRT2 * furthest;
  return {
    title: 'Proxy rises, gold falls',
    description: 'Proxy and gold reward against the square root of KL, for the KL-constrained optimum and for best-of-n sampling.',
    x: distance(furthest),
    y: { label: 'gain in reward', domain: [-top / 3, top] },
    marks: [
      { kind: 'rule', y: 0 },
      { kind: 'line', points: path.map(proxyAt), tone: 2 },
      { kind: 'line', points: path.map(goldAt), tone: 1 },
      { kind: 'line', points: drawn.map(proxyAt), tone: 2, dashed: true },
      { kind: 'line', points: drawn.map(goldAt), tone: 1, dashed: true },
      ...(Number.isFinite(peak.gold)
        ? [{ kind: 'dot', at: [Math.sqrt(peak.kl), peak.gold], tone: 1, small: true, label: 'peak', side: 'above' } as const]
        : []),
      ...[proxyAt(here), goldAt(here)].map((at): Mark => ({ kind: 'dot', at, tone: 'ink' })),
      ...[proxyAt(best), goldAt(best)].map((at): Mark => ({ kind: 'dot', at, tone: 'ink', hollow: true })),
    ],
    legend: [
      { label: 'proxy', tone: 2 },
      { label: 'gold', tone: 1 },
      { label: 'best-of-n', tone: 'muted', look: 'dashed' },
      { label: 'β', tone: 'ink', look: 'dot' },
      { label: 'n', tone: 'ink', look: 'ring' },
    ],
  };
}

const plane = [-3, 9] as const;

/** Where the answers go: the unit circles of reference and optimum, over lines of equal gold. */
export function cloudPanel({ a, b, c, beta }: OveroptResult): Panel {
  const centre = [a / beta, b / beta] as const;
  const lines = [-4, -2, 0, 2, 4, 6].map((gold): Mark => ({ kind: 'line', points: equalGold(gold, a, b, c), tone: 1, thin: true }));
  return {
    title: 'Where the answers go',
    description:
      'Quality and length of answers: the circle of the reference policy and that of the optimum, which moves towards longer answers, over lines of equal gold reward.',
    x: { label: 'quality q, standard deviations', domain: plane },
    y: { label: 'length h, standard deviations', domain: plane },
    marks: [
      ...lines,
      { kind: 'line', points: circle([0, 0]), tone: 'muted', dashed: true },
      { kind: 'line', points: circle(centre), tone: 'ink' },
      { kind: 'arrow', from: [0, 0], to: centre.map((value) => Math.min(value, plane[1])) as [number, number], tone: 'ink' },
    ],
    legend: [
      { label: 'reference', tone: 'muted', look: 'dashed' },
      { label: 'policy at β', tone: 'ink' },
      { label: 'equal gold, 2 apart', tone: 1 },
    ],
  };
}

/** The line on which gold $aq + bh - c(h^2 - 1)$ has one value. */
function equalGold(gold: number, a: number, b: number, c: number): Place[] {
  return Array.from({ length: 41 }, (_, index) => {
    const h = plane[0] + ((plane[1] - plane[0]) * index) / 40;
    return [(gold - b * h + c * (h * h - 1)) / a, h];
  });
}

function circle([x, y]: Place): Place[] {
  return Array.from({ length: 41 }, (_, index) => [x + Math.cos((Math.PI * index) / 20), y + Math.sin((Math.PI * index) / 20)]);
}

/** Gold among sampled answers whose proxy errs with normal or with heavy tails. */
export function tailPanel({ normal, heavy, ascent, heavyHere, heavyBest }: OveroptResult): Panel {
  return {
    title: 'Heavy tails: among 1,024 answers',
    description:
      'Gold reward against the square root of KL among sampled answers, with a normal error of the proxy and with the chosen one, and on the path of policy gradient.',
    x: distance(3),
    y: { label: 'gain in gold', domain: [-0.5, 3.5] },
    marks: [
      { kind: 'rule', y: 0 },
      { kind: 'line', points: normal.map(goldAt), tone: 'muted', dashed: true },
      { kind: 'line', points: heavy.map(goldAt), tone: 3 },
      { kind: 'line', points: ascent.map(goldAt), tone: 4, thin: true },
      { kind: 'dot', at: goldAt(heavyHere), tone: 'ink' },
      { kind: 'dot', at: goldAt(heavyBest), tone: 'ink', hollow: true },
    ],
    legend: [
      { label: 'normal errors', tone: 'muted', look: 'dashed' },
      { label: 'chosen tails', tone: 3 },
      { label: 'policy gradient on these', tone: 4 },
    ],
  };
}
