import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Edition, KeptFile } from '../offline/edition.ts';

const scriptsAtOnce = /(?:\bfrom|\bimport)\s*["'`]\.\/([\w.@~-]+\.js)["'`]/g;
const scriptsLater = /\bimport\(\s*["'`]\.\/([\w.@~-]+\.js)["'`]/g;
const pictures = /\/_astro\/([\w.@~-]+)/g;

/** Lists what readers of a finished site keep; `folder` is where it was built, `base` its base path with a slash at each end. */
export async function listEdition(folder: string, base: string): Promise<Edition> {
  const read = (path: string): Promise<string> => readFile(join(folder, path), 'utf8');
  const always = new Set(['offline/']);
  const study = new Set(['study/']);
  /** Adds scripts with those that they import, and unless told otherwise those that they may import later. */
  const addScripts = async (paths: Iterable<string>, set: Set<string>, patterns: readonly RegExp[]): Promise<void> => {
    for (const path of paths) {
      if (always.has(path) || set.has(path)) continue;
      set.add(path);
      if (path.endsWith('.js')) await addScripts(named(await read(path), patterns), set, patterns);
    }
  };
  await addScripts(filesOfPage(await read('offline/index.html'), base), always, [scriptsAtOnce]);
  await addScripts(filesOfPage(await read('study/index.html'), base), study, [scriptsAtOnce, scriptsLater]);
  for (const name of await readdir(join(folder, 'fonts'))) study.add(`fonts/${name}`);
  for (const path of ['study/cards.json', ...(await readdir(join(folder, 'study/texts'))).map((name) => `study/texts/${name}`)]) {
    study.add(path);
    for (const picture of named(await read(path), [pictures])) study.add(picture);
  }
  const files = { always: await digestAll(folder, always), study: await digestAll(folder, study.difference(always)) };
  return { name: digestOf(JSON.stringify(files)), ...files };
}

/** What a page's head and its scripts name, as paths from the base path on. */
function filesOfPage(html: string, base: string): string[] {
  const tags = html.matchAll(/<(?:link rel="(?:stylesheet|preload|icon)"|script)[^>]*? (?:href|src)="([^"]+)"/g);
  return [...tags].map(([, address = '']) => address.slice(base.length));
}

function named(text: string, patterns: readonly RegExp[]): string[] {
  return patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = '']) => `_astro/${name}`));
}

function digestAll(folder: string, paths: ReadonlySet<string>): Promise<KeptFile[]> {
  const files = [...paths].sort().map(async (path): Promise<KeptFile> => {
    const file = path.endsWith('/') ? `${path}index.html` : path;
    return [path, digestOf(await readFile(join(folder, file)))];
  });
  return Promise.all(files);
}

function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}
