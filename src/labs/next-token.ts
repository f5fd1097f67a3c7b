import { entropyRate, perplexity, solvedInstructions } from '../models/next-token.ts';
import { countOf } from '../lib/sentences.ts';
import { defineLab } from './lab.ts';
import { cellKind, floorName, gridPanel, lossPanel, stripPanel } from './next-token-panels.ts';
import { longestChat, objects, trainedCells, trainLearner, verbs, type NextTokenState } from './next-token-runs.ts';
import { fixed } from './numbers.ts';

const defaults: NextTokenState = {
  k: 4,
  p1: 0.5,
  p2: 0.5,
  agree: 1,
  steps: 400,
  chat1: 'the dogs near the cat | run .',
  chat2: 'the dog | near the cats runs . the dogs near the cat run .',
  mask: 'all',
  reduction: 'token',
  cells: 'cross',
};

const maskNames = { all: 'all tokens', answers: 'answers only', verbs: 'verbs only' } as const;
const reductionNames = { token: 'mean over tokens', sequence: 'mean of the chats’ means' } as const;
const cellNames = {
  cross: 'one row and one column, 7',
  chain: 'a chain, 7',
  corners: 'two corners, 6',
  blocks: 'two blocks, 8',
  diagonal: 'a diagonal, 4',
} as const;

const chance = { kind: 'range', min: 0.05, max: 0.95, step: 0.05, format: (value: number) => fixed(value, 2) } as const;

/** The lab of the next-token loss: its floors, what a mask counts, and which unseen instructions a mix of tasks solves. */
export const nextToken = defineLab({
  name: 'next-token',
  caption:
    'No training brings the loss below the entropy of the next token given the tokens in sight; more context lowers that floor only where a token depends on what it adds. A mask and a reduction decide what the same loss counts, and an unseen instruction is solved only where trained ones link its verb with its object.',
  controls: {
    k: { kind: 'range', tex: 'k', label: 'tokens in sight', min: 0, max: 6, step: 1, format: String },
    p1: { ...chance, tex: 'p_1', label: 'chance of “dogs”' },
    p2: { ...chance, tex: 'p_2', label: 'chance of “cats”' },
    agree: { ...chance, tex: 'a', label: 'chance that the verb agrees', min: 0.5, max: 1 },
    steps: { kind: 'range', label: 'steps of training', min: 0, max: 400, step: 1, format: String },
    mask: { kind: 'choice', label: 'loss counts', options: maskNames },
    reduction: { kind: 'choice', label: 'reduction', options: reductionNames },
    cells: { kind: 'choice', label: 'trained instructions', options: cellNames },
    chat1: { kind: 'text', label: 'chat 1, prompt | answer', longest: 100 },
    chat2: { kind: 'text', label: 'chat 2, prompt | answer', longest: 100 },
  },
  defaults,
  presets: {
    'four-tokens': { label: 'Four tokens in sight', state: {} },
    'two-tokens': { label: 'Two tokens in sight', state: { k: 2 } },
    'answers-only': { label: 'Answers only', state: { k: 2, mask: 'answers', reduction: 'sequence' } },
    'tasks-apart': { label: 'Tasks apart', state: { mask: 'answers', cells: 'blocks' } },
  },
  steps: trainLearner,
  panels: ({ k }, result) => [lossPanel(k, result), stripPanel(result), gridPanel(result)],
  reading({ k, mask, reduction, cells }, { floors, losses, masked, leftOut }) {
    const loss = losses.at(-1) ?? 0;
    return `With ${countOf(k, 'token')} in sight the loss after ${countOf(losses.length - 1, 'step')} is ${fixed(loss, 3)} nats per token, perplexity ${fixed(perplexity(loss), 2)}; its floor is ${fixed(floors[k] ?? 0, 3)}. ${masked ? `The chats cost ${fixed(masked[reduction], 3)} nats (${maskNames[mask]}, ${reductionNames[reduction]})` : 'The mask keeps nothing of the chats'}. ${leftOut > 0 ? `Left out: ${countOf(leftOut, 'word')} not of the source or past the ${longestChat}th. ` : ''}${solvedCount(cells)}.`;
  },
  table: ({ p1, p2, agree, cells }, { floors, losses, chats, masked, grid }) => ({
    head: ['Quantity', 'Value'],
    rows: [
      ...floors.map((floor, k) => [`Floor ${floorName(k)}, nats per token`, fixed(floor, 4)]),
      ['Floor of unlimited context', fixed(entropyRate({ p1, p2, agree }), 4)],
      ['Loss', fixed(losses.at(-1) ?? 0, 4)],
      ['Perplexity', fixed(perplexity(losses.at(-1) ?? 0), 3)],
      ['Both chats, mean over tokens', masked ? fixed(masked.token, 4) : 'nothing counts'],
      ['Both chats, mean of the chats’ means', masked ? fixed(masked.sequence, 4) : 'nothing counts'],
      ...chats.map((tokens, chat) => [
        `Chat ${chat + 1}, masked tokens in brackets`,
        tokens.map(({ word, loss, counts }) => (counts ? `${word} ${fixed(loss, 3)}` : `(${word} ${fixed(loss, 3)})`)).join(', ') ||
          'empty',
      ]),
      ['Instructions', solvedCount(cells)],
      ...grid.map((row, verb) => [
        `Error of the fit for “${verbs[verb] ?? ''}”`,
        row.map((cell, object) => `${objects[object] ?? ''} ${fixed(cell.error, 2)} (${cellKind(cell)})`).join(', '),
      ]),
    ],
  }),
  leavesOut:
    'Seven-word sentences from a known source, learned by a table with a row for each context and by the expected loss: no sampling, no overfitting, nothing shared between contexts. The chats only read that table; no training on their mask takes place. An instruction is one number, a sum of what its verb and its object add.',
  sources: ['shannon1951', 'kaplan2020', 'hoffmann2022', 'ouyang2022', 'wei2021', 'shi2024'],
});

function solvedCount(cells: NextTokenState['cells']): string {
  const trained = trainedCells[cells];
  const unseen = verbs.length * objects.length - trained.length;
  return `Of ${unseen} unseen instructions ${solvedInstructions({ verbs: verbs.length, objects: objects.length, trained })} are solved`;
}
