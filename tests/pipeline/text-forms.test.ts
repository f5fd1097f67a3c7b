import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeTextForms, splitMath } from '../../src/pipeline/text-forms.ts';

describe('splitMath', () => {
  it('parts text from formulas', () => {
    expect(splitMath('The rank $r$ of $W_0$')).toEqual([
      { kind: 'text', value: 'The rank ' },
      { kind: 'math', value: 'r' },
      { kind: 'text', value: ' of ' },
      { kind: 'math', value: 'W_0' },
    ]);
  });

  it('reads an escaped dollar sign as a dollar sign', () => {
    expect(splitMath(String.raw`From \$5 to \$6`)).toEqual([{ kind: 'text', value: 'From $5 to $6' }]);
  });

  it('gives nothing for an empty text', () => {
    expect(splitMath('')).toEqual([]);
  });

  it.each([
    ['"low rank"', '“low rank”'],
    ["the model's 'rank'", 'the model’s ‘rank’'],
    ['(a "rank")', '(a “rank”)'],
    ["$\\beta$'s role", '’s role'],
    ['the "$r$"', '”'],
    ['one -- two... three --- four', 'one – two… three — four'],
  ])('sets the quotes and dashes of %s', (text, expected) => {
    expect(splitMath(text).at(-1)?.value).toBe(expected);
  });

  it('gives back every part of any text', () => {
    const plain = fc.stringMatching(/^[a-z, ]+$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(plain, plain), { maxLength: 5 }), (pairs) => {
        const text = pairs.map(([words, tex]) => `${words}$${tex}$`).join('');
        const expected = pairs.flatMap(([words, tex]) => [
          { kind: 'text', value: words },
          { kind: 'math', value: tex },
        ]);
        expect(splitMath(text)).toEqual(expected);
      }),
    );
  });
});

describe('makeTextForms', () => {
  it('gives text as it is, escaped in HTML', () => {
    expect(makeTextForms('Is a < b & c?', new Set())).toEqual({
      html: 'Is a &lt; b &amp; c?',
      plain: 'Is a < b & c?',
      tex: 'Is a < b & c?',
    });
  });

  it('gives formulas as HTML without inline styles, and adds their classes', () => {
    const styles = new Set(['s-margin_left-1em']);
    const { html, plain, tex } = makeTextForms('The rank $r$', styles);
    expect(html).toMatch(/^The rank <span class="katex">/);
    expect(html).not.toContain('style=');
    expect(plain).toBe('The rank r');
    expect(tex).toBe('The rank $r$');
    expect([...styles].filter((name) => name.startsWith('s-'))).toEqual([
      's-margin_left-1em',
      's-height-0D431em',
      's-margin_right-0D028em',
    ]);
    expect(styles).toContain('mathnormal');
  });

  it('throws on invalid TeX, each time', () => {
    expect(() => makeTextForms('$\\wrong$', new Set())).toThrow('Undefined control sequence: \\wrong');
    expect(() => makeTextForms('$\\wrong$', new Set())).toThrow('Undefined control sequence: \\wrong');
  });
});
