import { expect, it } from 'vitest';
import { finalView } from '../../src/labs/lab.ts';
import { moeCost } from '../../src/labs/moe-cost.ts';

function numbers(preset: string, change: object = {}): Record<string, string> {
  const { rows } = finalView(moeCost, { ...moeCost.presets[preset]?.state, ...change }).table;
  return Object.fromEntries(rows.map(([name = '', value = '']) => [name, value]));
}

const drop = (preset: string, change?: object): number => Number.parseFloat(numbers(preset, change)['Choices dropped'] ?? '');
const padding = (preset: string, change?: object): number => Number.parseFloat(numbers(preset, change)['Slots empty (padding)'] ?? '');

it('counts Mixtral as the card does, and what a batch of 4 reads', () => {
  expect(numbers('mixtral')).toMatchObject({
    'Parameters stored': '46,702,792,704',
    'Parameters used by a token': '12,879,925,248',
    'Stored over used': '3.63',
    'FLOPs for a token, forward': '25.8B',
    'Stored at 2 bytes a parameter': '93.4 GB',
    'Experts of a layer read by 4 tokens at once': '5.47 of 8',
    'Read by 4 tokens at once': '64.9 GB, 16.2 GB a token',
    'Nothing can drop from C = E/k on': '4',
  });
});

it('counts DeepSeek-V3 with 671B stored and 37.6B used', () => {
  expect(numbers('deepseek-v3')).toMatchObject({ 'Parameters stored': '671,026,419,200', 'Parameters used by a token': '37,552,297,472' });
});

it('more experts leave what a token uses as it is but for the router, more per token leave what is stored, as the caption says', () => {
  const [start, more, third] = [numbers('mixtral'), numbers('mixtral', { experts: 16 }), numbers('mixtral', { topK: 3 })];
  const routers = 32 * 8 * 4096;
  expect(more['Parameters used by a token']).toBe((12_879_925_248 + routers).toLocaleString('en'));
  expect(third['Parameters stored']).toBe(start['Parameters stored']);
  expect(third['Parameters used by a token']).toBe('18,517,069,824');
});

it('random routing at C = 1 drops about 5% and leaves as many slots empty, as the card says', () => {
  expect(numbers('random-routing')).toMatchObject({
    'Slots of an expert': '64',
    'Choices dropped by uniformly random routing, expected': '4.94%',
  });
  expect(Math.abs(drop('random-routing') - 4.94)).toBeLessThan(1.5);
  expect(padding('random-routing')).toBe(drop('random-routing'));
});

it('over the capacity factor drops fall and padding rises; uneven routing makes more of both, as the caption says', () => {
  const factors = [0.5, 1, 1.5, 2, 3, 4];
  const drops = factors.map((factor) => drop('uneven-routing', { factor }));
  const paddings = factors.map((factor) => padding('uneven-routing', { factor }));
  expect(drops).toEqual(drops.toSorted((a, b) => b - a));
  expect(paddings).toEqual(paddings.toSorted((a, b) => a - b));
  expect(drop('uneven-routing')).toBeGreaterThan(drop('uneven-routing', { routing: 'uniform' }));
  expect(padding('uneven-routing')).toBeGreaterThan(padding('uneven-routing', { routing: 'uniform' }));
  expect(drop('mixtral', { factor: 4 })).toBe(0);
});
