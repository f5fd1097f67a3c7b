import katex, { type KatexOptions } from 'katex';
import { addCharacters, type FaceCharacters } from '../lib/characters.ts';
import { formulaSymbols, formulaWords } from '../lib/formula-words.ts';
import { classStyles } from '../lib/formula-styles.ts';
import { mathToText, type MathNode } from './math-text.ts';

// rehype-katex reads KaTeX's HTML back into elements: 0.88 ms a formula, where KaTeX itself takes 0.25, and the serializer writes it out
// again. A formula stays a string here; rehype-katex renders the standing pages.

/** A formula, rendered. */
export interface Formula {
  html: string;
  /** As Unicode plain text. */
  text: string;
  /** What it is found by. */
  words: readonly string[];
  /** The letters and names that it shows, with and without index. */
  symbols: readonly string[];
  /** Its classes, those that stand for inline styles included. */
  styles: ReadonlySet<string>;
  /** What it shows, face by face. */
  characters: FaceCharacters;
  /** What KaTeX threw, if it did; the HTML then shows the source. */
  error?: unknown;
}

/** KaTeX's tree of a formula, of which it writes its HTML. */
interface BuiltNode extends MathNode {
  toMarkup(): string;
}

const { __renderToDomTree: build } = katex as unknown as { __renderToDomTree: (tex: string, options: KatexOptions) => BuiltNode };

/** Sizes and expansions are bounded so that no formula can fill the page or stall the build. */
const options: KatexOptions = {
  strict: 'error',
  // With `false`, KaTeX would write the command in red and say nothing.
  trust: ({ command }) => {
    throw new katex.ParseError(`${command} is not allowed`) as unknown as Error;
  },
  throwOnError: true,
  maxSize: 20,
  maxExpand: 1000,
};

const rendered = new Map<string, Formula>();

/** How many formulas are kept: a book of 20,000 cards has 160,000 that occur once, of some 7 KB each. */
const mostKept = 4096;

/** Renders a formula, once however often it occurs in a book; in a large one, those not seen for long are forgotten. */
export function renderFormula(tex: string, isDisplay: boolean): Formula {
  const key = `${isDisplay ? 'display' : 'inline'} ${tex}`;
  const formula = rendered.get(key) ?? render(tex, isDisplay);
  // A map keeps its order: what was used last stands last.
  rendered.delete(key);
  rendered.set(key, formula);
  if (rendered.size > mostKept) rendered.delete(rendered.keys().next().value as string);
  return formula;
}

/** A formula whose MathML says its text as a label: Chromium leaves MathML out of the names of headings and links. */
export function labelled(formula: Formula): Formula {
  const label = formula.text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return { ...formula, html: formula.html.replace('<math ', `<math aria-label="${label}" `) };
}

function render(tex: string, displayMode: boolean): Formula {
  try {
    const tree = build(tex, { ...options, displayMode });
    const styles = new Set<string>();
    const characters: FaceCharacters = new Map();
    const html = classStyles(tree.toMarkup(), styles);
    addCharacters(html, characters);
    return {
      html,
      text: mathToText(findMath(tree) as MathNode),
      words: formulaWords(tex),
      symbols: formulaSymbols(tex),
      styles,
      characters,
    };
  } catch (error) {
    const source = tex.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    return {
      html: `<code class="formula-error">${source}</code>`,
      text: tex,
      words: [],
      symbols: [],
      styles: new Set(),
      characters: new Map(),
      error,
    };
  }
}

/** The formula's MathML, which stands beside its visual rendering. */
function findMath(node: MathNode): MathNode | undefined {
  if (node.type === 'math') return node;
  for (const child of node.children ?? []) {
    const found = findMath(child);
    if (found) return found;
  }
  return undefined;
}
