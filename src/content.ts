// The door out: the only module that asks Astro's content store. Pages get finished, sorted, linked cards from here.
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { getCollection, getEntry, render, type CollectionEntry } from 'astro:content';
import { readFileSync } from 'node:fs';
import { answerEnd, splitText } from './lib/text-file.ts';
import { addAll, addCharacters, type FaceCharacters } from './lib/characters.ts';
import type { Card, CardText, Chapter, CitedSource, NotationSymbol, SearchText, Tag } from './lib/handbook.ts';
import { sortCards } from './lib/reading-order.ts';
import { cardUrl, chapterUrl, sourceAnchor, symbolUrl, tagUrl } from './lib/urls.ts';

/** The base path, with a slash at each end. */
export const base = import.meta.env.BASE_URL;

export type { Card, CardText, Chapter, CitedSource, NotationSymbol, Tag } from './lib/handbook.ts';

export interface Handbook {
  about: CollectionEntry<'handbook'>['data'];
  chapters: Chapter[];
  /** In reading order. */
  cards: Card[];
  bySlug: ReadonlyMap<string, Card>;
  /** Tags that cards have, in alphabetical order of their labels. */
  tags: Tag[];
  /** The notation, in the order of `symbols.yaml`. */
  symbols: NotationSymbol[];
  /** Sources that cards name, in alphabetical order. */
  sources: CitedSource[];
  /** Every source of the bibliography by key, named by cards or not. */
  sourcesByKey: ReadonlyMap<string, CitedSource>;
  /** The classes of every formula. */
  formulaClasses: ReadonlySet<string>;
  /** Every character that the book shows, by face. */
  characters: FaceCharacters;
}

let memo: Promise<Handbook> | undefined;

/** The whole book. Read once a build; anew for each request while developing. */
export function getHandbook(): Promise<Handbook> {
  if (import.meta.env.DEV) return readHandbook();
  return (memo ??= readHandbook());
}

async function readHandbook(): Promise<Handbook> {
  const about = (await getEntry('handbook', 'handbook'))?.data;
  if (!about) throw new Error('The content store holds no handbook.');
  const entries = await getCollection('cards');
  const tags = new Map((await getCollection('tags')).map(({ id, data }) => [id, makeTag(id, data)]));
  const sources = new Map((await getCollection('sources')).map(({ data }): [string, CitedSource] => [data.key, { ...data, cards: [] }]));
  const chapters = new Map(about.chapters.map(({ id, title, description }) => [id, makeChapter(id, title, description)]));

  const sorted = sortCards(
    entries.filter(({ data }) => chapters.has(data.chapter)),
    about.chapters,
  );
  const cards: Card[] = [];
  for (const entry of sorted) cards.push(makeCard(entry, chapters, tags, sources));
  linkCards(sorted, cards);

  const symbols = about.symbols.map(([name, data]) => makeSymbol(name, data, sorted, cards));

  const styles = new Set(about.styles);
  const characters: FaceCharacters = new Map();
  for (const { data } of sorted) {
    for (const name of data.facts.styles) styles.add(name);
    addAll(data.facts.characters, characters);
  }
  const texts = [about.title, about.tagline, about.description, about.licence.name];
  for (const { title, description } of about.chapters) texts.push(title, description);
  for (const { label, definition, aliases } of tags.values()) texts.push(label.html, definition.html, ...aliases);
  for (const { html, names, meaning } of symbols) texts.push(html, meaning.html, ...names);
  for (const { html } of sources.values()) texts.push(html);
  addCharacters(texts.join(''), characters);
  return {
    about,
    chapters: [...chapters.values()].filter((chapter) => chapter.cards.length > 0),
    cards,
    bySlug: new Map(cards.map((card) => [card.slug, card])),
    tags: [...tags.values()]
      .filter((tag) => tag.cards.length > 0)
      .sort((a, b) => a.label.plain.localeCompare(b.label.plain, about.language)),
    symbols,
    sources: [...sources.values()]
      .filter((source) => source.cards.length > 0)
      .sort((a, b) => sortKey(a).localeCompare(sortKey(b), about.language)),
    sourcesByKey: sources,
    formulaClasses: styles,
    characters,
  };
}

/** References start with the first author's family name. */
function sortKey({ html }: CitedSource): string {
  return html.replaceAll(/<[^>]+>/g, '');
}

function makeTag(name: string, data: CollectionEntry<'tags'>['data']): Tag {
  return { name, ...data, url: tagUrl(base, name), cards: [] };
}

