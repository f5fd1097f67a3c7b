import { connectResults } from './results.client.ts';
import { facets, isEmptySearch, readSearch, writeSearch, type SearchState } from './query-state.ts';
import { recentSearches } from './recent-list.client.ts';
import type { SearchAnswer } from './engine.client.ts';

const form = document.querySelector<HTMLFormElement>('[data-search-page]');

if (form) connectPage(form);

/** The search page: its address holds query and filters, so that a search can be kept, sent and gone back to. */
function connectPage(form: HTMLFormElement): void {
  const part = (selector: string): HTMLElement => form.querySelector(selector) as HTMLElement;
  const field = part('input[type=search]') as HTMLInputElement;
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];

  const readForm = (): SearchState => {
    const filters: SearchState['filters'] = {};
    for (const facet of facets) {
      const values = boxes.filter(({ name, checked }) => checked && name === facet).map(({ value }) => value);
      if (values.length > 0) filters[facet] = values;
    }
    return { query: field.value, filters };
  };
  const fillForm = ({ query, filters }: SearchState): void => {
    field.value = query;
    for (const box of boxes) box.checked = filters[box.name as (typeof facets)[number]]?.includes(box.value) ?? false;
    for (const group of form.querySelectorAll('details')) if (group.querySelector(':checked')) group.open = true;
  };
  const showCounts = (answer: SearchAnswer | undefined): void => {
    for (const box of boxes) {
      const count = form.querySelector(`[data-count="${box.name}:${box.value}"]`);
      if (count) count.textContent = answer ? String(answer.counts?.[box.name as (typeof facets)[number]][box.value] ?? 0) : '';
    }
  };

  const recent = recentSearches(part('.search-recent'), (query) => {
    field.value = query;
    field.dispatchEvent(new Event('input'));
    field.focus();
  });
  const { run, countShown } = connectResults(
    {
      field,
      status: part('[role=status]'),
      notice: part('.search-notice'),
      list: part('ol') as HTMLOListElement,
      more: part('[data-more]') as HTMLButtonElement,
      groups: part('.search-groups'),
      preview: part('.search-preview'),
    },
    () => {
      const state = readForm();
      history.replaceState(history.state, '', `${location.pathname}${writeSearch(state)}`);
      recent.show(isEmptySearch(state));
      return state;
    },
    (answer) => {
      showCounts(answer);
      // Tells tests and styles which query the list answers.
      form.dataset['answered'] = field.value.trim();
    },
    true,
  );
  form.addEventListener('change', (event) => {
    if (event.target !== field) void run();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
  });
  form.addEventListener('reset', (event) => {
    // The browser would empty the field, too.
    event.preventDefault();
    fillForm({ query: field.value, filters: {} });
    void run();
  });
  // Back returns to as many results, and to the same place among them.
  window.addEventListener('pagehide', () => {
    history.replaceState({ count: countShown(), top: window.scrollY }, '');
  });
  const before = (history.state ?? {}) as { count?: number; top?: number };

  form.hidden = false;
  fillForm(readSearch(new URLSearchParams(location.search)));
  void run(Math.max(before.count ?? 0, 10)).then(() => {
    if (before.top) window.scrollTo(0, before.top);
  });
  field.focus({ preventScroll: before.top !== undefined });
}
