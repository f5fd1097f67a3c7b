import { expect, test, type Browser, type Response } from '@playwright/test';
import { gzipSync } from 'node:zlib';
import { cards } from './content.ts';
import { rootSite } from './sites.ts';

/** Of any card, and of one in the middle: half of the cards weigh less. */
const mostBytes = 75_000;
const middleBytes = 62_500;
const mostRequests = 8;

const isText = /^(text\/|application\/(json|xml)|image\/svg)/;

/** Bytes of a response as a host sends it: text compressed, fonts as they are. */
async function weigh(response: Response): Promise<number> {
  const body = await response.body();
  return isText.test(response.headers()['content-type'] ?? '') ? gzipSync(body, { level: 9 }).length : body.length;
}

/** What a first visit of a card transfers, file by file. */
async function weighVisit(browser: Browser, slug: string): Promise<{ file: string; bytes: number }[]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const responses: Response[] = [];
  page.on('response', (response) => {
    // The browser asks for the icon when it has nothing better to do, sometimes after the end of the test.
    if (!response.url().endsWith('/favicon.svg')) responses.push(response);
  });
  await page.goto(`${rootSite.url}cards/${slug}/`);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const files = await Promise.all(
    responses.map(async (response) => ({ file: new URL(response.url()).pathname, bytes: await weigh(response) })),
  );
  await context.close();
  return files;
}

test(`no card transfers more than ${mostBytes / 1000} KB or ${mostRequests} files on a first visit`, async ({ browser }) => {
  test.slow();
  const weights: number[] = [];
  for (const { slug } of cards) {
    const files = await weighVisit(browser, slug);
    const list = files.map(({ file, bytes }) => `${file} ${bytes}`).join('\n');
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    weights.push(bytes);
    expect.soft(bytes, `bytes of ${slug}:\n${list}`).toBeLessThanOrEqual(mostBytes);
    expect.soft(files.length, `files of ${slug}:\n${list}`).toBeLessThanOrEqual(mostRequests);
  }
  expect(weights.sort((a, b) => a - b)[weights.length >> 1], 'bytes of the card in the middle').toBeLessThanOrEqual(middleBytes);
});
