import type { OfflineMessage } from './edition.ts';
import { showEditionNotice } from './notice.client.ts';

/** Registers the service worker, and lets it keep the page that is open. */
export async function registerWorker(): Promise<void> {
  const base = document.documentElement.dataset['base'] ?? '/';
  const isSeen = navigator.serviceWorker.controller !== null;
  try {
    const registration = await navigator.serviceWorker.register(`${base}service-worker.js`, { scope: base });
    watchEditions(registration);
    const { active } = await navigator.serviceWorker.ready;
    // What was loaded before there was a worker went past it.
    if (!isSeen) active?.postMessage({ type: 'CACHE_URLS', payload: { urlsToCache: [location.href, ...loadedFiles()] } });
    const names = [...document.querySelectorAll<HTMLElement>('[data-lab]')].flatMap(({ dataset }) => dataset['lab'] ?? []);
    if (names.length > 0) active?.postMessage({ type: 'KEEP_LABS', names } satisfies OfflineMessage);
    if (document.querySelector('[data-study]')) active?.postMessage({ type: 'KEEP_STUDY' } satisfies OfflineMessage);
  } catch {
    // Storage is blocked, or the host could not be reached: the book reads as it does without a worker.
  }
}

/** Addresses of the styles, scripts, fonts and pictures of this page. */
function loadedFiles(): string[] {
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  return entries.filter(({ initiatorType }) => initiatorType !== 'fetch').map(({ name }) => name);
}

function watchEditions(registration: ServiceWorkerRegistration): void {
  const look = (): void => {
    if (registration.waiting && registration.active) showEditionNotice(registration);
  };
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
  look();
}
