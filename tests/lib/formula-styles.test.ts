import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { styleClass, styleSheet, usedRules } from '../../src/lib/formula-styles.ts';

const declaration = fc
  .tuple(
    fc.stringMatching(/^-{0,2}[a-zA-Z_][\w-]{0,6}$/),
    fc.oneof(fc.stringMatching(/^[ -~]{1,8}$/), fc.string({ minLength: 1, unit: 'grapheme' })),
  )
  .map(([property, value]) => `${property}:${value}`);

describe('styleClass', () => {
  it('can be read as the declaration for which it stands', () => {
    expect(styleClass('margin-left:-0.25em')).toBe('s-margin_left-_0D25em');
    expect(styleClass('color:#ff0')).toBe('s-color-Hff0');
    expect(styleClass('width:50%')).toBe('s-width-50P');
  });

  it.each([
    ['width:1.5em', 'width:1D5em'],
    ['color:#fff', 'color:Hfff'],
    ['width:5%', 'width:5P'],
    ['content:a-b', 'content:a_b'],
    ['top:b c', 'top:bU20c'],
    ['top:b c', 'top:bU20Zc'],
    ['a-b:c', 'a:b-c'],
    ['top:\u00e9a', 'top:\u0e9a'],
  ])('differs for %s and %s', (a, b) => {
    expect(styleClass(a)).not.toBe(styleClass(b));
  });

  it('differs for different declarations', () => {
    fc.assert(
      fc.property(declaration, declaration, (a, b) => {
        fc.pre(a !== b);
        expect(styleClass(a)).not.toBe(styleClass(b));
      }),
    );
  });

  it('needs no escape in CSS', () => {
    fc.assert(
      fc.property(declaration, (text) => {
        expect(styleClass(text)).toMatch(/^s-[\w-]+$/);
      }),
    );
  });
});

describe('styleSheet', () => {
  it('is sorted and holds each class once', () => {
    expect(styleSheet(['s-width-50P', 'mord', 's-color-Hf00', 's-width-50P'])).toBe('.s-color-Hf00{color:#f00}\n.s-width-50P{width:50%}\n');
  });

  it('gives back the declaration for which a class stands', () => {
    fc.assert(
      fc.property(declaration, (text) => {
        const name = styleClass(text);
        expect(styleSheet([name])).toBe(`.${name}{${text}}\n`);
      }),
    );
  });
});

describe('usedRules', () => {
  const stylesheet = '@font-face{font-family:x;src:url(x)}.a,.a .b>.c{top:0}.a *{left:0}.a .d{top:1px}.a:not(.d){top:2px}';

  it('keeps what may apply where there are these classes alone', () => {
    expect(usedRules(stylesheet, new Set(['a']))).toBe('.a{top:0}\n.a *{left:0}\n.a:not(.d){top:2px}\n');
    expect(usedRules(stylesheet, new Set(['a', 'b', 'c', 'd']))).toBe(
      '.a,.a .b>.c{top:0}\n.a *{left:0}\n.a .d{top:1px}\n.a:not(.d){top:2px}\n',
    );
  });
});
