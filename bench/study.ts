// How the study page bears 10,000 cards and 100,000 answers: `node bench/study.ts [folder of a built site]`.
import { chromium, type Page } from '@playwright/test';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromiumLaunchOptions } from '../tests/site/chromium.ts';
import { hostStatically } from '../tests/site/static-host.ts';

const [cardCount, eventCount, port] = [10_000, 100_000, 4399];

const cards = Array.from({ length: cardCount }, (_, index) => ({
  id: `card-${index}`,
  url: '/cards/lora/',
  question: `What is the answer to question ${index}?`,
  chapter: `chapter-${index % 10}`,
  difficulty: 'advanced',
  kind: 'concept',
  tags: ['lora', 'peft'],
  requires: index % 10 === 0 ? [] : [`card-${index - 1}`],
  questionDigest: 'question',
  answerDigest: 'answer',
  part: Math.floor(index / 10),
}));

/** Fills the database in the page: nine in ten cards have a history of eleven or twelve answers. */
function fillHistory([count, events]: [number, number]): Promise<void> {
  return new Promise((done, fail) => {
    const request = indexedDB.open('cardbook-study:/', 1);
    request.onerror = fail;
    request.onupgradeneeded = () => {
      request.result.createObjectStore('events', { autoIncrement: true }).createIndex('id', 'id', { unique: true });
    };
    request.onsuccess = () => {
      const transaction = request.result.transaction('events', 'readwrite');
      const studied = Math.round(count * 0.9);
      for (let index = 0; index < events; index++) {
        const round = Math.floor(index / studied);
        const at = Date.now() - 400 * 86_400_000 + round * 30 * 86_400_000 + (index % studied) * 1000;
        const [card, rating] = [`card-${index % studied}`, (index * 7) % 10 === 0 ? 1 : 3];
        transaction
          .objectStore('events')
          .add({ id: `event-${index}`, kind: 'review', card, at, rating, retention: 0.9, question: 'question' });
      }
      transaction.oncomplete = () => {
        request.result.close();
        done();
      };
    };
  });
}

/** Milliseconds from the start of the navigation until a card stands there. */
async function openMs(page: Page): Promise<number> {
  await page.goto(`http://127.0.0.1:${port}/study/`);
  await page.locator('[data-card][data-shown]').waitFor();
  return page.evaluate(() => performance.getEntriesByName('cardbook-study-ready')[0]?.startTime ?? NaN);
}

/** Milliseconds that the page's own code takes for one rating, the slowest and the median of twenty. */
async function rateMs(page: Page): Promise<{ median: number; slowest: number }> {
  const times: number[] = [];
  for (let count = 0; count < 20; count++) {
    await page.locator('[data-card][data-shown]').waitFor();
    await page.keyboard.press('Space');
    await page.locator('[data-ratings]:not([hidden])').waitFor();
    times.push(
      await page.evaluate(() => {
        const start = performance.now();
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '3', bubbles: true, cancelable: true }));
        return performance.now() - start;
      }),
    );
  }
  times.sort((a, b) => a - b);
  return { median: times[10] ?? NaN, slowest: times.at(-1) ?? NaN };
}

/** A copy of the site with the made-up cards in it: the browser gets them as from any host. */
async function writeSite(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cardbook-study-'));
  await cp(resolve(process.argv[2] ?? 'dist'), folder, { recursive: true });
  await writeFile(join(folder, 'study/cards.json'), JSON.stringify(cards));
  const answer = `<p>${'Word '.repeat(80)}</p>`;
  for (let part = 0; part < cardCount / 10; part++) {
    const texts = cards.slice(part * 10, part * 10 + 10).map(({ id, question }) => [id, { question, answer }]);
    await writeFile(join(folder, `study/texts/${part}.json`), JSON.stringify(Object.fromEntries(texts)));
  }
  return folder;
}

const folder = await writeSite();
await hostStatically({ folder, base: '/', port });
const browser = await chromium.launch(chromiumLaunchOptions());
const page = await browser.newPage();
await page.addInitScript(() => {
  // The page is usable when a card stands there.
  new MutationObserver((_, observer) => {
    if (!document.querySelector('[data-study]:not([hidden]) [data-card][data-shown]')) return;
    performance.mark('cardbook-study-ready');
    observer.disconnect();
  }).observe(document, { subtree: true, childList: true, attributes: true });
});
await page.goto(`http://127.0.0.1:${port}/about/`);
await page.evaluate(fillHistory, [cardCount, eventCount] as [number, number]);
const first = await openMs(page);
const later: number[] = [];
for (let count = 0; count < 5; count++) later.push(await openMs(page));
later.sort((a, b) => a - b);
const rating = await rateMs(page);
console.log(`${cardCount} cards, ${eventCount} answers over 330 days`);
console.log(`opening for the first time after an import or a new schema: ${Math.round(first)} ms`);
console.log(`opening: median of five ${Math.round(later[2] ?? NaN)} ms, slowest ${Math.round(later[4] ?? NaN)} ms`);
console.log(`rating: median of twenty ${rating.median.toFixed(1)} ms, slowest ${rating.slowest.toFixed(1)} ms`);
console.log(
  `load of the machine: ${loadavg()
    .map((load) => load.toFixed(1))
    .join(', ')}`,
);
await browser.close();
await rm(folder, { recursive: true });
process.exit(0);
