/// <reference lib="webworker" />
import { Route, Router } from 'workbox-routing';
import { CacheFirst, NetworkFirst, NetworkOnly } from 'workbox-strategies';
import type { Edition, KeptFile, OfflineMessage } from './edition.ts';

declare const self: ServiceWorkerGlobalScope;

/** Put in by the build. */
declare const EDITION: Edition;

const edition = EDITION;

// Whoever is connected reads what the host gives out now; what is kept here answers when the host can't be reached.

const scope = self.registration.scope;
// Several handbooks may share a host.
const ownCaches = `cardbook ${scope} `;
const keptCache = `${ownCaches}kept`;
const visitedCache = `${ownCaches}visited ${edition.name}`;

const digests = new Map([...edition.always, ...edition.study].map(([path, digest]) => [addressOf(path), digest]));

function addressOf(path: string): string {
  const url = new URL(path, scope);
  return url.origin + url.pathname;
}

/** The name under which a file of this edition is kept: files that the next edition does not change need not be fetched again. */
function keyOf(path: string): string {
  const address = addressOf(path);
  return `${address}?${digests.get(address) ?? ''}`;
}

function findKept(path: string): Promise<Response | undefined> {
  return caches.match(keyOf(path), { cacheName: keptCache });
}

const keeping = new CacheFirst({
  cacheName: keptCache,
  fetchOptions: { cache: 'no-cache' },
  plugins: [{ cacheKeyWillBeUsed: ({ request }) => Promise.resolve(keyOf(request.url)) }],
});
const byAddress = { cacheKeyWillBeUsed: ({ request }: { request: Request }) => Promise.resolve(addressOf(request.url)) };
const orKept = {
  handlerDidError: async ({ request }: { request: Request }) =>
    (await findKept(request.url)) ?? (request.mode === 'navigate' ? findKept('offline/') : undefined),
};

const router = new Router();
const route = (pattern: RegExp, strategy: CacheFirst | NetworkFirst | NetworkOnly): void =>
  router.registerRoute(
    new Route(({ url }) => url.href.startsWith(scope) && pattern.test(addressOf(url.href).slice(scope.length)), strategy),
  );
// Names with a digest: what they hold never changes.
route(/^_astro\//, new CacheFirst({ cacheName: visitedCache, plugins: [byAddress, orKept] }));
// The page and its data are kept together, or not at all.
route(/^study\//, new NetworkOnly({ plugins: [orKept] }));
route(/(^|\/|\.(css|js|svg|woff2))$/, new NetworkFirst({ cacheName: visitedCache, plugins: [byAddress, orKept] }));
router.addFetchListener();
router.addCacheListener();

async function keep(files: readonly KeptFile[], event: ExtendableEvent): Promise<void> {
  await Promise.all(files.map(([path]) => keeping.handleAll({ event, request: new Request(addressOf(path)) })[1]));
}

async function keepLabs(names: readonly string[], event: ExtendableEvent): Promise<void> {
  for (const path of names.flatMap((name) => edition.labs[name] ?? []))
    await router.handleRequest({ event, request: new Request(addressOf(path)) });
}

async function isStudyKept(): Promise<boolean> {
  return (await caches.match(addressOf('study/'), { cacheName: keptCache, ignoreSearch: true })) !== undefined;
}

/** Fetches again what was visited in earlier editions, with the scripts, styles and labs that the pages name now. */
async function renewVisited(event: ExtendableEvent): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(`${ownCaches}visited `) && name !== visitedCache);
  const fetchAgain = async (url: string): Promise<void> => {
    const response = await router.handleRequest({ event, request: new Request(url) });
    if (!response?.ok || !url.endsWith('/')) return;
    const html = await response.text();
    await keepLabs(
      [...html.matchAll(/ data-lab="([\w-]+)"/g)].map(([, lab = '']) => lab),
      event,
    );
    const links = html.matchAll(/ (?:href|src)="([^"]*\/_astro\/[^"]+)"/g);
    await Promise.all([...links].map(([, link = '']) => fetchAgain(new URL(link, url).href)));
  };
  for (const name of names) {
    const requests = await (await caches.open(name)).keys();
    await Promise.all(requests.map(({ url }) => fetchAgain(url)));
  }
}

async function install(event: ExtendableEvent): Promise<void> {
  await keep(edition.always, event);
  if (await isStudyKept()) await keep(edition.study, event);
  await renewVisited(event);
}

async function removeEarlier(): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(ownCaches) && name !== keptCache && name !== visitedCache);
  await Promise.all(names.map((name) => caches.delete(name)));
  const kept = await caches.open(keptCache);
  const known = new Set([...digests.keys()].map(keyOf));
  await Promise.all((await kept.keys()).filter(({ url }) => !known.has(url)).map((request) => kept.delete(request)));
}

self.addEventListener('install', (event) => event.waitUntil(install(event)));
self.addEventListener('activate', (event) => event.waitUntil(Promise.all([self.clients.claim(), removeEarlier()])));
self.addEventListener('message', (event) => {
  const message = event.data as OfflineMessage;
  if (message.type === 'KEEP_STUDY') event.waitUntil(keep(edition.study, event));
  if (message.type === 'KEEP_LABS') event.waitUntil(keepLabs(message.names, event));
  if (message.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting());
});
