import { defineCollection } from 'astro/content/config';
import { z } from 'astro/zod';
import { createRequire } from 'node:module';
import type { Book, BookSymbol, BookTag } from './pipeline/book.ts';
import type { Source } from './pipeline/bibliography.ts';
import type * as Loaders from './pipeline/loaders.ts';
import type { HandbookData } from './pipeline/schema.ts';
import { readSettings } from './pipeline/settings.ts';

// The door in. What an author may write in each file stands, field by field, in pipeline/schema.ts; the loaders check it there, where the
// place of every field is known, so the schemas here only tell TypeScript what the loaders give.
//
// Vite would compile whatever is imported here, module by module, in every build: of `astro:content` all of Astro's server, where
// `astro/content/config` is one function, and the pipeline, which Node itself reads instead. After a change of it, start `npm run dev` again.
const { createLoaders } = createRequire(import.meta.url)('./pipeline/loaders.ts') as typeof Loaders;
const loaders = createLoaders(readSettings(process.env));

export const collections = {
  /** One entry a card, by slug; it names the file that holds the one rendering of the card. */
  cards: defineCollection({ loader: loaders.cards, schema: z.custom<Loaders.CardEntry>() }),
  /** One entry a tag. */
  tags: defineCollection({ loader: loaders.tags, schema: z.custom<BookTag>() }),
  /** One entry a source, by key, in alphabetical order of references. */
  sources: defineCollection({ loader: loaders.sources, schema: z.custom<Source>() }),
  /** The one entry `handbook`. */
  handbook: defineCollection({
    loader: loaders.handbook,
    schema: z.custom<HandbookData & Pick<Book, 'labs' | 'code'> & { symbols: [string, BookSymbol][]; styles: string[]; cache: string }>(),
  }),
};
