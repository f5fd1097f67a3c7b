import { describe, expect, it } from 'vitest';
import { fromPosition, toPosition, type RangeControl } from '../../src/labs/controls.ts';
import { decodeState, encodeState, nextSeed, type Stateful } from '../../src/labs/state.ts';

const budget: RangeControl = { kind: 'range', label: 'budget', min: 1e18, max: 1e27, step: 0.05, scale: 'log', format: String };
const lab: Stateful = {
  controls: {
    C: budget,
    law: { kind: 'choice', label: 'law', options: { one: 'One', 'two+': 'Two' } },
    both: { kind: 'switch', label: 'both orders' },
    seed: { kind: 'seed', label: 'seed' },
    words: { kind: 'text', label: 'words', longest: 12 },
  },
  defaults: { C: 1e21, law: 'one', both: true, seed: 1, words: 'the start' },
};

describe('the address of a state', () => {
  it('names what differs from how the lab starts', () => {
    expect(encodeState(lab, lab.defaults)).toBe('');
    expect(encodeState(lab, { ...lab.defaults, C: 5.76e23, both: false })).toBe('C=5.76e23&both=no');
  });

  it('leads back to the state', () => {
    const state = { C: 1.5e27 / 2, law: 'two+', both: false, seed: 12, words: '1+1 & 5%\n#😀' };
    expect(decodeState(lab, `#${encodeState(lab, state)}`)).toEqual(state);
  });

  it.each(['', '#sources', '#C=', '#C=many', '#law=three', '#both=maybe', '#seed=0', '#seed=1.5', '#constructor=1', '#law=toString'])(
    'is harmless if it says nothing: “%s”',
    (address) => expect(decodeState(lab, address)).toEqual(lab.defaults),
  );

  it('keeps values on their sliders', () => {
    expect(decodeState(lab, '#C=1e99')).toEqual({ ...lab.defaults, C: 1e27 });
    expect(decodeState(lab, '#C=-5')).toEqual({ ...lab.defaults, C: 1e18 });
  });
});

describe('a text', () => {
  it('may be empty', () => expect(decodeState(lab, '#words=')['words']).toBe(''));

  it('takes so many characters, and none in half', () => {
    expect(decodeState(lab, '#words=abcdefghijklmn')['words']).toBe('abcdefghijkl');
    const cut = decodeState(lab, `#words=${encodeURIComponent('abcdefghijk😀')}`);
    expect(decodeState(lab, encodeState(lab, cut))).toEqual(cut);
  });
});

describe('a slider', () => {
  it('counts a logarithmic value in powers of ten, to three digits', () => {
    expect(toPosition(budget, 1e21)).toBe(21);
    expect(fromPosition(budget, 21.05)).toBe(1.12e21);
    expect(fromPosition(budget, 30)).toBe(1e27);
  });
});

it('the seed after the last is the first', () => {
  expect(nextSeed(1)).toBe(2);
  expect(nextSeed(9999)).toBe(1);
});
