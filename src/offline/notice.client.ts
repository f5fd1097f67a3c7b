import type { OfflineMessage } from './edition.ts';

/** Tells that another edition is ready; the page stays as it is until the reader asks for it. */
export function showEditionNotice(registration: ServiceWorkerRegistration): void {
  const place = document.querySelector<HTMLElement>('[data-edition]');
  if (!place || place.hasChildNodes()) return;
  const words = document.createElement('p');
  words.textContent = 'A new edition of this book is ready.';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Reload for the new edition';
  button.addEventListener('click', () => {
    // Another tab may have changed the edition already.
    if (!registration.waiting) {
      location.reload();
      return;
    }
    button.disabled = true;
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    registration.waiting.postMessage({ type: 'SKIP_WAITING' } satisfies OfflineMessage);
  });
  place.replaceChildren(words, button);
}
