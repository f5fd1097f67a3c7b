import { expect, it } from 'vitest';
import { finalView } from '../../src/labs/lab.ts';
import { overopt } from '../../src/labs/overopt.ts';

const show = (preset: string, change: object = {}) => finalView(overopt, { ...overopt.presets[preset]?.state, ...change });

it('reads proxy and gold aloud', () => {
  expect(show('at-the-peak').reading).toMatch(
    /^At β = 0\.25, KL 16 nats: proxy 8\.00, gold 4\.00; gold peaks at 4\.00 at β = 0\.25\. Best of 64: proxy 3\.31, /,
  );
  expect(show('harmless-length').reading).toContain('without harm gold has no peak');
});

it.each([
  [4, '0.0625', '0.50', '0.48'],
  [1, '1', '2.00', '1.75'],
  [0.125, '64', '16.00', '0.00'],
  [0.1, '100', '20.00', '−5.00'],
])('at β = %s is what the card’s table says', (beta, ...numbers) => {
  expect(show('moderate', { beta }).table.rows[0]?.slice(1)).toEqual(numbers);
});

it('loses gold where errors have heavy tails, as the caption says', () => {
  const goldOf = (tail: string) => Number(show('heavy-tail', { beta: 0.1, tail }).table.rows[3]?.[3]?.replace('−', '-'));
  expect(goldOf('2')).toBeLessThan(0.3 * goldOf('normal'));
});

it('leaves the KL path by plain policy gradient, and says what that reaches', () => {
  const { table, caption } = { ...show('moderate'), caption: overopt.caption };
  expect(caption).toContain('plain policy gradient takes another path');
  expect(table.rows.at(-1)?.[0]).toBe('Sampled answers: most gold by policy gradient without KL');
  expect(Number(table.rows.at(-1)?.[3])).toBeGreaterThan(2);
});
