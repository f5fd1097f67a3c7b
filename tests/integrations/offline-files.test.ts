import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { listEdition } from '../../src/integrations/offline-files.ts';
import type { Edition, KeptFile } from '../../src/offline/edition.ts';

const head = '<link rel="preload" href="/b/fonts/text.woff2" as="font"><link rel="stylesheet" href="/b/_astro/Shell.css">';
const shell = '<script type="module" src="/b/_astro/Shell.js"></script>';

const site = {
  'offline/index.html': `${head}<link rel="sitemap" href="/b/sitemap.xml">${shell}<a href="/b/cards/">All</a>`,
  'study/index.html': `${head}<link rel="stylesheet" href="/b/_astro/study.css">${shell}`,
  'study/cards.json': '[{"id":"lora"}]',
  'study/texts/0.json': JSON.stringify({ lora: { answer: '<img src="/b/_astro/rank.png">' } }),
  'study/texts/1.json': '{}',
  'fonts/text.woff2': 'text',
  'fonts/formulas.woff2': 'formulas',
  '_astro/Shell.css': 'p{}',
  '_astro/Shell.js':
    'import{a}from`./page.js`;const s=()=>[import(`./search.js`),import(`./study-page.client.js`),import(`./controller.client.js`)];',
  '_astro/page.js': 'export let a',
  '_astro/search.js': 'export let b',
  '_astro/study.css': 'b{}',
  '_astro/study-page.client.js': 'import"./fsrs.js";import{a}from"./page.js";const p=()=>import("./progress.js");',
  '_astro/fsrs.js': 'export let c',
  '_astro/progress.js': 'import{c}from"./fsrs.js";import"./tables.js"',
  '_astro/tables.js': 'export let d',
  '_astro/rank.png': 'picture',
  'labs/index.html': shell,
  'labs/lora/index.html': shell,
  'labs/moe-balance/index.html': shell,
  '_astro/controller.client.js':
    'const l={lora:()=>import(`./lora.aaaaaaaa.js`),b:()=>import(`./moe-balance.b-bbbbb_.js`)};new Worker(new URL(`/b/_astro/worker.js`))',
  '_astro/worker.js': 'const l={lora:()=>import(`./lora-cccccccc.js`),b:()=>import(`./moe-balance-dddddddd.js`)}',
  '_astro/lora.aaaaaaaa.js': 'export let e',
  '_astro/lora-cccccccc.js': 'export let e',
  // It names the model of the other lab, which is called as that lab is.
  '_astro/moe-balance.b-bbbbb_.js': 'import{r}from`./lora.eeeeeeee.js`',
  '_astro/moe-balance-dddddddd.js': 'export let e',
  '_astro/lora.eeeeeeee.js': 'export let r',
  '_astro/unused.js': 'export let f',
};

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function list(changes: Partial<typeof site> = {}): Promise<Edition> {
  const folder = mkdtempSync(join(tmpdir(), 'cardbook-offline-'));
  folders.push(folder);
  for (const [path, text] of Object.entries({ ...site, ...changes })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return listEdition(folder, '/b/');
}

const pathsOf = (files: readonly KeptFile[]): string[] => files.map(([path]) => path);

test('every reader keeps the page for what was never opened, readers who study what study needs, and nothing twice', async () => {
  const { always, study } = await list();
  expect(pathsOf(always)).toEqual(['_astro/Shell.css', '_astro/Shell.js', '_astro/page.js', 'fonts/text.woff2', 'offline/']);
  expect(pathsOf(study)).toEqual([
    '_astro/fsrs.js',
    '_astro/progress.js',
    '_astro/rank.png',
    '_astro/study-page.client.js',
    '_astro/study.css',
    '_astro/tables.js',
    'fonts/formulas.woff2',
    'study/',
    'study/cards.json',
    'study/texts/0.json',
    'study/texts/1.json',
  ]);
});

test('a reader of a lab keeps its own scripts and those of its worker, and none of the other labs', async () => {
  const { labs } = await list();
  const common = ['_astro/controller.client.js'];
  expect(labs).toEqual({
    lora: [...common, '_astro/lora-cccccccc.js', '_astro/lora.aaaaaaaa.js', '_astro/worker.js'],
    'moe-balance': [
      ...common,
      '_astro/lora.eeeeeeee.js',
      '_astro/moe-balance-dddddddd.js',
      '_astro/moe-balance.b-bbbbb_.js',
      '_astro/worker.js',
    ],
  });
});

test('the same site is the same edition; a change of a kept file changes its digest and the edition, and no other file’s digest', async () => {
  const [before, same, changed, other] = await Promise.all([
    list(),
    list(),
    list({ 'study/texts/1.json': '{"dora":{}}' }),
    list({ '_astro/unused.js': 'export let g' }),
  ]);
  expect(same).toEqual(before);
  expect(other).toEqual(before);
  expect(changed.name).not.toBe(before.name);
  expect(changed.always).toEqual(before.always);
  const differing = changed.study.filter(([path, digest]) => !before.study.some((file) => file[0] === path && file[1] === digest));
  expect(pathsOf(differing)).toEqual(['study/texts/1.json']);
});
