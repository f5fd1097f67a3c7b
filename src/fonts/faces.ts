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
  /** The whole font, within node_modules. */
  file: string;
  /** What is kept of the axes of a variable font. */
  axes?: Record<string, number | { min: number; max: number }>;
  /** What it has to show. */
  characters: ReadonlySet<string>;
}

type Font = Omit<Face, 'name' | 'characters'>;

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

/** What the pages of every book may show beside its own texts: words of our components and of readers. */
const pageCharacters = " !&'(),-./0123456789:;=?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz·–—‘’“”…←→";

/** A face by its name: one of running text, or the name of one of KaTeX's files. */
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
  return [...all].map(([name, characters]) => ({ ...fontOf(name), name: fileName(name), characters }));
}

/** The faces that the first lines of a page need at once. */
export function firstFaces(hasFormulas: boolean): string[] {
  return [uprightFace, ...(hasFormulas ? ['KaTeX_Math-Italic', 'KaTeX_Main-Regular'] : [])].map(fileName);
}

/** The address of the face with this file name. */
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

function fileName(name: string): string {
  return name.replace('_', '-').toLowerCase();
}
