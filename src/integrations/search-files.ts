import { join } from 'node:path';
import { reportProgress } from '../lib/build-progress.ts';
import { siteFingerprint } from '../pipeline/fingerprint.ts';
import { pruneBundles, searchBundle } from './search-bundle.ts';

/** A card's address with its value of each facet; the tags are a list. */
type Facets = [url: string, difficulty: string, kind: string, chapter: string, tags: string[]];

/** What `/search-records/order.json` tells. */
interface Order {
  bundles: number;
  /** Every card, in reading order. */
  cards: Facets[];
}

/** Reads a file of `/search-records/`. */
export type ReadRecords = (name: string) => Promise<string>;

/** Everything that the browser asks for, by path within `/pagefind/`. */
export async function searchFiles(read: ReadRecords, cache: string): Promise<Map<string, Uint8Array>> {
  const { bundles: count, cards } = JSON.parse(await read('order.json')) as Order;
  const folder = join(cache, 'search');
  const code = await siteFingerprint();
  const files = new Map<string, Uint8Array>();
  const metas: string[] = [];
  const ids = new Map<string, string>();
  const counts = new Map<string, number>();
  const records: string[] = [];
  reportProgress({ stage: 'index', done: 0, total: count });
  for (let number = 0; number < count; number++) {
    const text = await read(`${number}.json`);
    records.push(text);
    const bundle = await searchBundle(text, folder, code);
    for (const [path, content] of bundle.files) {
      // The engine is the same in every bundle.
      files.set(path.startsWith('wasm') ? path : `${number}/${path}`, content);
      if (path.endsWith('.pf_meta')) metas.push(path);
    }
    for (const [url, id] of bundle.ids) ids.set(url, `${number}/${id}`);
    for (const [word, times] of bundle.counts) counts.set(word, (counts.get(word) ?? 0) + times);
    reportProgress({ stage: 'index', done: number + 1, total: count });
  }
  await pruneBundles(records, folder, code);
  files.set('bundles.json', Buffer.from(JSON.stringify(metas)));
  files.set('facets.json', Buffer.from(JSON.stringify(cards.map(([url, ...values]) => [ids.get(url) ?? '', ...values]))));
  files.set('vocabulary.txt', Buffer.from(vocabularyOf(counts, cards.length)));
  return files;
}

/** Every word with the number of cards that hold it, where they are several; in a large book, a word of one card is mostly a slip. */
function vocabularyOf(counts: ReadonlyMap<string, number>, cards: number): string {
  const least = cards > 300 ? 2 : 1;
  const words = [...counts].filter(([, count]) => count >= least).sort(([a], [b]) => (a < b ? -1 : 1));
  return words.map(([word, count]) => (count === 1 ? word : `${word} ${count}`)).join('\n');
}
