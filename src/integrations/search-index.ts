import type { AstroIntegration } from 'astro';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { searchFiles } from './search-files.ts';

const recordsPath = 'search-records/';

/** Builds the Pagefind index: into the site at build, in memory while developing. `cache` is where parts of it are kept. */
export function searchIndex(cache: string): AstroIntegration {
  return {
    name: 'cardbook-search-index',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const records = new URL(recordsPath, dir);
        const files = await searchFiles((name) => readFile(new URL(name, records), 'utf8'), cache);
        const folder = fileURLToPath(new URL('pagefind/', dir));
        for (const name of new Set([...files.keys()].map(dirname))) await mkdir(join(folder, name), { recursive: true });
        for (const [path, content] of files) await writeFile(join(folder, path), content);
        await rm(records, { recursive: true });
      },
      'astro:server:setup': ({ server }) => {
        let current: { source: string; files: Promise<Map<string, Uint8Array>> } | undefined;
        server.middlewares.use((request, response, next) => {
          const { pathname, origin } = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`);
          const [, base = '/', path] = /^(.*?\/)pagefind\/(.+)$/.exec(pathname) ?? [];
          if (path === undefined) {
            next();
            return;
          }
          const read = async (name: string): Promise<string> => (await fetch(`${origin}${base}${recordsPath}${name}`)).text();
          const serve = async (): Promise<void> => {
            // The order tells of every card that came or went, the records of every word.
            const { bundles } = JSON.parse(await read('order.json')) as { bundles: number };
            const names = ['order.json', ...Array.from({ length: bundles }, (_, number) => `${number}.json`)];
            const texts = new Map(await Promise.all(names.map(async (name) => [name, await read(name)] as const)));
            const source = [...texts.values()].join('\n');
            // The browser asks for several files at once: they wait for one index.
            if (current?.source !== source) {
              const files = searchFiles((name) => Promise.resolve(texts.get(name) ?? ''), cache);
              files.catch(() => {
                if (current?.files === files) current = undefined;
              });
              current = { source, files };
            }
            const content = (await current.files).get(path);
            response.statusCode = content ? 200 : 404;
            response.setHeader('Content-Type', 'application/octet-stream');
            response.setHeader('Cache-Control', 'no-store');
            response.end(content);
          };
          serve().catch(next);
        });
      },
    },
  };
}
