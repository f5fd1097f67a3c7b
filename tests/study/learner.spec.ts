import { expect, test, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { createEmptyCard, fsrs, Rating, StrategyMode, type Card, type Grade } from 'ts-fsrs';
import { intervalText } from '../../src/lib/study-words.ts';
import { readBuilt } from '../site/built.ts';
import { rootSite } from '../site/sites.ts';
import { countLine, day, morning, waitForCard } from './pages.ts';

interface Step {
  id: string;
  at: number;
  rating: number;
  /** What the button promised. */
  interval: string;
}

/** The page's clock, which the learner in the page moves on. */
function fakeClock(start: number): void {
  const clock = { now: start };
  const RealDate = Date;
  const FakeDate = class extends RealDate {
    constructor(...parts: [] | [number]) {
      if (parts.length === 0) super(clock.now);
      else super(...parts);
    }
    static override now = (): number => clock.now;
  };
  Object.assign(window, { clock, Date: FakeDate });
}

/** Studies in the page, by keys, day after day; gives every answer. */
function studyDays([firstDay, days]: [number, number]): Promise<Step[]> {
  const ratings = [3, 1, 3, 4, 3, 2, 3];
  const { clock } = window as unknown as { clock: { now: number } };
  const press = (key: string): boolean =>
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
  const steps: Step[] = [];
  const studyDay = async (start: number): Promise<void> => {
    clock.now = start;
    document.dispatchEvent(new Event('visibilitychange'));
    for (;;) {
      const card = document.querySelector<HTMLElement>('[data-card]');
      const id = card?.dataset['shown'];
      if (document.querySelector('[data-end]:not([hidden])')) return;
      if (id === undefined) {
        await turn();
        continue;
      }
      press(' ');
      const rating = ratings[(id.length + steps.length) % ratings.length] ?? 3;
      while (!document.querySelector('[data-ratings]:not([hidden])')) await turn();
      const interval = document.querySelector(`[data-ratings] [value="${rating}"] [data-interval]`)?.textContent ?? '';
      steps.push({ id, at: clock.now, rating, interval });
      press(String(rating));
      while (document.querySelector('[data-ratings]:not([hidden])')) await turn();
      clock.now += 60_000;
    }
  };
  return Array.from({ length: days })
    .reduce<Promise<void>>((before, _, index) => before.then(() => studyDay(firstDay + index * 86_400_000)), Promise.resolve())
    .then(() => steps);
}

/** How many answers the database holds: the page writes them in the background. */
function countKept(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('cardbook-study:/');
    opening.onerror = reject;
    opening.onsuccess = () => {
      const counting = opening.result.transaction('events').objectStore('events').count();
      counting.onerror = reject;
      counting.onsuccess = () => {
        opening.result.close();
        resolve(counting.result);
      };
    };
  });
}

async function studyTwoWeeks(page: Page): Promise<Step[]> {
  await page.addInitScript(fakeClock, morning);
  await page.goto('study/');
  await waitForCard(page);
  const first = await page.evaluate(studyDays, [morning, 7] as [number, number]);
  // The second week begins with what was kept of the first.
  await expect.poll(() => page.evaluate(countKept)).toBe(first.length);
  await page.reload();
  await waitForCard(page);
  return [...first, ...(await page.evaluate(studyDays, [morning + 7 * day, 7] as [number, number]))];
}

test('two weeks with every card give the intervals of ts-fsrs; the history survives export, deletion and import', async ({ page }) => {
  const all = JSON.parse(readBuilt(rootSite, 'study/cards.json')) as { id: string; requires: string[] }[];
  const steps = await studyTwoWeeks(page);
  const grades: readonly Grade[] = [Rating.Again, Rating.Hard, Rating.Good, Rating.Easy];
  const cards = new Map<string, Card>();
  for (const { id, at, rating, interval } of steps) {
    const known = cards.get(id);
    const required = known ? [] : (all.find((card) => card.id === id)?.requires ?? []);
    expect(
      required.filter((other) => !cards.has(other)),
      `to be met before ${id}`,
    ).toEqual([]);
    const before: Card = known ?? createEmptyCard(at);
    const scheduler = fsrs({ request_retention: 0.9, enable_fuzz: true }).useStrategy(StrategyMode.SEED, () => `${id} ${before.reps}`);
    const { card } = scheduler.next(before, at, grades[rating - 1] ?? Rating.Good);
    expect(interval, `${id}, answer ${card.reps}`).toBe(intervalText(card.due.getTime() - at));
    cards.set(id, card);
  }
  expect(cards.size).toBe(all.length);

  const end = page.locator('[data-end-list]');
  const coming = await end.innerText();
  expect(coming).toMatch(/Tomorrow: \d+ card/);
  await page.getByText('Your history as a file').click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).click()]);
  const file = await download.path();
  const { events } = JSON.parse(readFileSync(file, 'utf8')) as { events: object[] };
  expect(events).toHaveLength(steps.length);

  page.on('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await expect(countLine(page)).toContainText('0 due · 10 new');
  const status = page.locator('[data-transfer]');
  const damaged = JSON.stringify({ format: 'cardbook-study', version: 1, events: [...events.slice(0, 3), { ...events[3], rating: 5 }] });
  await page.getByLabel('Import').setInputFiles({ name: 'damaged.json', mimeType: 'application/json', buffer: Buffer.from(damaged) });
  await expect(status).toHaveText('“damaged.json” was refused, and nothing has changed. Its event 4 of 4 is damaged.');
  await expect(countLine(page)).toContainText('0 due · 10 new');
  await page.getByLabel('Import').setInputFiles(file);
  await expect(status).toContainText(`${steps.length} events added, 0 known already`);
  await page.getByLabel('Import').setInputFiles(file);
  await expect(status).toContainText(`0 events added, ${steps.length} known already`);
  expect(await page.evaluate(studyDays, [morning + 13 * day, 1] as [number, number])).toEqual([]);
  await expect(end).toHaveText(coming.replaceAll('\n', ''));
});
