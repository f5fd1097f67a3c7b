import { expect, test } from 'vitest';
import { ProgressLine } from '../../src/cli/progress-line.ts';

function lineOn(isTTY: boolean): { line: ProgressLine; written: string[] } {
  const written: string[] = [];
  return { line: new ProgressLine({ isTTY, write: (text) => written.push(text) }), written };
}

test('a log gets a line at each quarter of a stage', () => {
  const { line, written } = lineOn(false);
  for (let done = 1; done <= 2000; done++) line.tell({ stage: 'cards', done, total: 2000 }, 5000 + done * 10);
  line.tell({ stage: 'index', done: 0, total: 4 }, 30_000);
  line.tell({ stage: 'index', done: 1, total: 4 }, 32_000);
  line.end();
  expect(written).toEqual([
    'Cards: 500 of 2,000, about 15 s left\n',
    'Cards: 1,000 of 2,000, about 10 s left\n',
    'Cards: 1,500 of 2,000, about 5 s left\n',
    'Cards: 2,000 of 2,000 in 20 s\n',
    'Parts of the search index: 1 of 4, about 6 s left\n',
  ]);
});

test('a terminal has one line, written over ten times a second and cleared at the end', () => {
  const { line, written } = lineOn(true);
  for (let done = 1; done <= 400; done++) line.tell({ stage: 'pages', done, total: 400 }, 1000 + done);
  line.end();
  expect(written).toEqual([
    '\r\u001b[2KPages of cards: 1 of 400',
    '\r\u001b[2KPages of cards: 101 of 400, about 0 s left',
    '\r\u001b[2KPages of cards: 201 of 400, about 0 s left',
    '\r\u001b[2KPages of cards: 301 of 400, about 0 s left',
    '\r\u001b[2K',
  ]);
});

test('a short build is not told of', () => {
  for (const isTTY of [true, false]) {
    const { line, written } = lineOn(isTTY);
    for (let done = 1; done <= 29; done++) line.tell({ stage: 'cards', done, total: 29 }, done * 1000);
    line.end();
    expect(written).toEqual([]);
  }
});
