const signs = new Map([
  ['-', '_'],
  ['.', 'D'],
  ['#', 'H'],
  ['%', 'P'],
]);
const letters = new Map([...signs].map(([sign, letter]) => [letter, sign]));

/**
 * The class that stands for a declaration and says it: `margin-left:-0.25em` becomes `s-margin_left-_0D25em`. Letters, digits, hyphens
 * and underscores alone, so that it needs no escape; the same in every build and on every page.
 */
export function styleClass(declaration: string): string {
  const [property = '', ...values] = declaration.split(':');
  const encode = (text: string): string =>
    text.replaceAll(/[^a-z0-9]/g, (char) => signs.get(char) ?? `U${(char.codePointAt(0) ?? 0).toString(16)}Z`);
  return `s-${encode(property)}-${encode(values.join(':'))}`;
}

/** The stylesheet of such classes, in order of name, each once; other classes among them have no part in it. */
export function styleSheet(classes: Iterable<string>): string {
  return [...new Set(classes)]
    .filter((name) => name.startsWith('s-'))
    .sort()
    .map((name) => `.${name}{${declarationOf(name)}}\n`)
    .join('');
}

function declarationOf(name: string): string {
  const [, property = '', value = ''] = name.split('-');
  const decode = (text: string): string =>
    text.replaceAll(/U([\da-f]+)Z|[_DHP]/g, (found, code?: string) =>
      code === undefined ? (letters.get(found) ?? found) : String.fromCodePoint(Number.parseInt(code, 16)),
    );
  return `${decode(property)}:${decode(value)}`;
}

/** A declaration with lengths to a thousandth of an em, a hundredth of a pixel: KaTeX writes one digit more, and fewer classes result. */
function rounded(declaration: string): string {
  return declaration.replaceAll(/\d*\.\d{4,}(?=em\b)/g, (length) => String(Math.round(Number(length) * 1000) / 1000));
}

/** Replaces the styles of KaTeX's markup, in which `style` follows `class`, by classes, and adds every class to `into`. */
export function classStyles(markup: string, into: Set<string>): string {
  return markup.replaceAll(/ class="([^"]*)"(?: style="([^"]*)")?| style="([^"]*)"/g, (_, names = '', style = '', lone = '') => {
    const own = (names as string).split(' ').filter(Boolean);
    for (const name of own) into.add(name);
    return ` class="${[...own, ...classesOf((style as string) || (lone as string), into)].join(' ')}"`;
  });
}

/** The rules of KaTeX's stylesheet that speak of no other classes than these; fonts have rules of their own. */
export function usedRules(stylesheet: string, classes: ReadonlySet<string>): string {
  const rules = stylesheet.replaceAll(/\/\*.*?\*\/|@font-face\{[^}]*\}/gs, '').matchAll(/([^{}]+)(\{[^{}]*\})/g);
  return [...rules]
    .map(([, selectors = '', declarations = '']) => {
      const used = selectors.split(',').filter((selector) => {
        const named = selector.replaceAll(/:not\([^)]*\)/g, '').matchAll(/\.([\w-]+)/g);
        return named.every(([, name = '']) => classes.has(name));
      });
      return used.length > 0 ? `${used.join(',')}${declarations}\n` : '';
    })
    .join('');
}

const known = new Map<string, string[]>();

/** The classes of all declarations of a `style` attribute, which are added to `into`. */
export function classesOf(style: string, into: Set<string>): string[] {
  let classes = known.get(style);
  if (!classes) {
    const declarations = style.split(';').map((declaration) => rounded(declaration.replace(/\s*:\s*/, ':').trim()));
    known.set(style, (classes = declarations.filter((text) => text !== '').map(styleClass)));
  }
  for (const name of classes) into.add(name);
  return classes;
}
