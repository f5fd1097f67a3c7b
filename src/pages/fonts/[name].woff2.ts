import type { APIRoute } from 'astro';
import { getHandbook } from '../../content.ts';
import { facesFor, type Face } from '../../fonts/faces.ts';
import { subsetFace } from '../../fonts/subset.ts';
import { labParts } from '../../labs/book-parts.ts';

export async function getStaticPaths() {
  const { about, characters } = await getHandbook();
  const faces = facesFor(characters, (await labParts(about.labs)).characters);
  return faces.map((face) => ({ params: { name: face.name }, props: face }));
}

/** A font with the characters of the book and its labs. */
export const GET: APIRoute<Face> = async ({ props }) => {
  const { about } = await getHandbook();
  return new Response(await subsetFace(props, about.cache, about.code), { headers: { 'Content-Type': 'font/woff2' } });
};
