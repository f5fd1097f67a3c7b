import type { Element, Root } from 'hast';
import { toString } from 'hast-util-to-string';
import type { VFile } from 'vfile';
import { SKIP, visitParents } from 'unist-util-visit-parents';
import { addProblem, contextOf, type CardContext } from './card-facts.ts';
import { labelled, renderFormula } from './formulas.ts';
import { invalidTex } from './invalid-tex.ts';

const placeholder = 'cardbook-formula';

/** Elements whose name for assistive technology is their text. */
const named = /^(a|h[2-6]|summary|th)$/;

/** Puts a light element in the place of every formula; `fillFormulas` puts the formulas in when the card has become a string. */
export function rehypeFormulas() {
  return (tree: Root, file: VFile): void => {
    const context = contextOf(file);
    visitParents(tree, 'element', (node, ancestors) => {
      const display = hasClass(node, 'math-display');
      if (!display && !hasClass(node, 'math-inline')) return undefined;
      const formula = renderFormula(toString(node), display);
      // The element itself has no position in display math and in attributes: the nearest one around it has.
      if (formula.error !== undefined)
        report(formula.error, toString(node), [...ancestors, node].findLast(({ position }) => position)?.position?.start, context);
      const isNamed = ancestors.some((ancestor) => ancestor.type === 'element' && named.test(ancestor.tagName));
      const element: Element = {
        type: 'element',
        tagName: placeholder,
        properties: { n: context.formulas.push(isNamed ? labelled(formula) : formula) - 1 },
        children: [],
      };
      // remark-math puts display math into a `pre`.
      const scope = display ? (ancestors.at(-1) as Element) : node;
      const parent = ancestors.at(display ? -2 : -1);
      if (parent) parent.children[parent.children.indexOf(scope)] = display ? boxed(element) : element;
      return SKIP;
    });
  };
}

/** The number of a formula's placeholder; undefined for any other element. */
export function formulaNumber({ tagName, properties }: Element): number | undefined {
  return tagName === placeholder ? Number(properties['n']) : undefined;
}

const placeholders = /<cardbook-formula n="(\d+)"><\/cardbook-formula>/g;
const placeholdersAndNeighbours = /[^\s<>]*(?:<cardbook-formula n="\d+"><\/cardbook-formula>[^\s<>]*)+/g;

/** The card's HTML with every formula in its place. What touches a formula without a space, such as a comma, stays on its line. */
export function fillFormulas(html: string, { formulas }: CardContext): string {
  return html.replaceAll(placeholdersAndNeighbours, (run) => {
    const isAlone = run.startsWith('<') && run.endsWith('>');
    const filled = run.replaceAll(placeholders, (_, n: string) => {
      const formula = formulas[Number(n)]?.html ?? '';
      return isAlone ? formula : keepLastPart(formula);
    });
    return isAlone ? filled : `<span class="keep">${filled}</span>`;
  });
}

/** A formula may break between its parts; with a wrapper around the last one, no line ends between it and what follows. */
function keepLastPart(formula: string): string {
  const start = formula.lastIndexOf('<span class="base">');
  const end = formula.length - '</span></span>'.length;
  return start < 0 ? formula : `${formula.slice(0, start)}<span class="keep">${formula.slice(start, end)}</span>${formula.slice(end)}`;
}

/** Display math may be wider than a phone: it scrolls in a box of its own that takes the focus. */
function boxed(element: Element): Element {
  const properties = { className: ['scroll', 'scroll-math'], tabIndex: 0, ariaLabel: 'Formula' };
  return { type: 'element', tagName: 'figure', properties, children: [element] };
}

function report(
  error: unknown,
  tex: string,
  start: { line: number; column: number; offset?: number | undefined } | undefined,
  context: CardContext,
): void {
  const offset =
    start?.offset === undefined ? undefined : offsetOfError(context.source, start.offset, tex, (error as { position?: number }).position);
  const { message, mend } = invalidTex(error);
  addProblem(context, start ? { position: { start } } : {}, message, mend, offset);
}

/**
 * The error's place in the card. The source holds every character of the formula in order and, in lists and quotes, the marks and the
 * indentation of its lines between them; a formula in an attribute is looked for from its component on.
 */
function offsetOfError(source: string, start: number, tex: string, position = 0): number | undefined {
  const fence = /^\$*/.exec(source.slice(start))?.[0].length ?? 0;
  const first = fence > 0 ? start + fence : source.indexOf(`$${tex}$`, start) + 1;
  if (first === 0) return undefined;
  let offset = first;
  for (const char of tex.slice(0, position)) offset = source.indexOf(char, offset) + 1;
  const culprit = tex[position];
  return culprit === undefined ? offset : source.indexOf(culprit, offset);
}

function hasClass({ properties }: Element, name: string): boolean {
  return Array.isArray(properties['className']) && properties['className'].includes(name);
}
