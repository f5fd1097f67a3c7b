import type { AstroIntegration, AstroPrerenderer, PrerenderResult } from 'astro';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { siteFingerprint } from '../pipeline/fingerprint.ts';
import type { Settings, Shard } from '../pipeline/settings.ts';
import { findShards, shardFolder } from '../pipeline/shards.ts';
import { searchBundle } from './search-bundle.ts';

/** Writes a share of the pages that have a key, and of the search bundles, into a shard instead of a site. */
export function writePages(settings: Settings, shard: Shard): AstroIntegration {
  const folder = shardFolder(settings, 'pages', shard);
  const records: string[] = [];
  return {
    name: 'cardbook-write-pages',
    hooks: {
      'astro:config:setup': async ({ updateConfig }) => {
        await rm(folder, { recursive: true, force: true });
        await mkdir(join(folder, 'pages'), { recursive: true });
        // Astro’s own cache stays as the last build of the whole site left it.
        updateConfig({ outDir: pathToFileURL(`${folder}/building/`), experimental: { incrementalBuild: false } });
      },
      'astro:build:start': ({ setPrerenderer }) => {
        setPrerenderer((own) => {
          const names = new PageNames(settings);
          return {
            ...own,
            getStaticPaths: async () => names.read(await own.getStaticPaths()).filter((_, index) => index % shard.of === shard.number - 1),
            render: async (request, options) => {
              const result = await own.render(request, { ...options, collectMetadata: true });
              const response = result instanceof Response ? result : result.response;
              const file = join(folder, 'pages', names.of(request) ?? '');
              if (canShare(result)) await writeFile(file, Buffer.from(await response.arrayBuffer()));
              if (names.addressOf(request).startsWith('search-records/')) records.push(file);
              return nothing();
            },
          };
        });
      },
      'astro:build:done': async ({ dir }) => {
        const code = await siteFingerprint();
        for (const file of records) await searchBundle(await readFile(file, 'utf8'), join(folder, 'search'), code);
        await rm(dir, { recursive: true });
      },
    },
  };
}

/** Takes pages from shards, where there are any. */
export function takePages(settings: Settings): AstroIntegration {
  const files = new Map<string, string>();
  let out = '';
  let written = 0;
  return {
    name: 'cardbook-take-pages',
    hooks: {
      'astro:config:done': ({ config }) => {
        out = fileURLToPath(config.outDir);
      },
      'astro:build:start': async ({ setPrerenderer }) => {
        for (const folder of await findShards(settings, 'pages'))
          for (const name of await readdir(join(folder, 'pages')).catch(() => [])) files.set(name, join(folder, 'pages', name));
        if (files.size === 0) return;
        setPrerenderer((own) => {
          const names = new PageNames(settings);
          return {
            ...own,
            getStaticPaths: async () => {
              const paths = await own.getStaticPaths();
              names.read(paths);
              return paths;
            },
            render: async (request, options) => {
              const name = names.of(request);
              const file = files.get(name ?? '');
              if (file !== undefined) {
                // Read into memory, thousands of pages make Node collect garbage all the time.
                const place = join(out, names.addressOf(request), options.routeData.type === 'page' ? 'index.html' : '');
                await mkdir(dirname(place), { recursive: true });
                await copyFile(file, place);
                return nothing();
              }
              const result = await own.render(request, options);
              if (name !== undefined && canShare(result)) written++;
              return result;
            },
          };
        });
      },
      'astro:build:done': ({ logger }) => {
        if (written === 0) return;
        logger.warn(
          `Pages that no shard holds as they are now: ${written}. They were written anew. Build all shards from one commit with its history (in GitHub’s checkout, fetch-depth: 0), with the same SITE and BASE.`,
        );
      },
    },
  };
}

/**
 * Names pages by the site, their address and their key, which is a digest of all that they show: what a machine wrote of other content, or
 * with other code, is not found.
 */
class PageNames {
  readonly #site: string;
  readonly #base: string;
  readonly #names = new Map<string, string>();

  constructor({ site, base }: Settings) {
    this.#site = site;
    this.#base = base;
  }

  /** Gives the pages that have a key. */
  read(paths: Paths): Paths {
    return paths.filter(({ pathname, cacheKey }) => {
      if (cacheKey === undefined) return false;
      const parts = [this.#site, this.#base, pathname, cacheKey];
      this.#names.set(trimSlashes(pathname), createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32));
      return true;
    });
  }

  /** The name of the page that Astro asks for, if it has a key. */
  of(request: Request): string | undefined {
    return this.#names.get(this.addressOf(request));
  }

  /** The address of the page that Astro asks for, without the base path and the slash at its end. */
  addressOf({ url }: Request): string {
    return trimSlashes(decodeURI(new URL(url).pathname).slice(this.#base.length));
  }
}

/** Tells Astro to write no file. */
function nothing(): Response {
  return new Response(null);
}

/** Whether another machine can take the page: who renders a page also makes its pictures. */
function canShare(result: Response | PrerenderResult): boolean {
  return !(result instanceof Response) && result.metadata?.staticImages.length === 0;
}

type Paths = Awaited<ReturnType<AstroPrerenderer['getStaticPaths']>>;

function trimSlashes(pathname: string): string {
  return pathname.replaceAll(/^\/|\/$/g, '');
}
