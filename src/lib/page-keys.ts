import { createHash } from 'node:crypto';

// Astro writes a page anew only when its key changes: whatever the page shows belongs into its key. The types name what is looked at.

interface Shell {
  /** Digest of the code that makes the site. */
  code: string;
  title: string;
  description: string;
  language: string;
  licence: unknown;
  repository?: string | undefined;
  /** Without any the head of a page has no link to them. */
  labs: readonly string[];
}

interface Linked {
  url: string;
  question: { html: string };
}

interface Keyed extends Linked {
  digest: string;
  updated?: string | undefined;
  chapter: { title: string };
}

interface KeyedCard extends Keyed {
  tags: readonly { label: { html: string } }[];
  sources: readonly { html: string }[];
  requires: readonly Linked[];
  leadsTo: readonly Linked[];
  backlinks: readonly Linked[];
  near: readonly { card: Linked; difference: string }[];
  previous?: Linked | undefined;
  next?: Linked | undefined;
}

/** Digest of everything that a card's page shows. */
export function cardPageKey(about: Shell, card: KeyedCard): string {
  const link = (other: Linked | undefined): string => (other ? `${other.url} ${other.question.html}` : '');
  return keyOf([
    shellOf(about),
    [card.digest, card.updated, card.chapter.title],
    card.tags.map(({ label }) => label.html),
    card.sources.map(({ html }) => html),
    [card.requires, card.leadsTo, card.backlinks, [card.previous, card.next]].map((cards) => cards.map(link)),
    card.near.map((near) => [link(near.card), near.difference]),
  ]);
}

/** Digest of everything that a page shows which lists cards; `parts` is what it says beside them. */
export function listPageKey(about: Shell, cards: readonly Keyed[], parts: readonly unknown[]): string {
  return keyOf([shellOf(about), parts, cards.map(({ digest, chapter }) => [digest, chapter.title])]);
}

interface Searchable {
  digest: string;
  chapter: { title: string };
  tags: readonly { label: { plain: string }; aliases: readonly string[] }[];
  sources: readonly { title: string; label: string; csl: { author?: unknown } }[];
}

/** Digest of everything that the search index holds of some cards; `names` are the spoken names of their symbols. */
export function searchKey<Card extends Searchable>(
  { code }: Shell,
  cards: readonly Card[],
  names: ReadonlyMap<Card, readonly string[]>,
): string {
  return keyOf([
    code,
    cards.map((card) => [
      [card.digest, card.chapter.title, names.get(card)],
      card.tags.map(({ label, aliases }) => [label.plain, aliases]),
      card.sources.map(({ title, label, csl }) => [title, label, csl.author]),
    ]),
  ]);
}

function shellOf({ code, title, description, language, licence, repository, labs }: Shell): unknown {
  return [code, title, description, language, licence, repository, labs.length > 0];
}

function keyOf(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
