import { conditionalEntropy, fitInstructions, sftLoss, solvedCells, tokenLosses, trainSteps, vocabulary } from '../models/next-token.ts';

export type NextTokenState = {
  /** Tokens in sight. */
  k: number;
  p1: number;
  p2: number;
  agree: number;
  steps: number;
  /** A bar parts prompt and answer. */
  chat1: string;
  chat2: string;
  mask: 'all' | 'answers' | 'verbs';
  reduction: 'token' | 'sequence';
  cells: keyof typeof trainedCells;
};

/** The instructions that are trained, `[verb, object]`. */
export const trainedCells = {
  cross: [0, 1, 2, 3].flatMap((index): [number, number][] =>
    index === 0
      ? [[0, 0]]
      : [
          [0, index],
          [index, 0],
        ],
  ),
  chain: [0, 1, 2, 3].flatMap((index): [number, number][] =>
    index === 0
      ? [[0, 0]]
      : [
          [index - 1, index],
          [index, index],
        ],
  ),
  corners: [0, 2].flatMap((first): [number, number][] => [
    [first, first],
    [first, first + 1],
    [first + 1, first],
  ]),
  blocks: [0, 2].flatMap((first) =>
    [0, 1].flatMap((down): [number, number][] => [
      [first + down, first],
      [first + down, first + 1],
    ]),
  ),
  diagonal: [0, 1, 2, 3].map((index): [number, number] => [index, index]),
};

export const verbs = ['cut', 'fix', 'rate', 'sort'] as const;
export const objects = ['mail', 'poem', 'code', 'list'] as const;
/** What each verb and each object add to the right behavior. */
const [verbEffects, objectEffects] = [
  [2, -1, 0.5, -2],
  [-1, 0.5, 2.5, -0.8],
];

/** One token of a chat, its $-\log p$ in nats, and whether the mask counts it. */
export interface ChatToken {
  word: string;
  loss: number;
  counts: boolean;
}

/** One instruction of the grid; the error is that of the fit to the trained ones. */
export interface Cell {
  trained: boolean;
  solved: boolean;
  error: number;
}

export interface NextTokenResult {
  /** $H_0$ to $H_6$. */
  floors: readonly number[];
  /** By step, as far as the training has come. */
  losses: readonly number[];
  chats: readonly (readonly ChatToken[])[];
  /** Words of the chats that are no tokens of the source, or too many. */
  leftOut: number;
  /** Nothing where the mask keeps no token. */
  masked: Readonly<Record<NextTokenState['reduction'], number>> | undefined;
  grid: readonly (readonly Cell[])[];
}

/** A sentence before the chats, so that their first tokens have a context too. */
const before = 'the dog near the cat runs .';

/** The most tokens of a chat: two rows of its picture. */
export const longestChat = 14;

/** The tokens of a chat as the reader writes it; without a bar all of it is the answer. */
function readChat(text: string): { words: string[]; first: number; leftOut: number } {
  const tokens: readonly string[] = text.toLowerCase().match(/[^\s.|]+|[.|]/g) ?? [];
  const isKnown = (word: string): boolean => (vocabulary as readonly string[]).includes(word);
  const words = tokens.filter(isKnown).slice(0, longestChat);
  return {
    words,
    first: tokens.slice(0, Math.max(tokens.indexOf('|'), 0)).filter(isKnown).length,
    leftOut: tokens.filter((token) => token !== '|').length - words.length,
  };
}

/** Trains the learner; chats and instructions are those of its state so far. */
export function* trainLearner(state: NextTokenState): Generator<{ share: number; result: NextTokenResult }, void> {
  const { k, steps, p1, p2, agree } = state;
  const fixed = {
    floors: [0, 1, 2, 3, 4, 5, 6].map((context) => conditionalEntropy({ p1, p2, agree }, context)),
    grid: gridOf(trainedCells[state.cells]),
  };
  const read = [state.chat1, state.chat2].map(readChat);
  const leftOut = read.reduce((total, chat) => total + chat.leftOut, 0);
  const losses: number[] = [];
  for (const { step, loss, logProbabilities } of trainSteps({ p1, p2, agree, k, steps })) {
    losses.push(loss);
    if (step % 100 !== 0 && step !== steps) continue;
    const chats = read.map((chat) => chatTokens(chat, state, logProbabilities));
    yield {
      share: step === steps ? 1 : step / steps,
      result: { ...fixed, losses: [...losses], chats, leftOut, masked: maskedLosses(chats) },
    };
  }
}

function chatTokens(
  { words, first }: { words: readonly string[]; first: number },
  { k, mask }: NextTokenState,
  table: Record<string, number[]>,
): ChatToken[] {
  if (words.length === 0) return [];
  const start = before.split(' ');
  const losses = tokenLosses(table, k, [...start.slice(start.length - k), ...words]);
  return words.map((word, index) => ({
    word,
    loss: losses[index] ?? 0,
    counts: mask === 'all' || (mask === 'answers' ? index >= first : /^runs?$/.test(word)),
  }));
}

function maskedLosses(chats: readonly (readonly ChatToken[])[]): NextTokenResult['masked'] {
  const sequences = chats.map((tokens) => ({
    losses: tokens.map(({ loss }) => loss),
    mask: tokens.map(({ counts }) => (counts ? 1 : 0)),
  }));
  if (sequences.every((sequence) => !sequence.mask.includes(1))) return undefined;
  return { token: sftLoss(sequences, 'token'), sequence: sftLoss(sequences, 'sequence') };
}

function gridOf(trained: readonly [number, number][]): Cell[][] {
  const solved = solvedCells({ verbs: verbs.length, objects: objects.length, trained });
  const fit = fitInstructions(verbEffects, objectEffects, trained);
  return fit.map((row, verb) =>
    row.map((prediction, object) => ({
      trained: trained.some(([v, o]) => v === verb && o === object),
      solved: solved[verb]?.[object] ?? false,
      error: prediction - (verbEffects[verb] ?? 0) - (objectEffects[object] ?? 0),
    })),
  );
}
