import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createIndex, type PagefindIndex } from 'pagefind';

/** A card as the index sees it; made by the route `/search-records/`. */
interface SearchRecord {
  url: string;
  /** Terms for Pagefind. */
  html: string;
  /** What a result shows. */
  shown: unknown;
  vocabulary: string;
}

/** Some of the cards, indexed. */
export interface SearchBundle {
  /** What the browser asks for, by path within the bundle. */
  files: Map<string, Uint8Array>;
  /** Pagefind's name of each card, by the card's address. */
  ids: Map<string, string>;
  /** How many of the cards hold a word. */
  counts: Map<string, number>;
}

/** What the browser asks for; Pagefind's own interfaces and scripts are not used. */
const used = /^(pagefind\..*\.pf_meta|wasm\.unknown\.pagefind|(index|fragment)\/.*)$/;
const signature = 'pagefind_dcd';

// A reader downloads whole chunks of the index, which Pagefind cuts at 20,000 places: 23 KB for each word of a query. Cut at 1,000 they are
// a tenth of that, and the list of chunks grows by 4 KB for 1,000 cards.
process.env['PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE'] = '1000';

/** Indexes the cards of one file of `/search-records/`; the folder `cache` keeps what the same code made of the same file before. */
export async function searchBundle(records: string, cache: string, code: string): Promise<SearchBundle> {
  const file = join(cache, nameOf(records, code));
  try {
    return deserialize(await readFile(file)) as SearchBundle;
  } catch {
    const bundle = await indexBundle(JSON.parse(records) as SearchRecord[]);
    await mkdir(cache, { recursive: true });
    await writeFile(file, serialize(bundle));
    return bundle;
  }
}

/** Deletes what is kept of other files than these. */
export async function pruneBundles(all: readonly string[], cache: string, code: string): Promise<void> {
  const names = new Set(all.map((records) => nameOf(records, code)));
  for (const name of await readdir(cache)) if (!names.has(name)) await rm(join(cache, name));
}

function nameOf(records: string, code: string): string {
  return createHash('sha256').update(code).update(records).digest('hex').slice(0, 32);
}

async function indexBundle(records: readonly SearchRecord[]): Promise<SearchBundle> {
  const index = await openIndex();
  for (const { url, html } of records) check(await index.addHTMLFile({ url, content: html }));
  const { files } = check(await index.getFiles());
  await index.deleteIndex();
  const shown = new Map(records.map((record) => [record.url, record.shown]));
  const bundle: SearchBundle = { files: new Map(), ids: new Map(), counts: countWords(records) };
  for (const { path, content } of files) {
    if (!used.test(path)) continue;
    const id = /^fragment\/(.*)\.pf_fragment$/.exec(path)?.[1];
    if (id === undefined) bundle.files.set(path, content);
    else {
      const url = urlOf(content);
      bundle.ids.set(url, id);
      bundle.files.set(path, fragment(url, shown.get(url)));
    }
  }
  return bundle;
}

async function openIndex(): Promise<PagefindIndex> {
  // Words come as stems: Pagefind is to change nothing about them.
  const { index, errors } = await createIndex({ writePlayground: false, forceLanguage: 'unknown' });
  if (!index) throw new Error(`Pagefind made no index: ${errors.join(' ')}`);
  return index;
}

function urlOf(content: Uint8Array): string {
  return (JSON.parse(gunzipSync(content).toString('utf8').slice(signature.length)) as { url: string }).url;
}

/** Pagefind keeps each page's text beside the index, here terms that nobody reads: what a result shows takes their place. */
function fragment(url: string, shown: unknown): Uint8Array {
  return gzipSync(signature + JSON.stringify({ url, shown }), { level: 9 });
}

function countWords(records: readonly SearchRecord[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { vocabulary } of records)
    for (const word of vocabulary.split(' ')) if (word !== '') counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function check<Answer extends { errors: string[] }>(answer: Answer): Answer {
  if (answer.errors.length > 0) throw new Error(`Pagefind: ${answer.errors.join(' ')}`);
  return answer;
}
