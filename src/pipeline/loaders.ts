import type { Loader, LoaderContext } from 'astro/loaders';

type RenderedContent = NonNullable<Parameters<LoaderContext['store']['set']>[0]['rendered']>;

import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { splitText } from '../lib/text-file.ts';
import { readBook, type Book } from './book.ts';
import { ContentError, formatProblems } from './problems.ts';
import type { RenderedCard } from './read-card.ts';
import { hasText, pruneTexts, textFileIn } from './rendered-texts.ts';
import type { Settings } from './settings.ts';
import { takeShards } from './shards.ts';

/** What the content store keeps of a card. */
export interface CardEntry extends RenderedCard {
  slug: string;
  chapter: string;
  /** Path within the content folder. */
  path: string;
  updated?: string | undefined;
  /** Where its rendered text lies. */
  textFile: string;
}

/**
 * The loaders of all collections. They share one reading of the book, which the cards' loader starts because it has the cards rendered
 * earlier; every problem is therefore told in one report.
 */
export function createLoaders(settings: Settings): Record<'cards' | 'tags' | 'sources' | 'handbook', Loader> {
  const { content: folder, base, cache, isMerge, pages } = settings;
  const first = Promise.withResolvers<Book>();
  // The other loaders wait for this promise; without them its rejection has no one to tell.
  first.promise.catch(() => undefined);
  const fillers: ((book: Book) => void)[] = [];
  const follow = (name: string, fill: (context: LoaderContext, book: Book) => void): Loader => ({
    name: `cardbook-${name}`,
    load: async (context) => {
      fillers.push((book) => fill(context, book));
      fill(context, await first.promise);
    },
  });

  const cards: Loader = {
    name: 'cardbook-cards',
    load: async (context) => {
      const shards = isMerge || pages ? await takeShards(settings) : undefined;
      const reload = async (): Promise<Book> => {
        const book = await readBook({
          folder,
          base,
          cacheFolder: cache,
          cache: (slug) => shards?.(slug) ?? cachedCard(context, cache, slug),
        });
        if (book.problems.length > 0) {
          const report = formatProblems(book.problems, process.cwd());
          // `astro dev` would exit: there the report is printed and the rest of the book served.
          if (!context.watcher) throw new ContentError(report);
          context.logger.error(`\n\n${report}\n`);
        }
        await fillCards(context, cache, book);
        return book;
      };
      try {
        first.resolve(await reload());
      } catch (error) {
        first.reject(error);
        throw error;
      }
      watch(context, folder, async () => {
        const book = await reload();
        for (const fill of fillers) fill(book);
      });
    },
  };

  return {
    cards,
    tags: follow('tags', ({ store }, { tags }) => replaceAll(store, [...tags])),
    sources: follow('sources', ({ store }, { sources }) => replaceAll(store, [...sources])),
    handbook: follow('handbook', ({ store }, { handbook, symbols, styles, labs, code }) =>
      replaceAll(store, [['handbook', { ...handbook, symbols: [...symbols], styles: [...styles], labs, code, cache }]]),
    ),
  };
}

function cachedCard({ store }: LoaderContext, cache: string, slug: string): RenderedCard | undefined {
  const entry = store.get<CardEntry & Record<string, unknown>>(slug)?.data;
  return entry && hasText(cache, entry.digest) ? { ...entry, textFile: textFileIn(cache, entry.digest) } : undefined;
}

async function fillCards({ store, config }: LoaderContext, cache: string, { cards }: Book): Promise<void> {
  const slugs = new Set(cards.map(({ source }) => source.slug));
  for (const id of store.keys()) if (!slugs.has(id)) store.delete(id);
  const root = fileURLToPath(config.root);
  for (const { source, data, question, facts, digest, updated, textFile = textFileIn(cache, digest) } of cards) {
    const { slug, chapter, path, file } = source;
    const entry: CardEntry = { slug, chapter, path, data, question, facts, digest, updated, textFile };
    const rendered = facts.images.length > 0 ? await withImages(entry) : undefined;
    store.set({
      id: slug,
      data: entry as CardEntry & Record<string, unknown>,
      digest: `${digest} ${updated ?? ''} ${textFile}`,
      filePath: relative(root, file),
      ...(rendered ? { rendered, assetImports: facts.images } : {}),
    });
  }
  await pruneTexts(cache, new Set(cards.map(({ digest }) => digest)));
}

/** Only Astro's `render` resolves images, and only in an entry's own HTML. */
async function withImages({ textFile, facts }: CardEntry): Promise<RenderedContent> {
  return { html: splitText(await readFile(textFile, 'utf8')).html, metadata: { imagePaths: facts.images } };
}

function replaceAll(store: LoaderContext['store'], entries: readonly (readonly [string, object])[]): void {
  store.clear();
  for (const [id, data] of entries) store.set({ id, data: data as Record<string, unknown> });
}

/** Calls `reload` after each burst of changes under `folder`. */
function watch({ watcher, logger }: LoaderContext, folder: string, reload: () => Promise<void>): void {
  if (!watcher) return;
  watcher.add(folder);
  let timer: NodeJS.Timeout | undefined;
  watcher.on('all', (_event, path) => {
    if (!path.startsWith(folder)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      reload().catch((error: unknown) => {
        logger.error(String(error));
      });
    }, 50);
  });
}
