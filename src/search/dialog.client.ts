import styles from '../styles/search.css?url';
import { base } from './engine.client.ts';
import { connectResults } from './results.client.ts';
import { isEmptySearch, writeSearch, type SearchState } from './query-state.ts';
import { recentSearches } from './recent-list.client.ts';
import { showFoundWords } from './found-words.client.ts';
import { takeHandover } from './handover.client.ts';

const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: styles });
/** Its styles come with it, as no page needs them before. */
export const styled = new Promise((resolve) => {
  link.onload = link.onerror = resolve;
  document.head.append(link);
});

interface Opened {
  dialog: HTMLDialogElement;
  field: HTMLInputElement;
}

let opened: Opened | undefined;

/** Opens the search dialog, made on the first call. */
export function openSearch(query = ''): void {
  const { dialog, field } = (opened ??= makeDialog());
  if (!dialog.open) dialog.showModal();
  if (query !== '') field.value = query;
  field.dispatchEvent(new Event('input'));
  field.focus();
  // What the reader goes on typing stands behind a query that was handed over, and in the place of an earlier one.
  if (query === '') field.select();
  else field.setSelectionRange(query.length, query.length);
}

function makeDialog(): Opened {
  const dialog = document.createElement('dialog');
  dialog.className = 'search-dialog';
  dialog.setAttribute('aria-label', 'Search');
  dialog.innerHTML = `
    <form method="dialog" role="search" class="search-bar">
      <input type="search" aria-label="Search the cards" placeholder="Search the cards" autocomplete="off" autocapitalize="off" spellcheck="false" enterkeyhint="go">
      <button type="submit" value="close">Close</button>
    </form>
    <div class="search-columns">
      <div class="search-scroll">
        <p role="status" class="quiet"></p>
        <p class="search-notice quiet" hidden></p>
        <div class="search-recent" hidden></div>
        <ol role="list" aria-label="Search results" class="search-results"></ol>
        <div class="search-groups"></div>
        <p class="search-more"><button type="button" hidden>More results</button> <a>Search with filters</a></p>
      </div>
      <aside class="search-preview card" aria-label="Preview" hidden></aside>
    </div>`;
  document.body.append(dialog);
  const part = (selector: string): HTMLElement => dialog.querySelector(selector) as HTMLElement;
  const field = part('input') as HTMLInputElement;
  const list = part('ol') as HTMLOListElement;
  const all = part('.search-more a') as HTMLAnchorElement;
  const recent = recentSearches(part('.search-recent'), (query) => {
    field.value = query;
    field.dispatchEvent(new Event('input'));
    field.focus();
  });
  connectResults(
    {
      field,
      status: part('[role=status]'),
      notice: part('.search-notice'),
      list,
      more: part('.search-more button') as HTMLButtonElement,
      groups: part('.search-groups'),
      preview: part('.search-preview'),
    },
    () => {
      const state: SearchState = { query: field.value, filters: {} };
      all.href = `${base}search/${writeSearch(state)}`;
      recent.show(isEmptySearch(state));
      return state;
    },
  );
  // The field's own answer to Escape is to empty itself first.
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    dialog.close();
  });
  part('form').addEventListener('submit', (event) => {
    // Enter in the field is for the results.
    if (document.activeElement === field) event.preventDefault();
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // Back brings the dialog back as it was.
    history.replaceState({ ...(history.state as object | null), search: field.value }, '');
    if (link.pathname !== location.pathname) return;
    // The card is here already: loading it anew would lose its place.
    if (link.hash === '') {
      event.preventDefault();
      window.scrollTo(0, 0);
    }
    dialog.close();
    const found = takeHandover(location.pathname);
    if (found) showFoundWords(found);
  });
  dialog.addEventListener('close', () => {
    const { search: _, ...rest } = (history.state ?? {}) as { search?: string };
    history.replaceState(rest, '');
  });
  return { dialog, field };
}
