import type { Root } from 'hast';
import { describe, expect, it } from 'vitest';
import { classStyles } from '../../src/lib/formula-styles.ts';
import { stylesToClasses } from '../../src/pipeline/style-classes.ts';

describe('classStyles', () => {
  it('turns each declaration into a class', () => {
    const styles = new Set<string>();
    expect(classStyles('<span class="strut" style="height:0.5em;vertical-align:-0.25em;"></span>', styles)).toBe(
      '<span class="strut s-height-0D5em s-vertical_align-_0D25em"></span>',
    );
    expect([...styles]).toEqual(['strut', 's-height-0D5em', 's-vertical_align-_0D25em']);
  });

  it('makes a class attribute where there is none', () => {
    expect(classStyles('<span style="width: 50%"></span>', new Set())).toBe('<span class="s-width-50P"></span>');
  });

  it('names a declaration the same however it is spaced', () => {
    const markup = '<i style="top:1em"></i><i style=" top : 1em ; "></i>';
    expect(classStyles(markup, new Set())).toBe('<i class="s-top-1em"></i><i class="s-top-1em"></i>');
  });

  it('rounds lengths to a thousandth of an em', () => {
    const markup = '<i style="top:-0.1667em;left:1.0004em"></i><i style="top:1.125em;width:33.3333%"></i>';
    expect(classStyles(markup, new Set())).toBe('<i class="s-top-_0D167em s-left-1em"></i><i class="s-top-1D125em s-width-33D3333P"></i>');
  });

  it('adds the classes of a style that it has met before', () => {
    classStyles('<i style="left:7em"></i>', new Set());
    const styles = new Set<string>();
    classStyles('<i style="left:7em"></i>', styles);
    expect([...styles]).toEqual(['s-left-7em']);
  });
});

describe('stylesToClasses', () => {
  it('takes styles and the obsolete attribute of table cells from a tree', () => {
    const tree: Root = {
      type: 'root',
      children: [
        { type: 'element', tagName: 'th', properties: { align: 'right', className: ['wide'] }, children: [] },
        { type: 'element', tagName: 'span', properties: { style: 'color:#f00' }, children: [] },
        { type: 'element', tagName: 'p', properties: { id: 'x' }, children: [] },
      ],
    };
    const styles = new Set<string>();
    stylesToClasses(tree, styles);
    expect(tree.children.map((child) => (child.type === 'element' ? child.properties : {}))).toEqual([
      { className: ['wide', 's-text_align-right'] },
      { className: ['s-color-Hf00'] },
      { id: 'x' },
    ]);
    expect([...styles]).toEqual(['s-text_align-right', 's-color-Hf00']);
  });
});
