import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { searchFiles } from '../../src/integrations/search-files.ts';

const words = ['loss', 'rank', 'token', 'expert', 'policy', 'reward', 'beta', 'teacher', 'router', 'prompt', 'scale'];
const cards = Array.from({ length: 60 }, (_, number) => ({
  url: `/cards/card-${number}/`,
  own: words.filter((_, index) => number % (index + 2) === 0),
}));

/** The records of the cards in two bundles; `edited` is put into the first card, which lies in the first bundle. */
function recordsOf(edited = ''): Record<string, string> {
  const records = cards.map(({ url, own }, number) => ({
    url,
    html: `<html><body><main data-pagefind-body><p>${['all', `n${number}`, ...own, number === 0 ? edited : ''].join(' ')}</p></main></body></html>`,
    shown: { question: `Card ${number}` },
    vocabulary: own.join(' '),
  }));
  return {
    'order.json': JSON.stringify({ bundles: 2, cards: cards.map(({ url }) => [url, 'expert', 'math', 'part', ['tag']]) }),
    '0.json': JSON.stringify(records.slice(0, 30)),
    '1.json': JSON.stringify(records.slice(30)),
  };
}

const caches: string[] = [];
afterAll(() => caches.forEach((cache) => rmSync(cache, { recursive: true })));

function newCache(): string {
  const cache = mkdtempSync(join(tmpdir(), 'cardbook-search-'));
  caches.push(cache);
  return cache;
}

async function filesOf(records: Record<string, string>, cache: string): Promise<[string, string][]> {
  const files = await searchFiles((name) => Promise.resolve(records[name] ?? ''), cache);
  return [...files].map(([path, content]): [string, string] => [path, Buffer.from(content).toString('base64')]).sort();
}

test('the same cards give the same files, byte by byte', async () => {
  expect(await filesOf(recordsOf(), newCache())).toEqual(await filesOf(recordsOf(), newCache()));
});

test('an edit renews its own bundle alone, and leaves what a clean build would make', async () => {
  const cache = newCache();
  const before = new Map(await filesOf(recordsOf(), cache));
  const kept = readdirSync(join(cache, 'search'));
  const after = await filesOf(recordsOf('zeta'), cache);
  expect(after).toEqual(await filesOf(recordsOf('zeta'), newCache()));
  const changed = after.filter(([path, content]) => before.get(path) !== content).map(([path]) => path);
  expect(changed.length).toBeGreaterThan(0);
  expect(changed.filter((path) => path.startsWith('1/'))).toEqual([]);
  expect(readdirSync(join(cache, 'search')).filter((name) => kept.includes(name))).toHaveLength(1);
});

test('every card has its facets, in reading order, by the name of its fragment', async () => {
  const files = new Map(await filesOf(recordsOf(), newCache()));
  const facets = JSON.parse(Buffer.from(files.get('facets.json') ?? '', 'base64').toString()) as [string, ...unknown[]][];
  expect(facets).toHaveLength(cards.length);
  for (const [id, ...values] of facets) {
    const [bundle, name] = id.split('/');
    expect(files.has(`${bundle ?? ''}/fragment/${name ?? ''}.pf_fragment`)).toBe(true);
    expect(values).toEqual(['expert', 'math', 'part', ['tag']]);
  }
});
