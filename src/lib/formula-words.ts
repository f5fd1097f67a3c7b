import { wordsOf } from './search-words.ts';

/** A letter, number or name of a formula with what stands at its foot and its head. */
interface Atom {
  name: string;
  foot: string[];
  head: string[];
  /** Whether nothing but space stands between it and the atom before. */
  isNext: boolean;
}

const silent =
  /^(left|right|[bB]igg?[lr]?|quad|qquad|frac|tfrac|dfrac|mathrm|mathcal|mathbb|mathbf|mathsf|text|textbf|operatorname|hat|bar|tilde|boldsymbol|displaystyle|limits|top|underbrace|overline|sqrt|mathit)$/;
const apart =
  /^(cdot|times|approx|propto|mid|in|sim|le|leq|ge|geq|ll|gg|to|ldots|dots|cdots|pm|neq|equiv|rightarrow|Rightarrow|qquad|lceil|rceil|lfloor|rfloor|lVert|rVert|Vert|subset|cup|cap|notin|forall|exists|odot|otimes|circ|succ|prec|mapsto)$/;
const names: Readonly<Record<string, string>> = { infty: 'infinity', varepsilon: 'epsilon', varphi: 'phi', ell: 'l' };

/** The search words of a formula's TeX in order: each atom, atoms with their index as one word (`W_q` as `wq`), and neighbours joined (`BA`, `6ND`). */
export function formulaWords(tex: string): string[] {
  const words: string[] = [];
  const atoms = atomsOf(tex);
  for (const [index, { name, foot, head, isNext }] of atoms.entries()) {
    words.push(name);
    if (foot.length > 0) words.push(name + foot.join(''), ...foot);
    if (head.length > 0) words.push(name + head.join(''), ...head);
    const before = atoms[index - 1];
    if (!isNext || !before || !isJoined(before.name, name)) continue;
    words.push(before.name + name);
    const third = atoms[index - 2];
    // Longer words are typed of bare letters and numbers alone.
    if (before.isNext && third && [third, before].every((atom) => /^(.|\d+)$/.test(atom.name) && atom.foot.length === 0))
      words.push(third.name + before.name + name);
  }
  return words;
}

/** The symbols that a formula shows: its letters and names, with and without index. */
export function formulaSymbols(tex: string): string[] {
  const atoms = atomsOf(tex);
  return atoms.flatMap(({ name, foot, isNext }, index) => {
    if (/^\d/.test(name)) return [];
    const before = atoms[index - 1];
    const change = isNext && before?.name === 'delta' ? [before.name + name] : [];
    return [...(foot.length > 0 ? [name, name + foot.join('')] : [name]), ...change];
  });
}

/** What stands for a symbol among the symbols of formulas: its letter with its index. */
export function symbolKey(tex: string): string {
  return formulaSymbols(tex).at(-1) ?? '';
}

const greek = /^(alpha|beta|gamma|delta|epsilon|theta|lambda|mu|pi|rho|sigma|tau|phi|psi|omega|nabla|partial)$/;

/** Whether people write two neighbours as one word, or with nothing but a parenthesis or a slash between: letters, numbers, names of functions. */
function isJoined(first: string, second: string): boolean {
  return (second.length === 1 || greek.test(second)) && (first.length === 1 || /^(\d+|softmax)$/.test(first) || greek.test(first));
}

function atomsOf(tex: string): Atom[] {
  const tokens = [...clean(tex).matchAll(/\\[a-zA-Z]+|[a-z]{2,}(?=\})|\d+(?:\.\d+)?|\p{L}|[{}_^]|\s+|\S/gu)].map(([token]) => token);
  const atoms: Atom[] = [];
  let isNext = false;
  let place = 0;
  while (place < tokens.length) {
    const token = tokens[place++] ?? '';
    if (token === '_' || token === '^') {
      const group = groupAt(tokens, place);
      place = group.end;
      const last = atoms.at(-1);
      if (last) (token === '_' ? last.foot : last.head).push(...group.names);
      continue;
    }
    const name = nameOf(token);
    if (name !== undefined) {
      atoms.push({ name, foot: [], head: [], isNext });
      isNext = true;
    } else if (!/^[\s{}(/]/.test(token) && !isSilent(token)) isNext = false;
  }
  return atoms;
}

/** The names of a group in braces, or of the one token at `start`. */
function groupAt(tokens: readonly string[], start: number): { names: string[]; end: number } {
  let depth = 0;
  const names: string[] = [];
  for (let place = start; place < tokens.length; place++) {
    const token = tokens[place] ?? '';
    if (token === '{') depth++;
    else if (token === '}') depth--;
    else {
      const name = nameOf(token);
      if (name !== undefined) names.push(name);
      if (isSilent(token) || /^\s/.test(token)) continue;
    }
    if (depth <= 0) return { names, end: place + 1 };
  }
  return { names, end: tokens.length };
}

function isSilent(token: string): boolean {
  return token.startsWith('\\') && silent.test(token.slice(1));
}

const knownNames = new Map<string, string | undefined>();

/** What a token is called, if it has a name; tokens recur from formula to formula. */
function nameOf(token: string): string | undefined {
  if (!knownNames.has(token)) knownNames.set(token, findName(token));
  return knownNames.get(token);
}

function findName(token: string): string | undefined {
  if (token.startsWith('\\')) {
    const command = token.slice(1);
    return silent.test(command) || apart.test(command) ? undefined : (names[command] ?? command.toLowerCase());
  }
  return /^[\p{L}\d]/u.test(token) ? (wordsOf(token)[0]?.surface ?? undefined) : undefined;
}

/** Takes out what is only layout, and makes words in upright letters one name. */
function clean(tex: string): string {
  return tex
    .replaceAll(/\\(?:begin|end)\{[^}]*\}|\\tag\{[^}]*\}|\\[,;:!> ]|\\\\|&/g, ' ')
    .replaceAll(
      /\\(?:mathrm|text|operatorname\*?|textbf|mathsf)\s*\{([A-Za-z][A-Za-z-]+)\}/g,
      (_, word: string) => ` \\${word.replaceAll('-', '')} `,
    );
}
