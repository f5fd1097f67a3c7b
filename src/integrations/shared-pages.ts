import type { AstroIntegration, AstroPrerenderer, PrerenderResult } from 'astro';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { siteFingerprint } from '../pipeline/fingerprint.ts';
import type { Settings, Shard } from '../pipeline/settings.ts';
import { findShards, shardFolder } from '../pipeline/shards.ts';
import { searchBundle } from './search-bundle.ts';

/** Writes a share of the pages that have a key, and of the search bundles, into a shard instead of a site. */
export function writePages(settings: Settings, shard: Shard): AstroIntegration {
  const folder = shardFolder(settings, 'pages', shard);
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
              const body = Buffer.from(await response.arrayBuffer());
              if (canShare(result)) await writeFile(join(folder, 'pages', names.of(request) ?? ''), body);
              return new Response(body);
            },
          };
        });
      },
      'astro:build:done': async ({ dir }) => {
        const records = fileURLToPath(new URL('search-records/', dir));
        const code = await siteFingerprint();
        for (const name of await readdir(records).catch(() => []))
          await searchBundle(await readFile(join(records, name), 'utf8'), join(folder, 'search'), code);
        await rm(dir, { recursive: true });
      },
    },
  };
}

/** Takes pages from shards, where there are any. */
export function takePages(settings: Settings): AstroIntegration {
  const files = new Map<string, string>();
  let written = 0;
  return {
    name: 'cardbook-take-pages',
    hooks: {
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
              if (file) return { response: new Response(await readFile(file)), metadata: { contentEntryKeys: [], staticImages: [] } };
              const result = await own.render(request, options);
              if (name && canShare(result)) written++;
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
      this.#names.set(addressOf(pathname), createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32));
      return true;
    });
  }

  /** The name of the page that Astro asks for, if it has a key. */
  of({ url }: Request): string | undefined {
    return this.#names.get(addressOf(decodeURI(new URL(url).pathname).slice(this.#base.length)));
  }
}

/** Whether another machine can take the page: who renders a page also makes its pictures. */
function canShare(result: Response | PrerenderResult): boolean {
  return !(result instanceof Response) && result.metadata?.staticImages.length === 0;
}

type Paths = Awaited<ReturnType<AstroPrerenderer['getStaticPaths']>>;

function addressOf(pathname: string): string {
  return pathname.replaceAll(/^\/|\/$/g, '');
}
