import type { APIRoute } from 'astro';
import { readFile } from 'node:fs/promises';
import { base, getHandbook } from '../content.ts';
import { facesFor, fontFaceRules, formulaFontRules } from '../fonts/faces.ts';
import { labParts } from '../labs/book-parts.ts';
import { styleSheet, usedRules } from '../lib/formula-styles.ts';
import global from '../styles/global.css?inline';

/** Stands before all else: stylesheets that some pages have beside this one come in any order. */
const layers = '@layer theme, base, katex, components, utilities;\n';

/** The one stylesheet that every page has: the book's fonts, the classes of its formulas, what of KaTeX's styles they use, and our rules. */
export const GET: APIRoute = async () => {
  const { about, formulaClasses, characters } = await getHandbook();
  const labs = await labParts(about.labs);
  const classes = new Set([...formulaClasses, ...labs.classes]);
  const faces = facesFor(characters, labs.characters);
  const katex = usedRules(await readFile('node_modules/katex/dist/katex.min.css', 'utf8'), classes);
  const parts = [layers, fontFaceRules(base, faces), `@layer katex{\n${formulaFontRules(katex, faces)}}\n`, styleSheet(classes), global];
  return new Response(parts.join(''), { headers: { 'Content-Type': 'text/css; charset=utf-8' } });
};
