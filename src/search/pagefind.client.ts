// Pagefind's own script takes 13 KB for what stands here in three: most of it is excerpts, an unpacker that browsers have, and threads. What
// this file knows of the engine holds for the pinned version of Pagefind; the browser tests run against the real index.

/** What the engine exports, as its generated script calls it. Strings and bytes go in as place and length, strings come out so. */
interface Exports {
  memory: WebAssembly.Memory;
  __wbindgen_externrefs: WebAssembly.Table;
  __wbindgen_malloc(length: number, align: number): number;
  __wbindgen_free(place: number, length: number, align: number): void;
  __wbindgen_start(): void;
  init_pagefind(place: number, length: number): number;
  load_index_chunk(pointer: number, place: number, length: number): number;
  request_indexes(pointer: number, place: number, length: number): [number, number];
  search(pointer: number, ...rest: (number | boolean)[]): [number, number];
}

/** A card that holds a term. */
export interface Hit {
  /** Number of the bundle and name of the card's fragment. */
  id: string;
  /** Where the term stands, counted in terms, with the weight that it has there in twenty-fourths. */
  places: { at: number; weight: number }[];
}

export interface Index {
  /** The cards that hold a term; with `isOptional`, none where that would need a download. */
  find(term: string, isOptional?: boolean): Promise<Hit[]>;
  /** How many cards there are. */
  total: number;
  /** What was kept of a card beside the index. */
  fragment(id: string): Promise<unknown>;
}

const signature = 'pagefind_dcd';

/** Opens the index in a folder of the site. */
export async function openIndex(folder: string): Promise<Index> {
  const load = async (path: string): Promise<Uint8Array> => {
    const response = await fetch(folder + path);
    if (!response.ok || !response.body) throw new Error(`${path}: ${response.status}`);
    const bytes = await new Response(response.body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
    return new Uint8Array(bytes, signature.length);
  };
  const names = await fetch(`${folder}bundles.json`, { cache: 'no-cache' });
  if (!names.ok) throw new Error(`bundles.json: ${names.status}`);
  const [engine, ...metas] = await Promise.all([
    load('wasm.unknown.pagefind').then(instantiate),
    ...((await names.json()) as string[]).map((name, number) => load(`${number}/${name}`)),
  ]);
  const bundles = metas.map((meta, number) => connect(engine, meta, number, load));
  return {
    total: bundles.reduce((sum, { total }) => sum + total, 0),
    find: async (term, isOptional) => (await Promise.all(bundles.map((bundle) => bundle.find(term, isOptional)))).flat(),
    fragment: async (id) => {
      const [number = '', name = ''] = id.split('/');
      return JSON.parse(new TextDecoder().decode(await load(`${number}/fragment/${name}.pf_fragment`))) as unknown;
    },
  };
}

async function instantiate(code: Uint8Array): Promise<Exports> {
  const references = { value: undefined as Exports | undefined };
  const module = {
    __wbindgen_init_externref_table: (): void => {
      const table = references.value?.__wbindgen_externrefs;
      const offset = table?.grow(4) ?? 0;
      for (const [index, value] of [undefined, null, true, false].entries()) table?.set(offset + index, value);
      table?.set(0, undefined);
    },
  };
  const { instance } = await WebAssembly.instantiate(code as Uint8Array<ArrayBuffer>, { './pagefind_web_bg.js': module });
  const engine = (references.value = instance.exports as unknown as Exports);
  engine.__wbindgen_start();
  return engine;
}

/** One bundle of the index, whose cards no other bundle has. */
function connect(
  engine: Exports,
  meta: Uint8Array,
  number: number,
  load: (path: string) => Promise<Uint8Array>,
): Pick<Index, 'find' | 'total'> {
  const pass = (bytes: Uint8Array): [number, number] => {
    const place = engine.__wbindgen_malloc(bytes.length, 1) >>> 0;
    new Uint8Array(engine.memory.buffer).set(bytes, place);
    return [place, bytes.length];
  };
  const passText = (text: string): [number, number] => pass(new TextEncoder().encode(text));
  const take = ([place, length]: [number, number]): unknown => {
    const bytes = new Uint8Array(engine.memory.buffer).slice(place >>> 0, (place >>> 0) + length);
    engine.__wbindgen_free(place, length, 1);
    return JSON.parse(new TextDecoder().decode(bytes));
  };
  let pointer = engine.init_pagefind(...pass(meta));

  const chunksOf = (term: string): string[] => (take(engine.request_indexes(pointer, ...passText(term))) as string[]).filter(Boolean);
  const loaded = new Map<string, Promise<void>>();
  const need = (name: string): Promise<void> => {
    let chunk = loaded.get(name);
    if (!chunk) {
      chunk = load(`${number}/index/${name}.pf_index`).then((bytes) => {
        pointer = engine.load_index_chunk(pointer, ...pass(bytes));
      });
      // A failed download may succeed the next time.
      chunk.catch(() => loaded.delete(name));
      loaded.set(name, chunk);
    }
    return chunk;
  };
  const search = (term: string): { p: string; l: { w: number; l: number }[] }[] => {
    const texts = [term, term, '{}', ''].flatMap((text) => passText(text));
    const answer = take(engine.search(pointer, ...texts, false, false)) as { results: { p: string; l: { w: number; l: number }[] }[] };
    return answer.results;
  };

  return {
    total: search('').length,
    find: async (term, isOptional = false) => {
      const names = chunksOf(term);
      if (isOptional && !names.every((name) => loaded.has(name))) return [];
      await Promise.all(names.map(need));
      return search(term).map(({ p, l }) => ({ id: `${number}/${p}`, places: l.map(({ w, l: at }) => ({ at, weight: w })) }));
    },
  };
}
