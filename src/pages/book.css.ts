import type { APIRoute } from 'astro';
import { base, getHandbook } from '../content.ts';
import { facesFor, fontFaceRules } from '../fonts/faces.ts';
import { labParts } from '../labs/book-parts.ts';
import { styleSheet } from '../lib/formula-styles.ts';

/** Stands in the first stylesheet of every page: the others come in any order. */
const layers = '@layer theme, base, katex, components, utilities;\n';

/** What of the styles depends on the book: its fonts, and the classes that stand for the inline styles of formulas. */
export const GET: APIRoute = async () => {
  const { formulaStyles, characters } = await getHandbook();
  const { styles, characters: labCharacters } = await labParts();
  const faces = facesFor(characters, labCharacters);
  return new Response(layers + fontFaceRules(base, faces) + formulaStyles + styleSheet(styles), {
    headers: { 'Content-Type': 'text/css; charset=utf-8' },
  });
};
