import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Face } from './faces.ts';

/** Browsers scale outlines well without hints, and what the dropped tables say no page asks for. */
const options = {
  targetFormat: 'woff2',
  noHinting: true,
  keepFeatures: ['kern', 'liga'],
  dropTables: ['BASE', 'GDEF', 'STAT', 'gasp'],
} as const;

/** The face as WOFF2 with no other glyphs than those of its characters. Kept in the folder `cache`: compressing all faces takes a second. */
export async function subsetFace({ file, axes, characters }: Face, cache: string): Promise<Uint8Array<ArrayBuffer>> {
  const whole = await readFile(resolve('node_modules', file));
  const text = [...characters].sort().join('');
  const settings = { ...options, ...(axes && { variationAxes: axes }) };
  const kept = join(cache, 'fonts', createHash('sha256').update(whole).update(JSON.stringify(settings)).update(text).digest('hex'));
  try {
    return new Uint8Array(await readFile(kept));
  } catch {
    const { default: subsetFont } = await import('subset-font');
    const subset = new Uint8Array(await subsetFont(whole, text, settings));
    await mkdir(join(kept, '..'), { recursive: true });
    await writeFile(kept, subset);
    return subset;
  }
}
