import { chromium } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromiumLaunchOptions } from '../tests/site/chromium.ts';

/** What a first visit to a page sends for. */
export interface PageWeight {
  requests: number;
  /** Bytes: text as `gzip -9` makes it, everything else as it is. */
  bytes: number;
}

/** Texts by their ending; what is not here (fonts, images, WebAssembly) is sent as it is. */
const textTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Opens a page of a built site in a fresh Chromium and weighs everything that it asks for until the network is idle. */
export async function weighPage(site: string, address: string): Promise<PageWeight> {
  const answers: number[] = [];
  const answer = async (url: string): Promise<{ type: string; body: Buffer } | undefined> => {
    const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
    const file = join(site, path.endsWith('/') ? `${path}index.html` : path);
    const body = await readFile(file).catch(() => undefined);
    if (!body) return undefined;
    const type = textTypes[extname(file)];
    answers.push(type ? gzipSync(body, { level: 9 }).length : body.length);
    return { type: type ?? 'application/octet-stream', body };
  };
  const server = createServer((request, response) => {
    void answer(request.url ?? '/').then((found) => {
      response.writeHead(found ? 200 : 404, { 'Content-Type': found?.type ?? 'text/plain' }).end(found?.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    // What a service worker fetches again when the page stands is no part of the visit.
    const page = await browser.newPage({ serviceWorkers: 'block' });
    const failures: string[] = [];
    page.on('response', (response) => {
      if (!response.ok()) failures.push(`${response.url()} answers ${response.status()}`);
    });
    page.on('requestfailed', (request) => failures.push(`${request.url()} fails`));
    await page.goto(`${origin}${address}`, { waitUntil: 'networkidle' });
    if (failures.length > 0) throw new Error(`the page asks for what is not there: ${failures.join(', ')}`);
    return { requests: answers.length, bytes: answers.reduce((sum, bytes) => sum + bytes, 0) };
  } finally {
    await browser.close();
    server.close();
    server.closeAllConnections();
  }
}
