const start = (): void => void import('./register.client.ts').then(({ registerWorker }) => registerWorker());

// Nothing of it is loaded before the page stands; while developing there is no worker, and outside of secure contexts there can be none.
if (import.meta.env.PROD && 'serviceWorker' in navigator)
  window.addEventListener('load', () => {
    if ('requestIdleCallback' in window) requestIdleCallback(start);
    else setTimeout(start);
  });
