import { expect, test } from '@playwright/test';
import { findProblemsInBothThemes } from '../site/axe.ts';
import { countLine, day, minute, morning, openStudy, rateByKey, shownCard, waitForCard } from './pages.ts';

test('the session by keys: answer, ratings, undo, help, the card, and the switch that turns single keys off', async ({ page }) => {
  await openStudy(page, morning);
  await expect(countLine(page)).toHaveText('0 due · 10 new');
  await expect(page.getByText('Answer for yourself')).toHaveText('Answer for yourself, then open the answer with Space.');
  const first = await shownCard(page);
  await page.keyboard.press('3');
  await expect(countLine(page)).toHaveText('0 due · 10 new');
  await page.keyboard.press('Space');
  await expect(page.getByRole('group', { name: 'How well did you know it?' })).toHaveText(
    /1 Again\s*1 min\s*2 Hard\s*6 min\s*3 Good\s*10 min\s*4 Easy\s*\d+ days/,
  );
  await page.keyboard.press('4');
  await expect(countLine(page)).toHaveText('0 due · 9 new · 1 done');
  await expect(page.locator('[data-status]')).toHaveText(/Kept: due in \d+ days\./);
  await expect(page.locator('[data-card] summary')).toBeFocused();
  expect(await shownCard(page)).not.toBe(first);

  await page.keyboard.press('u');
  await expect(countLine(page)).toHaveText('0 due · 10 new');
  await expect(page.locator('[data-card]')).toHaveAttribute('data-shown', first ?? '');
  await page.reload();
  await waitForCard(page);
  await expect(countLine(page)).toHaveText('0 due · 10 new');

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('checkbox', { name: 'Single-key shortcuts' }).uncheck();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
  await page.locator('[data-card] summary').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('1');
  await expect(countLine(page)).toHaveText('0 due · 10 new');
  await page.getByRole('button', { name: /Easy/ }).focus();
  await page.keyboard.press('Enter');
  await expect(countLine(page)).toHaveText('0 due · 9 new · 1 done');
  await page.getByRole('checkbox', { name: 'Single-key shortcuts' }).check();
  await page.keyboard.press('e');
  await expect(page).toHaveURL(/\/cards\/[\w-]+\/$/);
});

test('what to study, and how much of it', async ({ page }) => {
  await openStudy(page, morning);
  await page.getByText('What to study').click();
  await page.getByLabel('Chapter').selectOption({ index: 2 });
  await page.getByLabel('New cards a day').fill('1');
  await page.getByLabel('“Check yourself” questions, too').uncheck();
  await expect(countLine(page)).toHaveText('0 due · 1 new');
  await page.getByRole('heading', { level: 1 }).click();
  await rateByKey(page, 4);
  await expect(page.getByRole('heading', { name: 'Done for now: 1 answer.' })).toBeFocused();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Nothing to do now.' })).toBeVisible();
  await page.getByText('What to study').click();
  await expect(page.getByLabel('New cards a day')).toHaveValue('1');
  await page.getByLabel('Only cards whose page I have opened').check();
  await expect(page.locator('[data-end-next]')).toHaveText('No card is like what you chose. Choose more under “What to study”.');
});

test('two tabs tell each other', async ({ page, context }) => {
  await openStudy(page, morning);
  const other = await context.newPage();
  await openStudy(other, morning);
  const first = await shownCard(page);
  await rateByKey(page, 4);
  await expect(countLine(other)).toHaveText('0 due · 9 new');
  await expect(other.locator('[data-card]')).not.toHaveAttribute('data-shown', first ?? '');
  await page.keyboard.press('u');
  await expect(countLine(other)).toHaveText('0 due · 10 new');
  await page.getByText('What to study').click();
  await page.getByLabel('New cards a day').fill('3');
  await page.getByRole('heading', { level: 1 }).click();
  await expect(countLine(other)).toHaveText('0 due · 3 new');
  await other.getByText('What to study').click();
  await expect(other.getByLabel('New cards a day')).toHaveValue('3');
});

test('a history of the first schema is taken over', async ({ page }) => {
  await page.goto('about/');
  await page.evaluate(
    (at) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('cardbook-study:/', 1);
        request.onerror = reject;
        request.onupgradeneeded = () => {
          const events = request.result.createObjectStore('events', { autoIncrement: true });
          events.createIndex('id', 'id', { unique: true });
          events.add({ id: 'a', kind: 'review', card: 'lora', at, rating: 4, retention: 0.9, question: 'an older question' });
        };
        request.onsuccess = () => {
          request.result.close();
          resolve();
        };
      }),
    morning,
  );
  await openStudy(page, morning + 30 * day);
  await expect(countLine(page)).toHaveText('1 due · 10 new');
  expect(await shownCard(page)).toBe('lora');
  await expect(page.getByText('This question has changed since you last rated it.')).toBeVisible();
  expect(await findProblemsInBothThemes(page)).toEqual([]);
  await rateByKey(page, 3);
  await expect(page.getByText('This question has changed since you last rated it.')).toBeHidden();
  await page.keyboard.press('u');
  await expect(countLine(page)).toHaveText('1 due · 10 new');
});

for (const [name, script, words] of [
  ['blocked', "indexedDB.open = () => { throw new DOMException('', 'SecurityError'); }", /keeps nothing for this page/],
  [
    'full',
    "IDBObjectStore.prototype.add = () => { throw new DOMException('', 'QuotaExceededError'); }",
    /The disk, or this site’s share of it, is full/,
  ],
] as const) {
  test(`with ${name} storage the session goes on and offers to export`, async ({ page }) => {
    await page.addInitScript(script);
    await openStudy(page, morning);
    await rateByKey(page, 4);
    await expect(page.getByRole('alert')).toHaveText(words);
    expect(await findProblemsInBothThemes(page)).toEqual([]);
    await expect(countLine(page)).toHaveText('0 due · 9 new · 1 done');
    await rateByKey(page, 3);
    await page.clock.setFixedTime(morning + 20 * minute);
    await page.keyboard.press('u');
    await expect(countLine(page)).toHaveText('0 due · 9 new · 1 done');
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).click()]);
    expect(download.suggestedFilename()).toBe('cardbook-study.json');
    await expect(page.locator('[data-transfer]')).toHaveText('Exported 3 events.');
  });
}

test('a card’s page and the first page say what is due, to those who study', async ({ page }) => {
  await page.clock.setFixedTime(morning);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('cards/lora/');
  await page.goto('');
  expect(asked.filter((url) => url.includes('/study/'))).toEqual([]);
  await openStudy(page, morning);
  await rateByKey(page, 4);
  await page.goto('cards/lora/');
  const line = page.locator('[data-study-line]');
  await expect(line).toContainText('You have not studied this card yet.');
  await line.getByRole('button', { name: 'Easy' }).click();
  await expect(line).toContainText(/This card is due in \d+ days\./);
  await page.goto('');
  await expect(line).toHaveText('Nothing is due today');
  await page.clock.setFixedTime(morning + 40 * day);
  await page.reload();
  await expect(line).toHaveText('2 cards due today');
});
