import { describe, expect, it } from 'vitest';
import { addAll, addCharacters, addText, joinCharacters, type FaceCharacters } from '../../src/lib/characters.ts';
import { renderFormula } from '../../src/pipeline/formulas.ts';

function charactersOf(html: string): Record<string, string> {
  const characters: FaceCharacters = new Map();
  addCharacters(html, characters);
  return joinCharacters(characters);
}

const formula = (tex: string): Record<string, string> => charactersOf(renderFormula(tex, true).html);

describe('addCharacters', () => {
  it('tells upright from italic text', () => {
    expect(charactersOf('<p>a<em>b<strong>c</strong></em>a<br>a<i>d</i></p>')).toEqual({
      'source-serif': 'a',
      'source-serif-italic': 'bcd',
    });
  });

  it('reads entities, and no attribute, comment or control character', () => {
    expect(charactersOf('<p title="x > y">\n&amp;&lt;&#x3b1;&#946;<!-- z --></p>')).toEqual({ 'source-serif': '&<αβ' });
  });

  it('leaves out what the system’s own faces show', () => {
    expect(charactersOf('a<code>b</code><svg><text>c</text><path d="x" /></svg>a<math><mi>d</mi></math>')).toEqual({ 'source-serif': 'a' });
  });

  it('goes on in the text’s own face after a formula', () => {
    const { html } = renderFormula('x', false);
    expect(charactersOf(`<em>a${html}b</em>c`)).toEqual({ 'KaTeX_Math-Italic': 'x', 'source-serif': 'c', 'source-serif-italic': 'ab' });
  });

  it.each<[string, Record<string, string>]>([
    ['x+1', { 'KaTeX_Main-Regular': '+1', 'KaTeX_Math-Italic': 'x' }],
    [String.raw`\mathbf{W}\boldsymbol{\beta}`, { 'KaTeX_Main-Bold': 'W', 'KaTeX_Math-BoldItalic': 'β' }],
    [
      String.raw`\mathcal{L}\mathbb{E}\mathfrak{g}\mathscr{F}`,
      {
        'KaTeX_AMS-Regular': 'E',
        'KaTeX_Caligraphic-Regular': 'L',
        'KaTeX_Fraktur-Regular': 'g',
        'KaTeX_Script-Regular': 'F',
      },
    ],
    [
      String.raw`\text{a\textbf{b\textit{c}}\textsf{d}\texttt{e}}`,
      {
        'KaTeX_Main-Bold': 'b',
        'KaTeX_Main-BoldItalic': 'c',
        'KaTeX_Main-Regular': 'a',
        'KaTeX_SansSerif-Regular': 'd',
        'KaTeX_Typewriter-Regular': 'e',
      },
    ],
    [
      String.raw`\bigl(\Bigl[\biggl\{\Biggl(`,
      {
        'KaTeX_Size1-Regular': '(',
        'KaTeX_Size2-Regular': '[',
        'KaTeX_Size3-Regular': '{',
        'KaTeX_Size4-Regular': '(',
      },
    ],
    [String.raw`\sum`, { 'KaTeX_Size2-Regular': '∑' }],
    [String.raw`\textstyle\sum`, { 'KaTeX_Size1-Regular': '∑' }],
    [String.raw`\mathrm{d}\operatorname{KL}`, { 'KaTeX_Main-Regular': 'KLd' }],
  ])('finds the faces of %s', (tex, expected) => {
    expect(formula(tex)).toEqual(expected);
  });
});

describe('addAll', () => {
  it('joins characters of one face', () => {
    const characters: FaceCharacters = new Map();
    addText('ab', 'x', characters);
    addAll({ x: 'bc', y: 'd' }, characters);
    expect(joinCharacters(characters)).toEqual({ x: 'abc', y: 'd' });
  });
});
