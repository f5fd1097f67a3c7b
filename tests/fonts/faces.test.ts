import { describe, expect, it } from 'vitest';
import { facesFor, fontFaceRules, formulaFontRules } from '../../src/fonts/faces.ts';

const texts = new Map([
  ['KaTeX_Math-Italic', new Set('x')],
  ['KaTeX_Main-Bold', new Set('W')],
  ['KaTeX_Size2-Regular', new Set('∑')],
]);

describe('facesFor', () => {
  it('joins the faces of formulas but for those that few books use', () => {
    const files = facesFor(texts).map(({ name, sources }) => [name, sources.length]);
    expect(files).toEqual([
      ['source-serif', 1],
      ['source-serif-italic', 1],
      ['katex-main-bold', 1],
      ['katex', 3],
    ]);
  });

  it('makes no face for formulas of a book that has none', () => {
    expect(facesFor(new Map()).map(({ name }) => name)).toEqual(['source-serif', 'source-serif-italic']);
  });

  it('gives a face the characters of every text that needs it', () => {
    const [, , , katex] = facesFor(texts, new Map([['KaTeX_Math-Italic', new Set('yx')]]));
    expect(katex?.sources.map(({ characters }) => [...characters].join(''))).toEqual(['', 'xy', '∑']);
  });
});

describe('fontFaceRules', () => {
  it('names file, weight and style of each face', () => {
    expect(fontFaceRules('/b/', facesFor(texts))).toContain(
      "@font-face{font-family:'KaTeX_Main';font-style:normal;font-weight:700;font-display:swap;src:url(/b/fonts/katex-main-bold.woff2) format('woff2')}",
    );
  });
});

describe('formulaFontRules', () => {
  const rules = (css: string): string => formulaFontRules(css, facesFor(texts));

  it('reaches joined faces by their stylistic sets', () => {
    expect(rules('.a{font-family:KaTeX_Math;font-style:italic}.b{font-family:KaTeX_Size2}')).toBe(
      ".a{font-family:KaTeX_Main,'Formula Times Italic';font-feature-settings:'ss01';font-style:normal;font-weight:400}" +
        ".b{font-family:KaTeX_Main,'Formula Times';font-feature-settings:'ss02';font-style:normal;font-weight:400}",
    );
  });

  it('leaves the others as they are', () => {
    const others = '.a{font-family:KaTeX_Main;font-weight:700}.b{font-family:KaTeX_Math;font-style:italic;font-weight:700}.c{top:0}';
    expect(rules(others)).toBe(others);
  });
});
