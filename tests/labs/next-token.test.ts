import { expect, it } from 'vitest';
import { finalView } from '../../src/labs/lab.ts';
import { nextToken } from '../../src/labs/next-token.ts';
import { trainedCells, trainLearner, type NextTokenState } from '../../src/labs/next-token-runs.ts';

const show = (preset: string, change: object = {}) => finalView(nextToken, { ...nextToken.presets[preset]?.state, ...change });
const rowOf = (preset: string, label: string, change: object = {}): string =>
  show(preset, change).table.rows.find(([name]) => name?.startsWith(label))?.[1] ?? '';

function train(change: Partial<NextTokenState> = {}) {
  const results = [...trainLearner({ ...(nextToken.defaults as NextTokenState), ...change })];
  return results.at(-1)?.result ?? expect.fail('The learner shows nothing.');
}

it('has the floors of the card, ln 2 at three places and at two', () => {
  expect(rowOf('four-tokens', 'Floor H₂')).toBe('0.2971');
  expect(rowOf('four-tokens', 'Floor H₄')).toBe('0.1980');
  expect(rowOf('four-tokens', 'Floor of unlimited context')).toBe('0.1980');
});

it('leaves the verb at ln 2 with two tokens in sight, and settles it with four, as the card says', () => {
  const verbCosts = (preset: string): number[] =>
    [...rowOf(preset, 'Chat', { mask: 'all' }).matchAll(/runs? ([\d.]+)/g)].map((match) => Number(match[1]));
  expect(verbCosts('two-tokens')).toHaveLength(1);
  for (const cost of verbCosts('two-tokens')) expect(cost).toBeCloseTo(Math.LN2, 2);
  for (const cost of verbCosts('four-tokens')) expect(cost).toBeLessThan(0.01);
});

it('counts what the mask keeps, and weighs the chats by the reduction', () => {
  const { chats, masked } = train({ k: 2, mask: 'answers' });
  const [short = [], long = []] = chats.map((tokens) => tokens.filter(({ counts }) => counts).map(({ loss }) => loss));
  expect([short.length, long.length]).toEqual([2, 12]);
  const total = (losses: number[]): number => losses.reduce((sum, loss) => sum + loss, 0);
  expect(masked?.token).toBeCloseTo((total(short) + total(long)) / 14, 12);
  expect(masked?.sequence).toBeCloseTo((total(short) / 2 + total(long) / 12) / 2, 12);
  expect(
    train({ mask: 'verbs' })
      .chats.flat()
      .filter(({ counts }) => counts),
  ).toHaveLength(3);
});

it('charges a wrong verb for what the learner knows, and a context that it never saw by a uniform guess', () => {
  const [chat = []] = train({ k: 6, chat1: 'the dogs near the cat | runs .' }).chats;
  expect(chat.slice(-2).map(({ word }) => word)).toEqual(['runs', '.']);
  expect(chat.at(-2)?.loss).toBeGreaterThan(5);
  expect(chat.at(-1)?.loss).toBeCloseTo(Math.log(9), 12);
});

it('reads the chats that the reader writes: a bar parts prompt and answer, what the source never says is left out', () => {
  const words = (chat1: string): string =>
    train({ chat1, mask: 'answers' })
      .chats[0]?.map(({ word, counts }) => (counts ? word : `(${word})`))
      .join(' ') ?? '';
  expect(words('The lazy dog | runs.')).toBe('(the) (dog) runs .');
  expect(words('the dog')).toBe('the dog');
  expect(words('| the dog | runs')).toBe('the dog runs');
  expect(words('. '.repeat(20)).split(' ')).toHaveLength(14);
  expect(train({ chat1: 'the lazy dog | runs.', chat2: '. '.repeat(20) }).leftOut).toBe(7);
  expect(show('four-tokens', { chat1: 'a fox' }).reading).toContain('Left out: 2 words not of the source');
});

it('says so where the mask keeps nothing', () => {
  const { reading, table, pictures } = show('answers-only', { chat1: '', chat2: 'the dog |' });
  expect(reading).toContain('The mask keeps nothing of the chats.');
  expect(JSON.stringify({ reading, table, pictures })).not.toMatch(/NaN|undefined/);
});

it('solves the cells that trained ones link, and errs visibly on every other', () => {
  const unseen = (cells: keyof typeof trainedCells) =>
    train({ cells, steps: 0 })
      .grid.flat()
      .filter(({ trained }) => !trained);
  const solved = (cells: keyof typeof trainedCells): string =>
    `${unseen(cells).filter((cell) => cell.solved).length} of ${unseen(cells).length}`;
  expect((Object.keys(trainedCells) as (keyof typeof trainedCells)[]).map((cells) => `${cells} ${solved(cells)}`)).toEqual([
    'cross 9 of 9',
    'chain 9 of 9',
    'corners 2 of 10',
    'blocks 0 of 8',
    'diagonal 0 of 12',
  ]);
  for (const cells of ['corners', 'blocks', 'diagonal'] as const)
    for (const cell of unseen(cells)) expect(Math.abs(cell.error) > 0.1).toBe(!cell.solved);
});
