// Which of KaTeX's faces shows a character: what its stylesheet says of the classes that choose a font.

/** What a span's text is set in; `family` without the prefix `KaTeX_`. */
export interface FormulaFont {
  family: string;
  bold: boolean;
  italic: boolean;
}

/** The font of a formula before any class says otherwise. */
export const formulaFont: FormulaFont = { family: 'Main', bold: false, italic: false };

const bold = { bold: true };
const italic = { italic: true };

/** What the classes change, in the order of the stylesheet: a later one wins. */
const changes: Record<string, Partial<FormulaFont>> = {
  textbf: bold,
  textit: italic,
  textrm: { family: 'Main' },
  textsf: { family: 'SansSerif' },
  texttt: { family: 'Typewriter' },
  mathnormal: { family: 'Math', ...italic },
  mathit: { family: 'Main', ...italic },
  mathrm: { italic: false },
  mathbf: { family: 'Main', ...bold },
  boldsymbol: { family: 'Math', ...bold, ...italic },
  amsrm: { family: 'AMS' },
  mathbb: { family: 'AMS' },
  textbb: { family: 'AMS' },
  mathcal: { family: 'Caligraphic' },
  mathfrak: { family: 'Fraktur' },
  textfrak: { family: 'Fraktur' },
  mathboldfrak: { family: 'Fraktur', ...bold },
  textboldfrak: { family: 'Fraktur', ...bold },
  mathtt: { family: 'Typewriter' },
  mathscr: { family: 'Script' },
  textscr: { family: 'Script' },
  mathsf: { family: 'SansSerif' },
  mathboldsf: { family: 'SansSerif', ...bold },
  textboldsf: { family: 'SansSerif', ...bold },
  mathsfit: { family: 'SansSerif', ...italic },
  mathitsf: { family: 'SansSerif', ...italic },
  textitsf: { family: 'SansSerif', ...italic },
  mainrm: { family: 'Main', italic: false },
  'delim-size1': { family: 'Size1' },
  'delim-size4': { family: 'Size4' },
  'small-op': { family: 'Size1' },
  'large-op': { family: 'Size2' },
};

const order = new Map(Object.keys(changes).map((name, index) => [name, index]));

/** The font within a span of these classes that stands in text of `font`. */
export function fontWithin(classes: readonly string[], font: FormulaFont): FormulaFont {
  const known = classes.filter((name) => order.has(name)).sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const size = classes.includes('delimsizing') ? classes.find((name) => /^size[1-4]$/.test(name)) : undefined;
  if (known.length === 0 && size === undefined) return font;
  return Object.assign({ ...font }, ...known.map((name) => changes[name]), size ? { family: size.replace('s', 'S') } : {}) as FormulaFont;
}

/** The styles in which KaTeX has a family, if not only upright and light. */
const styles: Record<string, readonly string[]> = {
  Main: ['Regular', 'Bold', 'Italic', 'BoldItalic'],
  Math: ['Italic', 'BoldItalic'],
  Caligraphic: ['Regular', 'Bold'],
  Fraktur: ['Regular', 'Bold'],
  SansSerif: ['Regular', 'Bold', 'Italic'],
};

/** The face that a browser takes for a font, such as `KaTeX_Main-Bold`: of the faces of the right slant, or else of all, the one of the right weight. */
export function faceOf({ family, bold: isBold, italic: isItalic }: FormulaFont): string {
  const all = styles[family] ?? ['Regular'];
  const slanted = all.filter((style) => style.endsWith('Italic') === isItalic);
  const candidates = slanted.length > 0 ? slanted : all;
  return `KaTeX_${family}-${candidates.find((style) => style.startsWith('Bold') === isBold) ?? candidates[0] ?? ''}`;
}
