// TrueType fonts as tables of bytes, as far as joining them needs it: https://learn.microsoft.com/typography/opentype/spec/otff

export interface Glyph {
  outline: Uint8Array;
  advance: number;
  /** Left side bearing. */
  bearing: number;
}

export interface Font {
  tables: ReadonlyMap<string, DataView>;
  glyphs: Glyph[];
  /** Numbers of glyphs by character. */
  characters: ReadonlyMap<number, number>;
}

/** Numbers, each with its size in bytes. */
export type Numbers = [1 | 2 | 4, number][];

/** The bytes of numbers, the highest first. */
export function bytesOf(numbers: Numbers): Uint8Array {
  const view = new DataView(new ArrayBuffer(numbers.reduce((sum, [size]) => sum + size, 0)));
  let at = 0;
  for (const [size, value] of numbers) {
    if (size === 4) view.setUint32(at, value);
    else if (size === 2) view.setUint16(at, value & 0xffff);
    else view.setUint8(at, value);
    at += size;
  }
  return new Uint8Array(view.buffer);
}

/** The letters of a tag, such as the name of a table. */
export function lettersOf(tag: string): Numbers {
  return Array.from(tag, (letter) => [1, letter.charCodeAt(0)]);
}

/** Reads a TrueType font. Throws a `RangeError` where one glyph is made of others, as none of KaTeX's is. */
export function readFont(file: Uint8Array): Font {
  const view = new DataView(file.buffer, file.byteOffset, file.length);
  const tables = new Map<string, DataView>();
  for (let index = 0, at = 12; index < view.getUint16(4); index++, at += 16) {
    const tag = String.fromCharCode(...file.subarray(at, at + 4));
    tables.set(tag, new DataView(file.buffer, file.byteOffset + view.getUint32(at + 8), view.getUint32(at + 12)));
  }
  const [head, hhea, hmtx, loca, glyf, maxp] = ['head', 'hhea', 'hmtx', 'loca', 'glyf', 'maxp'].map((tag) => tableOf(tables, tag)) as [
    DataView,
    DataView,
    DataView,
    DataView,
    DataView,
    DataView,
  ];
  const isLong = head.getInt16(50) === 1;
  const offset = (glyph: number): number => (isLong ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2);
  const full = hhea.getUint16(34);
  const glyphs = Array.from({ length: maxp.getUint16(4) }, (_, glyph): Glyph => {
    const start = offset(glyph);
    if (offset(glyph + 1) > start && glyf.getInt16(start) < 0) throw new RangeError(`Glyph ${glyph} is made of other glyphs.`);
    return {
      outline: new Uint8Array(glyf.buffer, glyf.byteOffset + start, offset(glyph + 1) - start),
      advance: hmtx.getUint16(Math.min(glyph, full - 1) * 4),
      bearing: hmtx.getInt16(glyph < full ? glyph * 4 + 2 : full * 4 + (glyph - full) * 2),
    };
  });
  return { tables, glyphs, characters: readCharacters(tableOf(tables, 'cmap')) };
}

