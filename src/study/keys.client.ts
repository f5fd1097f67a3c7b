import { readSetting } from '../components/settings-storage.client.ts';
import { ratings } from '../lib/study-events.ts';
import type { Session } from './session.client.ts';

/** The session by keys, unless the reader has switched single keys off; Tab and Enter always do. */
export function connectSessionKeys(root: HTMLElement, dialog: HTMLDialogElement, session: Session): void {
  const areOn = (): boolean => readSetting('shortcuts') !== 'off';
  const showKeys = (): void => {
    for (const key of root.querySelectorAll<HTMLElement>('[data-keys-only]')) key.hidden = !areOn();
  };
  root.querySelector('[data-help]')?.addEventListener('click', () => {
    dialog.showModal();
  });
  document.addEventListener('cardbook-shortcuts', showKeys);
  showKeys();

  document.addEventListener('keydown', (event) => {
    if (!areOn() || event.ctrlKey || event.metaKey || event.altKey || event.repeat || document.querySelector('dialog[open]')) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (target.closest('input:not([type=checkbox]), select, textarea, [contenteditable]')) return;
    // Space presses what has the focus.
    if (event.key === ' ' && target.closest('button, summary, a, input')) return;
    const actions: Record<string, (() => void) | undefined> = {
      ' ': session.reveal,
      u: session.undo,
      e: session.open,
      '?': () => {
        dialog.showModal();
      },
    };
    const rating = ratings.find((value) => String(value) === event.key);
    const action = rating
      ? () => {
          session.rate(rating);
        }
      : actions[event.key.toLowerCase()];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
