import type { ElementContent, RootContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { visualFormulas } from '../lib/visual-formulas.ts';
import type { Formula } from './formulas.ts';
import { plainText } from './plain-text.ts';
import { formulaNumber } from './rehype-formulas.ts';

/** About three lines of a list of results. */
const fullLength = 240;
/** Stands in the place of a citation until the whole text is known. */
const citation = '\uE000';
const kept = /^(em|strong|code)$/;

/** The first lines of an answer as inline HTML, without links and citations, with an ellipsis where it is cut. */
export function leadOf(answer: readonly RootContent[], formulas: readonly Formula[]): string {
  const paragraphs = answer.flatMap((node) => (node.type === 'element' && node.tagName === 'p' ? [node] : []));
  const children: ElementContent[] = [];
  const budget = { left: fullLength };
  for (const paragraph of paragraphs) {
    if (budget.left <= fullLength / 3) break;
    if (children.length > 0) children.push({ type: 'text', value: ' ' });
    for (const child of paragraph.children) take(child, children, budget, formulas);
    endWithEllipsis(children, formulas);
  }
  const html = toHtml(children)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(new RegExp(`\\s?\\(${citation}[^()]*(\\)|…?$)`, 'g'), (_, end: string) => (end === ')' ? '' : '…'))
    .replaceAll(citation, '');
  return html.replaceAll(/<cardbook-formula n="(\d+)"><\/cardbook-formula>/g, (_, n: string) => visual(formulas[Number(n)])).trim();
}

/** In a few lines of text, a symbol is typeset; a longer formula stands as plain text, as fractions would tear the lines apart. */
function visual(formula: Formula | undefined): string {
  if (!formula) return '';
  const isSymbol = !/[\s/√(]/.test(formula.text);
  return isSymbol ? visualFormulas(formula.html, formula.text) : toHtml({ type: 'text', value: formula.text });
}

/** Copies a node for as long as there is room, and takes links and citations out. */
function take(node: ElementContent, into: ElementContent[], budget: { left: number }, formulas: readonly Formula[]): void {
  if (budget.left <= 0) return;
  if (node.type === 'text') {
    into.push({ type: 'text', value: cut(node.value, budget.left) });
    budget.left -= node.value.length;
    return;
  }
  if (node.type !== 'element') return;
  if (isCitation(node)) {
    into.push({ type: 'text', value: citation });
    return;
  }
  if (formulaNumber(node) !== undefined) {
    budget.left -= plainText(node, formulas).length;
    into.push(node);
    return;
  }
  const inner: ElementContent[] = [];
  for (const child of node.children) take(child, inner, budget, formulas);
  into.push(...(kept.test(node.tagName) ? [{ ...node, properties: {}, children: inner }] : inner));
}

/** A paragraph that leads to a formula of its own, which is left out, ends in the middle of a sentence. */
function endWithEllipsis(children: ElementContent[], formulas: readonly Formula[]): void {
  const last = children.at(-1);
  if (!last || /[.!?…)\uE000]\s*$/.test(plainText(last, formulas))) return;
  if (last.type === 'text') last.value = last.value.replace(/[\s,;:]*$/, '…');
  else children.push({ type: 'text', value: '…' });
}

/** Whole words of at most `length` characters, with an ellipsis where something is left out. */
function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const start = text.slice(0, length);
  return `${start.slice(0, Math.max(start.lastIndexOf(' '), 0)).replace(/[\s,;:–(-]+$/, '')}…`;
}

function isCitation(node: ElementContent): boolean {
  const target = node.type === 'element' ? node.properties['href'] : undefined;
  return typeof target === 'string' && target.startsWith('#source-');
}
