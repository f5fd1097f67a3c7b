import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Edition, KeptFile } from '../offline/edition.ts';

const scriptsAtOnce = /(?:\bfrom|\bimport)\s*["'`]\.\/([\w.@~-]+\.js)["'`]/g;
const scriptsLater = /\bimport\(\s*["'`]\.\/([\w.@~-]+\.js)["'`]/g;
const assets = /\/_astro\/([\w.@~-]+)/g;

/** Files of study texts, of ten cards each: those of a larger book would be a hundred megabytes on a reader's device. */
const mostTexts = 30;

/** Lists what readers of a finished site keep; `folder` is where it was built, `base` its base path with a slash at each end. */
export async function listEdition(folder: string, base: string): Promise<Edition> {
  const read = (path: string): Promise<string> => readFile(join(folder, path), 'utf8');
  const scripts = await readdir(join(folder, '_astro'));
  /** The scripts of a module that every page's script loads where it is wanted. */
  const scriptsOf = (module: string): string[] => scripts.filter((name) => name.startsWith(`${module}.`)).map((name) => `_astro/${name}`);
  /** What is needed beside the files that are `known`: files, and the scripts that `find` finds in those among them. */
  const reach = async (roots: readonly string[], known: ReadonlySet<string>, find: (script: string) => string[]): Promise<Set<string>> => {
    const reached = new Set<string>();
    const add = async (paths: readonly string[]): Promise<void> => {
      for (const path of paths) {
        if (known.has(path) || reached.has(path)) continue;
        reached.add(path);
        if (path.endsWith('.js')) await add(find(await read(path)));
      }
    };
    await add(roots);
    return reached;
  };
  const filesOf = async (page: string): Promise<string[]> => filesOfPage(await read(`${page}index.html`), base);
  const always = (await reach(await filesOf('offline/'), new Set(), (script) => named(script, scriptsAtOnce))).add('offline/');
  const study = await reach([...(await filesOf('study/')), ...scriptsOf('study-page.client')], always, (script) => [
    ...named(script, scriptsAtOnce),
    ...named(script, scriptsLater),
  ]);
  for (const name of await readdir(join(folder, 'fonts'))) study.add(`fonts/${name}`);
  const parts = await readdir(join(folder, 'study/texts'));
  const texts = parts.length > mostTexts ? [] : parts.map((name) => `study/texts/${name}`);
  const pictures = (await Array.fromAsync(texts, read)).flatMap((text) => named(text, assets));
  for (const path of ['study/', 'study/cards.json', ...texts, ...pictures]) study.add(path);

  const entries = existsSync(join(folder, 'labs')) ? await readdir(join(folder, 'labs'), { withFileTypes: true }) : [];
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
  const labs: Record<string, string[]> = {};
  for (const name of names) {
    const isOther = (path: string): boolean => names.some((other) => other !== name && isScriptOf(other, path));
    const files = await reach(scriptsOf('controller.client'), always, (script) => [
      ...named(script, scriptsAtOnce),
      ...[...named(script, scriptsLater), ...named(script, assets)].filter((path) => !isOther(path)),
    ]);
    labs[name] = [...files].filter((path) => path.startsWith('_astro/')).sort();
  }
  const files = { always: await digestAll(folder, always), study: await digestAll(folder, study.difference(always)), labs };
  return { name: digestOf(JSON.stringify(files)), ...files };
}

/** What a page's head and its scripts name, as paths from the base path on. */
function filesOfPage(html: string, base: string): string[] {
  const tags = html.matchAll(/<(?:link rel="(?:stylesheet|preload|icon)"|script)[^>]*? (?:href|src)="([^"]+)"/g);
  return [...tags].map(([, address = '']) => address.slice(base.length));
}

/** Whether a script is that of a lab: both `lora.1PCfKhDb.js` and `lora-CoTlTrAp.js`, its worker’s, are of `lora`. */
function isScriptOf(lab: string, path: string): boolean {
  return /^_astro\/(.+)[.-][\w-]{8}\.js$/.exec(path)?.[1] === lab;
}

function named(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name = '']) => `_astro/${name}`);
}

function digestAll(folder: string, paths: ReadonlySet<string>): Promise<KeptFile[]> {
  return Array.fromAsync([...paths].sort(), async (path): Promise<KeptFile> => {
    const file = path.endsWith('/') ? `${path}index.html` : path;
    return [path, digestOf(await readFile(join(folder, file)))];
  });
}

function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 12);
}
