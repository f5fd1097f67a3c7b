import { faceOf, fontWithin, formulaFont, type FormulaFont } from './formula-faces.ts';

/** Characters by the name of the face that shows them. */
export type FaceCharacters = Map<string, Set<string>>;

/** The faces of running text; those of formulas have KaTeX's names for them. */
export const uprightFace = 'source-serif';
export const italicFace = 'source-serif-italic';

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };
const voidTags = /^(?:br|hr|img|input|wbr)$/;
const italicTags = /^(?:cite|em|i)$/;
/** What shows nothing, or shows it in a face of the reader's system. */
const otherTags = /^(?:code|kbd|math|pre|samp|svg|script|style)$/;
const parts = /<(\/?)([\w-]+)((?:[^>"']|"[^"]*"|'[^']*')*)>|<!--.*?-->|[^<]+/gs;

/** Where a piece of text stands: in a formula's font, or in a face by name; undefined where it needs no glyph of ours. */
type Setting = FormulaFont | string | undefined;

/** Adds every character that a piece of well-formed HTML shows. */
export function addCharacters(html: string, into: FaceCharacters): void {
  const open: Setting[] = [];
  let setting: Setting = uprightFace;
  for (const [part, end, tag = '', attributes = ''] of html.matchAll(parts)) {
    if (end === undefined) {
      if (setting !== undefined && !part.startsWith('<'))
        addText(decode(part), typeof setting === 'string' ? setting : faceOf(setting), into);
    } else if (end === '/') {
      setting = open.pop();
    } else if (!attributes.endsWith('/') && !voidTags.test(tag)) {
      open.push(setting);
      setting = settingWithin(tag, attributes, setting);
    }
  }
}

/** Adds the characters of a text that has no markup, or a set of characters. */
export function addText(text: Iterable<string>, face: string, into: FaceCharacters): void {
  let characters = into.get(face);
  if (!characters) into.set(face, (characters = new Set()));
  for (const character of text) if (character >= ' ') characters.add(character);
}

/** Adds all that is in `from`. */
export function addAll(from: FaceCharacters | Readonly<Record<string, string>>, into: FaceCharacters): void {
  for (const [face, characters] of from instanceof Map ? from : Object.entries(from)) addText(characters, face, into);
}

/** The characters of each face as one text, faces and characters sorted. */
export function joinCharacters(characters: FaceCharacters): Record<string, string> {
  const names = [...characters.keys()].sort();
  return Object.fromEntries(names.map((name) => [name, [...(characters.get(name) ?? [])].sort().join('')]));
}

function settingWithin(tag: string, attributes: string, around: Setting): Setting {
  if (around === undefined || otherTags.test(tag)) return undefined;
  const classes = (/ class=["']([^"']*)/.exec(attributes)?.[1] ?? '').split(' ');
  if (classes.includes('katex')) return formulaFont;
  if (typeof around !== 'string') return fontWithin(classes, around);
  return italicTags.test(tag) ? italicFace : around;
}

function decode(text: string): string {
  return text.replaceAll(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) =>
    hex ? fromCode(hex, 16) : decimal ? fromCode(decimal, 10) : (entities[name ?? ''] ?? whole),
  );
}

function fromCode(digits: string, radix: number): string {
  return String.fromCodePoint(Number.parseInt(digits, radix));
}
