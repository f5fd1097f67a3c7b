import { expect, it } from 'vitest';
import { finalView } from '../../src/labs/lab.ts';
import { peftCost } from '../../src/labs/peft-cost.ts';

const show = (preset: string, change: object = {}) => finalView(peftCost, { ...peftCost.presets[preset]?.state, ...change });

it('counts LoRA on GPT-3 as the card does', () => {
  expect(show('gpt-3').table.rows[0]?.slice(0, 3)).toEqual(['LoRA', '18,874,368', '37.7 MB']);
});

it('counts a prefix on Llama 3 8B as the card does', () => {
  const [, , , prefix, prompt] = show('llama-prefix').table.rows;
  expect(prefix?.[1]).toBe('4,194,304');
  expect(prefix?.[6]).toBe('8.39 MB');
  expect(prompt?.[1]).toBe('262,144');
});

it('merged LoRA adds nothing to a forward pass and unmerged does, as the caption says', () => {
  expect(show('gpt-3').table.rows[0]?.slice(4, 8)).toEqual(['0', '0', '0 MB', '0']);
  expect(show('unmerged').table.rows[0]?.[4]).toBe('37.7M');
  expect(show('unmerged').reading).toContain('unmerged, it adds 37.7M FLOPs a token');
});

it('shows that measured adapters slow a single request most', () => {
  expect(
    show('gpt-3')
      .table.rows.slice(-3)
      .map((row) => row[2]),
  ).toEqual(['AdapterH +30.3%', 'AdapterH +8.4%', 'AdapterH +3.0%']);
});