function makeSymbol(
  name: string,
  { chapters, ...data }: CollectionEntry<'handbook'>['data']['symbols'][number][1],
  entries: readonly CollectionEntry<'cards'>[],
  cards: readonly Card[],
): NotationSymbol {
  const users = cards.filter((card, index) => {
    const isMeant = !chapters || chapters.includes(card.chapter.id);
    return isMeant && (entries[index]?.data.facts.symbols ?? '').split(' ').includes(data.key);
  });
  return { name, ...data, url: symbolUrl(base, name), cards: users };
}

function makeChapter(id: string, title: string, description: string): Chapter {
  return { id, title, description, url: chapterUrl(base, id), cards: [] };
}

/** Looks names up; while developing a name may be unknown, and is then left out. */
function known<T>(names: Iterable<string>, map: ReadonlyMap<string, T>): T[] {
  return [...names].flatMap((name) => map.get(name) ?? []);
}

function makeCard(
  entry: CollectionEntry<'cards'>,
  chapters: ReadonlyMap<string, Chapter>,
  tags: ReadonlyMap<string, Tag>,
  sources: ReadonlyMap<string, CitedSource>,
): Card {
  const { slug, data, facts, question, path, updated, digest, chapter: chapterId } = entry.data;
  const chapter = chapters.get(chapterId) as Chapter;
  const card: Card = {
    slug,
    url: cardUrl(base, slug),
    question,
    difficulty: data.difficulty,
    kind: data.kind,
    chapter,
    tags: known(data.tags, tags),
    aliases: data.aliases,
    redirects: data.redirects,
    sourceNumber: data.sourceNumber,
    sources: known(new Set([...data.sources, ...facts.citations]), sources),
    answerText: facts.answerText,
    digest,
    hasFormulas: facts.styles.includes('katex'),
    sections: facts.sections,
    labs: facts.labs,
    path,
    updated,
    requires: [],
    leadsTo: [],
    near: [],
    backlinks: [],
  };
  for (const group of [chapter, ...card.tags, ...card.sources]) group.cards.push(card);
  return card;
}

/** The text of a card: read when a page needs it, as most pages of a large book are not written anew; at once, as waiting costs more. */
export async function getText(card: Card): Promise<CardText> {
  const entry = await entryOf(card);
  const hasImages = entry.data.facts.images.length > 0;
  const html = hasImages ? await withImages(entry) : splitText(readFileSync(entry.data.textFile, 'utf8')).html;
  const [answerHtml = '', sectionsHtml = ''] = html.split(answerEnd);
  return { answerHtml, sectionsHtml };
}

/** What search keeps of a card. */
export async function getSearchText(card: Card): Promise<SearchText> {
  const { data } = await entryOf(card);
  return JSON.parse(splitText(readFileSync(data.textFile, 'utf8')).search) as SearchText;
}

async function entryOf({ slug }: Card): Promise<CollectionEntry<'cards'>> {
  const entry = await getEntry('cards', slug);
  if (!entry) throw new Error(`The content store holds no card “${slug}”.`);
  return entry;
}

/** Only Astro's own `render` resolves images. */
async function withImages(entry: CollectionEntry<'cards'>): Promise<string> {
  const { Content } = await render(entry);
  return (await AstroContainer.create()).renderToString(Content);
}

/** Gives each card the cards around it. `entries` and `cards` are in the same order. */
function linkCards(entries: readonly CollectionEntry<'cards'>[], cards: readonly Card[]): void {
  const bySlug = new Map(cards.map((card) => [card.slug, card]));
  for (const [index, card] of cards.entries()) {
    const { data, facts } = (entries[index] as CollectionEntry<'cards'>).data;
    card.previous = cards[index - 1];
    card.next = cards[index + 1];
    card.requires = known(data.requires, bySlug);
    for (const required of card.requires) required.leadsTo.push(card);
    card.near = Object.entries(data.near).flatMap(([slug, difference]) =>
      known([slug], bySlug).map((near) => ({ card: near, difference })),
    );
    for (const target of known(new Set(facts.links.map(({ slug }) => slug)), bySlug)) if (target !== card) target.backlinks.push(card);
  }
}

/** HTML of a card for a page that holds several: ids and the anchors within start with the card's slug, citations lead to `/sources/`. */
export function withSlug(html: string, slug: string): string {
  return html
    .replaceAll(/ href="#source-/g, ` href="${base}sources/#${sourceAnchor('')}`)
    .replaceAll(/ href="#(?!source-)/g, ` href="#${slug}--`)
    .replaceAll(/ id="/g, ` id="${slug}--`);
}