/** Writes a TrueType font: `base` gives the tables that say nothing of single glyphs, `fonts` those whose limits hold for all. */
export function writeFont(
  base: ReadonlyMap<string, DataView>,
  fonts: readonly Font[],
  glyphs: readonly Glyph[],
  characters: ReadonlyMap<number, number>,
  substitutions: Uint8Array,
): Uint8Array {
  const copy = (tag: string): DataView => {
    const { buffer, byteOffset, byteLength } = tableOf(base, tag);
    return new DataView(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer);
  };
  const [head, hhea, maxp] = [copy('head'), copy('hhea'), copy('maxp')];
  head.setUint32(8, 0);
  head.setInt16(50, 1);
  for (const at of [36, 38]) head.setInt16(at, Math.min(...fonts.map(({ tables }) => tableOf(tables, 'head').getInt16(at))));
  for (const at of [40, 42]) head.setInt16(at, Math.max(...fonts.map(({ tables }) => tableOf(tables, 'head').getInt16(at))));
  hhea.setUint16(34, glyphs.length);
  for (let at = 6; at < maxp.byteLength; at += 2)
    maxp.setUint16(at, Math.max(...fonts.map(({ tables }) => tableOf(tables, 'maxp').getUint16(at))));
  maxp.setUint16(4, glyphs.length);
  const outlines = glyphs.map(({ outline }) => padded(outline));
  let end = 0;
  const tables = new Map<string, Uint8Array>([
    ['GSUB', substitutions],
    ['OS/2', bytes(copy('OS/2'))],
    ['cmap', writeCharacters(characters)],
    ['glyf', Buffer.concat(outlines)],
    ['head', bytes(head)],
    ['hhea', bytes(hhea)],
    [
      'hmtx',
      bytesOf(
        glyphs.flatMap(({ advance, bearing }): Numbers => [
          [2, advance],
          [2, bearing],
        ]),
      ),
    ],
    ['loca', bytesOf([[4, 0], ...outlines.map(({ length }): [4, number] => [4, (end += length)])])],
    ['maxp', bytes(maxp)],
    ['name', bytes(copy('name'))],
    ['post', bytes(copy('post'))],
  ]);
  let at = 12 + 16 * tables.size;
  const directory: Numbers = [
    [4, 0x10000],
    [2, tables.size],
    [2, 128],
    [2, 3],
    [2, tables.size * 16 - 128],
  ];
  for (const [tag, { length }] of tables) {
    directory.push(...lettersOf(tag), [4, 0], [4, at], [4, length]);
    at += Math.ceil(length / 4) * 4;
  }
  return Buffer.concat([bytesOf(directory), ...[...tables.values()].map(padded)]);
}

/** Reads the characters of the Basic Multilingual Plane, in which all of KaTeX's lie, from the table `cmap`. */
function readCharacters(cmap: DataView): Map<number, number> {
  const characters = new Map<number, number>();
  for (let index = 0; index < cmap.getUint16(2); index++) {
    const at = cmap.getUint32(4 + 8 * index + 4);
    if (cmap.getUint16(at) !== 4) continue;
    const double = cmap.getUint16(at + 6);
    for (let segment = at + 14; segment < at + 14 + double; segment += 2) {
      const start = cmap.getUint16(segment + double + 2);
      const rangeAt = segment + 3 * double + 2;
      for (let character = start; character <= cmap.getUint16(segment) && character < 0xffff; character++) {
        const range = cmap.getUint16(rangeAt);
        const found = range === 0 ? character : cmap.getUint16(rangeAt + range + 2 * (character - start));
        const glyph = (found + cmap.getUint16(segment + 2 * double + 2)) & 0xffff;
        if (found !== 0 && glyph !== 0) characters.set(character, glyph);
      }
    }
  }
  return characters;
}

/** The table `cmap`, of format 4: runs in which characters and glyphs both count on. */
function writeCharacters(characters: ReadonlyMap<number, number>): Uint8Array {
  const runs: { start: number; end: number; delta: number }[] = [];
  for (const [character, glyph] of [...characters].sort(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    if (last && last.end === character - 1 && last.delta === glyph - character) last.end = character;
    else runs.push({ start: character, end: character, delta: glyph - character });
  }
  runs.push({ start: 0xffff, end: 0xffff, delta: 1 });
  const count = runs.length;
  const power = 2 ** Math.floor(Math.log2(count));
  const words = [4, 16 + 8 * count, 0, 2 * count, 2 * power, Math.log2(power), 2 * (count - power)];
  words.push(...runs.map(({ end }) => end), 0, ...runs.map(({ start }) => start), ...runs.map(({ delta }) => delta), ...runs.map(() => 0));
  return bytesOf([[2, 0], [2, 1], [2, 3], [2, 1], [4, 12], ...words.map((word): [2, number] => [2, word])]);
}

function tableOf(tables: ReadonlyMap<string, DataView>, tag: string): DataView {
  const table = tables.get(tag);
  if (!table) throw new RangeError(`The font has no table “${tag}”.`);
  return table;
}

function bytes({ buffer, byteOffset, byteLength }: DataView): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
}

/** Bytes with zeros up to a multiple of four. */
function padded(content: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.ceil(content.length / 4) * 4);
  whole.set(content);
  return whole;
}
