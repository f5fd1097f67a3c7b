import { expect, it } from 'vitest';
import { distill } from '../../src/labs/distill.ts';
import { finalView } from '../../src/labs/lab.ts';

const show = (preset: string) => finalView(distill, distill.presets[preset]?.state ?? {});
const value = (preset: string, row: number) => Number(show(preset).table.rows[row]?.[1]);

it('forward KL covers and reverse KL settles, as the caption says', () => {
  expect(value('forward-kl', 1)).toBeLessThan(value('reverse-kl', 1));
  expect(value('reverse-kl', 3)).toBeLessThan(value('forward-kl', 3));
});

it('prices 200 hard labels as the card does', () => {
  expect(show('hard-labels').reading).toMatch(/miss the teacher by 0\.073 nats; \(V − 1\)\/2n is 0\.07[78]\.$/);
});

it('one mode is learned whole', () => expect(value('one-mode', 1)).toBeLessThan(0.05));
