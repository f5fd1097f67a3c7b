import type { APIRoute } from 'astro';
import { readFile } from 'node:fs/promises';

const licences = {
  'Source Serif 4: copyright 2014–2023 Adobe (http://www.adobe.com/)': '@fontsource-variable/source-serif-4/LICENSE',
  'The fonts of KaTeX': 'katex/LICENSE',
};

/** The licences of the fonts, which want to be given along with them. */
export const GET: APIRoute = async () => {
  const texts = await Promise.all(
    Object.entries(licences).map(async ([fonts, file]) => `${fonts}\n\n${await readFile(`node_modules/${file}`, 'utf8')}`),
  );
  return new Response(texts.join('\n\n'), { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
};
