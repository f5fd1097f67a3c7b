import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { faceOf, fontWithin, formulaFont, type FormulaFont } from '../../src/lib/formula-faces.ts';

const folder = 'node_modules/katex/dist/';
const stylesheet = readFileSync(`${folder}katex.min.css`, 'utf8').replaceAll(/@font-face\{[^}]*\}/g, '');

/** What a rule says of the font of text in `font`. */
function applied(rule: string, font: FormulaFont): FormulaFont {
  const family = /font-family:KaTeX_(\w+)/.exec(rule)?.[1] ?? font.family;
  const weight = /font-weight:(\w+)/.exec(rule)?.[1];
  const style = /font-style:(\w+)/.exec(rule)?.[1];
  return { family, bold: weight ? weight !== '400' && weight !== 'normal' : font.bold, italic: style ? style === 'italic' : font.italic };
}

/** Every selector that chooses a font, with all that it says of it. */
const choices = new Map<string, string[]>();
for (const [, selectors = '', rule = ''] of stylesheet.matchAll(/([^{}]+)\{([^{}]*font-(?:family|weight|style)[^{}]*)\}/g))
  for (const selector of selectors.split(',')) choices.set(selector, [...(choices.get(selector) ?? []), rule]);

describe('fontWithin', () => {
  it.each([...choices])('does what the stylesheet says of %s', (selector, rules) => {
    // Of `.a .b.c>span`: the innermost element that has classes.
    const compound = selector.split(/[ >]/).findLast((part) => part.startsWith('.')) ?? '';
    const classes = compound.split('.').filter(Boolean);
    for (const font of [formulaFont, { family: 'Math', bold: true, italic: true }])
      expect(fontWithin(classes, font)).toEqual(rules.reduce((before, rule) => applied(rule, before), font));
  });

  it('leaves the font as it is within other classes', () => {
    expect(fontWithin(['sizing', 'reset-size6', 'size3', 'mtight'], formulaFont)).toBe(formulaFont);
  });
});

describe('faceOf', () => {
  it.each([
    [{ family: 'Main', bold: true, italic: true }, 'KaTeX_Main-BoldItalic'],
    [{ family: 'Math', bold: false, italic: false }, 'KaTeX_Math-Italic'],
    [{ family: 'SansSerif', bold: true, italic: true }, 'KaTeX_SansSerif-Italic'],
    [{ family: 'Size1', bold: true, italic: false }, 'KaTeX_Size1-Regular'],
  ])('takes for %j the face %s', (font, face) => {
    expect(faceOf(font)).toBe(face);
    expect(existsSync(`${folder}fonts/${face}.woff2`)).toBe(true);
  });

  it('names a file of KaTeX whatever the font', () => {
    const families = new Set([...stylesheet.matchAll(/font-family:KaTeX_(\w+)/g)].map(([, family = '']) => family));
    for (const family of ['Main', ...families])
      for (const bold of [false, true])
        for (const italic of [false, true]) expect(existsSync(`${folder}fonts/${faceOf({ family, bold, italic })}.woff2`)).toBe(true);
  });
});
