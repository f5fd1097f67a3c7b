import { readSetting } from '../components/settings-storage.client.ts';
import { takeHandover } from './handover.client.ts';

/** Nothing of search is loaded before the reader reaches for it. */
async function loadSearch(): Promise<(query: string) => void> {
  const { openSearch, styled } = await import('./dialog.client.ts');
  await styled;
  return openSearch;
}

function open(query = ''): void {
  void loadSearch().then((openSearch) => openSearch(query));
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

const areShortcutsOn = (): boolean => readSetting('shortcuts') !== 'off';

function showKey(): void {
  for (const key of document.querySelectorAll<HTMLElement>('[data-search-key]')) key.textContent = areShortcutsOn() ? '/' : 'Ctrl K';
}

// The search page has a field of its own.
const pageField = document.querySelector<HTMLInputElement>('[data-search-page] input[type=search]');

function reach(): void {
  if (pageField) pageField.focus();
  else open();
}

document.addEventListener('keydown', (event) => {
  const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && areShortcutsOn() && !isTyping(event.target);
  const isCtrlK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!isSlash && !isCtrlK) return;
  event.preventDefault();
  reach();
});

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('[data-search-open]') : null;
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  reach();
});

// The first page's field hands over to the dialog with the first letter.
document.querySelector<HTMLFormElement>('[data-search-form]')?.addEventListener('input', (event) => {
  const field = event.target as HTMLInputElement;
  void loadSearch().then((openSearch) => {
    // Letters typed while the dialog was on its way have come along with the first.
    if (field.value === '') return;
    openSearch(field.value);
    field.value = '';
  });
});

// A reader who comes back finds the dialog as it was.
const { search: earlier } = (history.state ?? {}) as { search?: string };
if (earlier !== undefined && !pageField) open(earlier);

const found = takeHandover(location.pathname);
if (found) void import('./found-words.client.ts').then(({ showFoundWords }) => showFoundWords(found));

if (pageField) void import('./search-page.client.ts');

document.addEventListener('cardbook-shortcuts', showKey);
showKey();
