import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Face } from './faces.ts';
import { joinFonts } from './join.ts';

/** Browsers scale outlines well without hints, and what the dropped tables say no page asks for. */
const options = { noHinting: true, keepFeatures: ['kern', 'liga'], dropTables: ['BASE', 'GDEF', 'STAT', 'gasp'] };

/**
 * The face as WOFF2 with no other glyphs than those of its characters. Kept in the folder `cache` for as long as `code`, the digest of our
 * own, is the same: making all faces takes a second.
 */
export async function subsetFace({ sources, axes }: Face, cache: string, code: string): Promise<Uint8Array<ArrayBuffer>> {
  const settings = { ...options, ...(axes && { variationAxes: axes }) };
  const parts = await Promise.all(
    sources.map(async ({ file, characters }) => ({
      whole: await readFile(resolve('node_modules', file)),
      text: [...characters].sort().join(''),
    })),
  );
  const hash = createHash('sha256').update(code);
  for (const { whole, text } of parts) hash.update(whole).update(text);
  const kept = join(cache, 'fonts', hash.digest('hex'));
  try {
    return new Uint8Array(await readFile(kept));
  } catch {
    const { default: subsetFont } = await import('subset-font');
    const fonts = await Promise.all(parts.map(({ whole, text }) => subsetFont(whole, text, { ...settings, targetFormat: 'truetype' })));
    const [font] = fonts.length > 1 ? [Buffer.from(joinFonts(fonts))] : fonts;
    const all = { keepAllGlyphs: true, targetFormat: 'woff2' } as const;
    const compressed = new Uint8Array(await subsetFont(font as Buffer, '', all));
    await mkdir(join(kept, '..'), { recursive: true });
    await writeFile(kept, compressed);
    return compressed;
  }
}
