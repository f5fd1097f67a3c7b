import { loadEngine, search, type SearchAnswer } from './engine.client.ts';
import { groupLists, suggestions } from './groups.client.ts';
import { connectKeys } from './keyboard.client.ts';
import { connectPreview } from './preview.client.ts';
import { isEmptySearch, type SearchState } from './query-state.ts';
import { resultItem } from './result-item.client.ts';

const pageSize = 10;

/** What is no card waits until the reader has stopped typing: the cards' own files come first. */
const groupsAfter = 600;

/** The elements of a search, wherever it stands. */
export interface SearchParts {
  field: HTMLInputElement;
  /** Tells how many cards were found; announced to screen readers. */
  status: HTMLElement;
  /** Says what a query was taken for. */
  notice: HTMLElement;
  list: HTMLOListElement;
  /** Shows more results. */
  more: HTMLButtonElement;
  /** Takes the lists of what is no card. */
  groups: HTMLElement;
  preview: HTMLElement;
}

interface Connection {
  /** Searches again; shows `count` results where so many were shown before. */
  run: (count?: number) => Promise<void>;
  /** How many results are shown. */
  countShown: () => number;
}

/** Connects field and list: results as one types, arrow keys between them. */
export function connectResults(
  { field, status, notice, list, more, groups, preview }: SearchParts,
  readState: () => SearchState,
  onAnswer: (answer: SearchAnswer | undefined) => void = () => undefined,
  withCounts = false,
): Connection {
  let latest = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let current: { answer: SearchAnswer; state: SearchState } | undefined;
  let verbatim: string | undefined;
  const beside = connectPreview(list, preview, () => current?.answer.finding.terms ?? new Set());

  const append = async (to: number): Promise<void> => {
    const ticket = latest;
    const shown = list.children.length;
    const cards = (await current?.answer.load(shown, to)) ?? [];
    if (ticket !== latest || !current) return;
    const { answer, state } = current;
    list.append(...cards.map((card) => resultItem(card, state.query.trim(), answer.finding.terms)));
    more.hidden = list.children.length >= answer.count;
    if (shown > 0) list.children[shown]?.querySelector('a')?.focus();
  };

  const empty = (text: string): void => {
    current = undefined;
    list.replaceChildren();
    groups.replaceChildren();
    notice.replaceChildren();
    notice.hidden = true;
    beside.clear();
    more.hidden = true;
    status.textContent = text;
  };

  const run = async (count = pageSize): Promise<void> => {
    const ticket = ++latest;
    const state = readState();
    if (state.query !== verbatim) verbatim = undefined;
    else state.isVerbatim = true;
    if (isEmptySearch(state)) {
      empty('');
      onAnswer(undefined);
      return;
    }
    try {
      const answer = await search(state, withCounts);
      const cards = await answer.load(0, count);
      // A later query has been typed meanwhile.
      if (ticket !== latest) return;
      current = { answer, state };
      groups.replaceChildren();
      list.replaceChildren(...cards.map((card) => resultItem(card, state.query.trim(), answer.finding.terms)));
      more.hidden = cards.length >= answer.count;
      if (cards.length > 0) beside.follow();
      else beside.clear();
      const { corrected } = answer.finding;
      status.textContent = describeCount(answer.count, corrected ?? state.query);
      notice.hidden = corrected === undefined;
      if (corrected !== undefined) showCorrection(corrected, state.query);
      if (answer.count === 0) void showWaysOn(ticket);
      onAnswer(answer);
      clearTimeout(pause);
      pause = setTimeout(() => void showGroups(ticket), groupsAfter);
    } catch {
      if (ticket === latest) empty('The search index could not be loaded. Check the connection and type again.');
    }
  };

  const showGroups = async (ticket: number): Promise<void> => {
    if (!current) return;
    const { needed, terms } = current.answer.finding;
    const lists = await groupLists(needed, terms).catch(() => []);
    if (ticket === latest) groups.replaceChildren(...lists);
  };

  /** A query that finds nothing ends in ways to go on. */
  const showWaysOn = async (ticket: number): Promise<void> => {
    const ways = await suggestions().catch(() => []);
    if (ticket !== latest || ways.length === 0) return;
    notice.replaceChildren('Or go on from ', ...ways);
    notice.hidden = false;
  };

  const showCorrection = (corrected: string, query: string): void => {
    const back = document.createElement('button');
    back.type = 'button';
    back.textContent = `Search for “${query.trim()}” as typed`;
    back.addEventListener('click', () => {
      verbatim = query;
      field.focus();
      void run();
    });
    notice.replaceChildren(`Showing results for “${corrected.trim()}”. `, back);
  };

  field.addEventListener('focus', () => void loadEngine().catch(() => undefined), { once: true });
  field.addEventListener('input', () => void run());
  more.addEventListener('click', () => void append(list.children.length + pageSize));
  connectKeys(field, list, groups);
  return { run, countShown: () => list.children.length };
}

function describeCount(count: number, query: string): string {
  const what = query.trim() === '' ? '' : ` for “${query.trim()}”`;
  if (count === 0) return `No card found${what}. Try fewer or other words.`;
  return `${count === 1 ? '1 card' : `${count} cards`}${what}`;
}
