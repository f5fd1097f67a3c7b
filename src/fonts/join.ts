import { bytesOf, lettersOf, readFont, writeFont, type Glyph, type Numbers } from './sfnt.ts';

/**
 * One TrueType font in the place of several. The first gives its names and measures. What a later one shows in the place of a character
 * is reached by a stylistic set: by `ss01` the glyphs of the second font, by `ss02` those of the third, and so on.
 */
export function joinFonts(files: readonly Uint8Array[]): Uint8Array {
  const fonts = files.map(readFont);
  const [first] = fonts;
  if (!first) throw new RangeError('joinFonts: files must hold at least one font.');
  const glyphs: Glyph[] = first.glyphs.slice(0, 1);
  /** The number of each glyph, font by font and character by character. */
  const numbers = fonts.map(({ glyphs: own, characters }) => {
    const place = (glyph: number): number => glyphs.push(own[glyph] as Glyph) - 1;
    return new Map([...characters].sort(([a], [b]) => a - b).map(([character, glyph]) => [character, place(glyph)]));
  });
  const base = new Map<number, number>();
  for (const font of numbers) for (const [character, glyph] of font) if (!base.has(character)) base.set(character, glyph);
  const sets = numbers.slice(1).map((font) => {
    const pairs = [...font].map(([character, glyph]): [number, number] => [base.get(character) ?? 0, glyph]);
    return pairs.filter(([from, to]) => from !== to).sort(([a], [b]) => a - b);
  });
  return writeFont(first.tables, fonts, glyphs, base, substitutions(sets));
}

/** The table `GSUB` with a stylistic set for each list of pairs of glyphs. */
function substitutions(sets: readonly (readonly [number, number][])[]): Uint8Array {
  const count = sets.length;
  const tags = sets.map((_, index): Numbers => lettersOf(`ss${String(index + 1).padStart(2, '0')}`));
  const script: Numbers = [
    [2, 1],
    [4, 0x44464c54],
    [2, 8],
    [2, 4],
    [2, 0],
    [2, 0],
    [2, 0xffff],
    [2, count],
    ...sets.map((_, i): [2, number] => [2, i]),
  ];
  const featureAt = (index: number): number => 2 + 6 * count + 6 * index;
  const features: Numbers = [
    [2, count],
    ...tags.flatMap((tag, index): Numbers => [...tag, [2, featureAt(index)]]),
    ...sets.flatMap((_, index): Numbers => [
      [2, 0],
      [2, 1],
      [2, index],
    ]),
  ];
  const lookups = sets.map((pairs) =>
    bytesOf([
      ...([
        [2, 1],
        [2, 0],
        [2, 1],
        [2, 8],
        [2, 2],
        [2, 6 + 2 * pairs.length],
        [2, pairs.length],
      ] as Numbers),
      ...pairs.map(([, to]): [2, number] => [2, to]),
      ...([
        [2, 1],
        [2, pairs.length],
      ] as Numbers),
      ...pairs.map(([from]): [2, number] => [2, from]),
    ]),
  );
  let at = 2 + 2 * count;
  const offsets = lookups.map(({ length }): [2, number] => [2, (at += length) - length]);
  const [scriptBytes, featureBytes] = [bytesOf(script), bytesOf(features)];
  const scriptsAt = 10;
  const featuresAt = scriptsAt + scriptBytes.length;
  const head: Numbers = [
    [4, 0x10000],
    [2, scriptsAt],
    [2, featuresAt],
    [2, featuresAt + featureBytes.length],
  ];
  return Buffer.concat([bytesOf(head), scriptBytes, featureBytes, bytesOf([[2, count], ...offsets]), ...lookups]);
}
