import type { APIRoute } from 'astro';
import { getHandbook } from '../../content.ts';
import { faces, type Face } from '../../fonts/faces.ts';
import { subsetFace } from '../../fonts/subset.ts';
import { labParts } from '../../labs/book-parts.ts';
import { addCharacters, joinCharacters } from '../../lib/characters.ts';

export function getStaticPaths() {
  return faces.map((face) => ({ params: { name: face.name }, props: face }));
}

/** A font with the characters of the book and its labs. */
export const GET: APIRoute<Face> = async ({ props }) => {
  const { about, characters } = await getHandbook();
  const all = new Set(characters);
  addCharacters((await labParts(about.labs)).text, all);
  return new Response(await subsetFace(props, joinCharacters(all), about.cache), { headers: { 'Content-Type': 'font/woff2' } });
};
