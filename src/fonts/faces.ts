import { addAll, addText, italicFace, uprightFace, type FaceCharacters } from '../lib/characters.ts';

/** A font file of the book, cut down to the characters that the book uses. */
export interface Face {
  /** Name of the file in the site, without ending. */
  name: string;
  family: string;
  /** One weight, or the lowest and the highest. */
  weight: string;
  style: 'normal' | 'italic';
  /** What happens when it comes late: with `optional` the stand-in stays until the next page, so that nothing moves. */
  display: 'optional' | 'swap';
  /** What is kept of the axes of a variable font. */
  axes?: Record<string, number | { min: number; max: number }>;
  /** The whole font that it is cut from, or several that are joined: the second is reached by `ss01`, the third by `ss02`, and so on. */
  sources: Source[];
}

/** A font within node_modules, and what it has to show. */
interface Source {
  file: string;
  characters: ReadonlySet<string>;
}

type Font = Omit<Face, 'name' | 'sources'> & { file: string };

const serif = { family: 'Source Serif 4', file: '@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght' };

const textFonts: Record<string, Font> = {
  [uprightFace]: {
    ...serif,
    file: `${serif.file}-normal.woff2`,
    weight: '400 600',
    style: 'normal',
    display: 'optional',
    axes: { wght: { min: 400, max: 600 } },
  },
  [italicFace]: { ...serif, file: `${serif.file}-italic.woff2`, weight: '400', style: 'italic', display: 'swap', axes: { wght: 400 } },
};

/** KaTeX's faces of which a page with formulas needs two and one or the other more: they lie in one file. */
const joined = [
  'Main-Regular',
  'Math-Italic',
  'AMS-Regular',
  'Caligraphic-Regular',
  ...[1, 2, 3, 4].map((size) => `Size${size}-Regular`),
].map((name) => `KaTeX_${name}`);
const joinedName = 'katex';

/** What the pages of every book may show beside its own texts: words of our components and of readers. */
const pageCharacters = " !&'(),-./0123456789:;=?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz·–—‘’“”…←→";

/** A font by its name: one of running text, or the name of one of KaTeX's files. */
function fontOf(name: string): Font {
  const [family = '', variant = ''] = name.split('-');
  return (
    textFonts[name] ?? {
      family,
      weight: variant.startsWith('Bold') ? '700' : '400',
      style: variant.endsWith('Italic') ? 'italic' : 'normal',
      display: 'swap',
      file: `katex/dist/fonts/${name}.woff2`,
    }
  );
}

/** The faces that texts need, those of running text first. */
export function facesFor(...texts: FaceCharacters[]): Face[] {
  const all: FaceCharacters = new Map();
  for (const name of [uprightFace, italicFace]) addText(pageCharacters, name, all);
  for (const characters of texts) addAll(characters, all);
  const cut = (name: string): Face => {
    const { file, ...font } = fontOf(name);
    return { ...font, name: name.replace('_', '-').toLowerCase(), sources: [{ file, characters: all.get(name) ?? new Set() }] };
  };
  const faces = [...all.keys()].filter((name) => !joined.includes(name)).map(cut);
  const formulas = joined.filter((name, index) => index === 0 || all.has(name)).map(cut);
  const [main] = formulas;
  if (!main || !joined.some((name) => all.has(name))) return faces;
  return [...faces, { ...main, name: joinedName, sources: formulas.flatMap(({ sources }) => sources) }];
}

/** The names of the faces that the first lines of a page need at once. */
export function firstFaces(hasFormulas: boolean): string[] {
  return hasFormulas ? [uprightFace, joinedName] : [uprightFace];
}

/** The address of the face with this name. */
export function faceUrl(base: string, name: string): string {
  return `${base}fonts/${name}.woff2`;
}

/** The `@font-face` rules of faces. */
export function fontFaceRules(base: string, faces: readonly Face[]): string {
  return faces
    .map(
      ({ name, family, weight, style, display }) =>
        `@font-face{font-family:'${family}';font-style:${style};font-weight:${weight};font-display:${display};src:url(${faceUrl(base, name)}) format('woff2')}\n`,
    )
    .join('');
}

/** KaTeX's rules with its faces where they lie, and with stand-ins that are as wide. */
export function formulaFontRules(rules: string, faces: readonly Face[]): string {
  const sources = faces.find(({ name }) => name === joinedName)?.sources ?? [];
  return rules
    .replaceAll('KaTeX_Main,', "KaTeX_Main,'Formula Times',")
    .replaceAll(/\{[^}]*font-family:(KaTeX_\w+)[^}]*\}/g, (rule, family: string) => {
      const set = sources.findIndex(({ file }) => file.includes(`${family}-`));
      if (set < 1 || rule.includes('font-weight')) return rule;
      const standIn = family === 'KaTeX_Math' ? 'Formula Times Italic' : 'Formula Times';
      return `{font-family:KaTeX_Main,'${standIn}';font-feature-settings:'ss0${set}';font-style:normal;font-weight:400}`;
    });
}
