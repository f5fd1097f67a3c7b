import { defineCollection } from 'astro:content';
import { z } from 'astro/zod';
import type { Book, BookSymbol, BookTag } from './pipeline/book.ts';
import type { Source } from './pipeline/bibliography.ts';
import { createLoaders, type CardEntry } from './pipeline/loaders.ts';
import type { HandbookData } from './pipeline/schema.ts';
import { readSettings } from './pipeline/settings.ts';

// The door in. What an author may write in each file stands, field by field, in pipeline/schema.ts; the loaders check it there, where the
// place of every field is known, so the schemas here only tell TypeScript what the loaders give.
const loaders = createLoaders(readSettings(process.env));

export const collections = {
  /** One entry a card, by slug; it names the file that holds the one rendering of the card. */
  cards: defineCollection({ loader: loaders.cards, schema: z.custom<CardEntry>() }),
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
