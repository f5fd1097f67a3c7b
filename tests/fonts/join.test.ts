import { readFileSync } from 'node:fs';
import subsetFont from 'subset-font';
import { describe, expect, it } from 'vitest';
import { joinFonts } from '../../src/fonts/join.ts';
import { readFont } from '../../src/fonts/sfnt.ts';

const cut = (name: string, characters: string): Promise<Buffer> =>
  subsetFont(readFileSync(`node_modules/katex/dist/fonts/KaTeX_${name}.woff2`), characters, { targetFormat: 'truetype' });

const [upright, italic, large] = await Promise.all([cut('Main-Regular', '(xy'), cut('Math-Italic', 'xα'), cut('Size2-Regular', '(')]);

function advances(file: Uint8Array): Record<string, number | undefined> {
  const { characters, glyphs } = readFont(file);
  return Object.fromEntries([...characters].map(([character, glyph]) => [String.fromCodePoint(character), glyphs[glyph]?.advance]));
}

describe('joinFonts', () => {
  it('gives each character the glyph of the first font that has it', () => {
    expect(advances(joinFonts([upright, italic, large]))).toEqual({ ...advances(italic), ...advances(upright) });
  });

  it('keeps the glyphs of every font, and one for what is missing', () => {
    // Whoever cuts out one bracket gets the other along.
    expect(readFont(joinFonts([upright, italic, large])).glyphs).toHaveLength(1 + 4 + 2 + 2);
  });

  it('gives a font that others read, with a stylistic set for each font after the first', async () => {
    const joined = Buffer.from(joinFonts([upright, italic, large]));
    const count = async (feature: string): Promise<number> => {
      const kept = await subsetFont(joined, '(x', { targetFormat: 'truetype', keepFeatures: [feature] } as object);
      return readFont(kept).glyphs.length;
    };
    expect(await Promise.all(['kern', 'ss01', 'ss02', 'ss03'].map(count))).toEqual([4, 5, 6, 4]);
  });

  it('is the same each time', () => {
    expect(joinFonts([upright, italic])).toEqual(joinFonts([upright, italic]));
  });
});
