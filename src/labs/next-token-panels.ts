import { categories, type Mark, type Panel, type Tone } from './figure/panel.ts';
import { objects, verbs, type Cell, type ChatToken, type NextTokenResult } from './next-token-runs.ts';
import { fixed } from './numbers.ts';

const uniform = Math.log(9);
const subscripts = '₀₁₂₃₄₅₆';

/** `H₄`, the floor with k tokens in sight. */
export function floorName(k: number): string {
  return `H${subscripts[k] ?? ''}`;
}

/** The loss while it is trained, over the floors that contexts of other lengths have. The axis of steps is logarithmic from 1 on, so it counts from 1. */
export function lossPanel(k: number, { floors, losses }: NextTokenResult): Panel {
  return {
    title: 'Loss and its floors',
    description: 'Loss against the step of training, falling to a floor that depends on how many tokens are in sight.',
    x: {
      label: 'step of gradient descent',
      scale: 'log',
      domain: [1, 401],
      ticks: [1, 2, 11, 101, 401],
      format: (place) => String(place - 1),
    },
    y: { label: 'loss, nats per token', scale: 'log', domain: [0.05, 2.5] },
    marks: [
      ...floorRules(floors, k),
      { kind: 'line', points: losses.map((loss, step) => [step + 1, loss]), tone: 2 },
      { kind: 'dot', at: [losses.length, losses.at(-1) ?? uniform], tone: 'ink', small: true },
    ],
    legend: [
      { label: 'loss', tone: 2 },
      { label: 'floor at k', tone: 1, look: 'dashed' },
      { label: 'other floors', tone: 'muted', look: 'dashed' },
    ],
  };
}

/** Floors closer than their words are high share a name: `H₄–H₆`. */
function floorRules(floors: readonly number[], k: number): Mark[] {
  const groups: number[][] = [];
  for (const [context, floor] of floors.entries()) {
    const group = groups.at(-1);
    if (group && (floors[group[0] ?? 0] ?? 0) / floor < 1.35) group.push(context);
    else groups.push([context]);
  }
  return groups.flatMap((group) => {
    const [first = 0, final = first] = [group[0], group.at(-1)];
    const name = first === final ? floorName(first) : `${floorName(first)}–${floorName(final)}`;
    return group.map((context): Mark => ({
      kind: 'rule',
      y: floors[context] ?? 0,
      tone: Math.abs((floors[context] ?? 0) - (floors[k] ?? 0)) < 1e-9 ? 1 : 'muted',
      ...(context === first ? { label: name } : {}),
    }));
  });
}

const rowLength = 7;

/** Two chats, token by token: what each costs, and whether the mask counts it. */
export function stripPanel({ chats }: NextTokenResult): Panel {
  const rows = chats.flatMap((tokens, chat) =>
    Array.from({ length: Math.ceil(tokens.length / rowLength) || 1 }, (_, part) => ({
      name: part === 0 ? `chat ${chat + 1}` : '',
      tokens: tokens.slice(part * rowLength, (part + 1) * rowLength),
    })),
  );
  return {
    title: 'What each token costs',
    description: 'Tokens of two chats in boxes, fuller the more a token costs; masked tokens are grey.',
    x: categories(
      'place in the row',
      Array.from({ length: rowLength }, (_, index) => String(index + 1)),
    ),
    y: {
      label: 'chat; under each token −log p, nats',
      domain: [rows.length - 0.5, -0.5],
      ticks: rows.map((_, row) => row),
      format: (row) => rows[row]?.name ?? '',
    },
    marks: rows.flatMap(({ tokens }, row) => tokens.flatMap((token, place) => tokenMarks(token, place, row))),
    legend: [
      { label: 'counted', tone: 2, look: 'box' },
      { label: 'masked', tone: 'muted', look: 'box' },
    ],
  };
}

function tokenMarks({ word, loss, counts }: ChatToken, place: number, row: number): Mark[] {
  const ink: Tone = counts ? 'ink' : 'muted';
  return [
    {
      kind: 'box',
      x: [place - 0.45, place + 0.45],
      y: [row - 0.14, row + 0.14],
      tone: counts ? 2 : 'muted',
      strength: 0.1 + 0.9 * Math.min(1, loss / uniform),
    },
    { kind: 'note', at: [place, row - 0.14], text: word, tone: ink, side: 'above' },
    { kind: 'note', at: [place, row + 0.14], text: fixed(loss, 2), tone: ink, side: 'below' },
  ];
}

const looks: Readonly<Record<ReturnType<typeof cellKind>, { tone: Tone; strength: number }>> = {
  trained: { tone: 1, strength: 1 },
  solved: { tone: 3, strength: 0.6 },
  open: { tone: 'muted', strength: 0.25 },
};

/** What is known of an instruction. */
export function cellKind({ trained, solved }: Cell): 'trained' | 'solved' | 'open' {
  if (trained) return 'trained';
  return solved ? 'solved' : 'open';
}

/** Instructions of a verb and an object: those trained, and those that these determine. */
export function gridPanel({ grid }: NextTokenResult): Panel {
  return {
    title: 'Which instructions are solved',
    description: 'A grid of four verbs and four objects: trained cells, unseen cells that they determine, and open ones.',
    x: categories('object', objects),
    y: { ...categories('verb; under each cell the error of the fit', verbs), domain: [verbs.length - 0.5, -0.5] },
    marks: grid.flatMap((row, verb) =>
      row.flatMap((cell, object): Mark[] => [
        { kind: 'box', x: [object - 0.46, object + 0.46], y: [verb - 0.4, verb + 0.04], ...looks[cellKind(cell)] },
        { kind: 'note', at: [object, verb + 0.04], text: fixed(cell.error, 1), tone: 'ink', side: 'below' },
      ]),
    ),
    legend: [
      { label: 'trained', tone: 1, look: 'box' },
      { label: 'unseen, solved', tone: 3, look: 'box' },
      { label: 'unseen, open', tone: 'muted', look: 'box' },
    ],
  };
}
