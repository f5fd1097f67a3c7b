import { expect, test, type Page } from '@playwright/test';
import { startDevelopment, type Development } from './development.ts';

const card = 'cards/alpha/first.mdx';

let development: Development;

// Where nothing is kept from an earlier run, the server prepares its own scripts on the first visit.
test.describe.configure({ mode: 'serial', timeout: 120_000 });

test.beforeAll(async () => {
  development = startDevelopment('tests/pipeline/fixtures/base');
  const answers = (): Promise<boolean> =>
    fetch(development.url).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(answers, { message: 'the server answers', timeout: 50_000 }).toBe(true);
});

test.afterAll(() => development.stop());

/** Opens a page; an edit that the server finds late may reload the page before, and either load can then wait for ever. */
async function open(page: Page, path: string): Promise<void> {
  const answer = await page.goto(development.url + path, { timeout: 10_000 });
  expect(answer?.status()).toBe(200);
}

/** Opens a card anew until it shows a text. */
async function expectOnCard(page: Page, text: string): Promise<void> {
  await expect(async () => {
    await open(page, 'cards/first/');
    await expect(page.getByRole('article')).toContainText(text, { timeout: 500 });
  }).toPass();
}

/** Searches in the dialog for as long as the index lags behind. */
async function expectFound(page: Page, query: string): Promise<void> {
  await expect(async () => {
    await open(page, 'cards/second/');
    await page.keyboard.press('/');
    const dialog = page.getByRole('dialog', { name: 'Search' });
    await dialog.getByRole('searchbox').fill(query, { timeout: 2000 });
    const result = dialog.getByRole('list', { name: 'Search results' }).getByRole('link', { name: 'What comes first?' });
    await expect(result).toBeVisible({ timeout: 3000 });
    await expect(dialog.locator('mark').first()).toHaveText(new RegExp(query, 'i'));
  }).toPass();
}

test('serves the book with its search', async ({ page }) => {
  await expectOnCard(page, 'The first card comes first.');
  await expectFound(page, 'pitfalls');
});

test('an edited card changes its page and what the search finds', async ({ page }) => {
  development.edit(card, (text) => text.replace('comes first.', 'comes first, like a zeppelin.'));
  await expectOnCard(page, 'like a zeppelin');
  await expectFound(page, 'zeppelin');
});

test('a broken card is reported, and the server goes on until it is mended', async ({ page }) => {
  development.edit(card, (text) => text.replace('zeppelin.', String.raw`zeppelin $\nosuchcommand$.`));
  await expect.poll(development.output).toContain('content/cards/alpha/first.mdx:9:');
  expect(development.output()).toContain('nosuchcommand');
  expect(development.output()).toContain('1 problem in 1 file.');
  expect(development.isRunning()).toBe(true);
  await expect(() => open(page, 'cards/second/')).toPass();
  development.edit(card, (text) => text.replace(String.raw`$\nosuchcommand$`, 'with $x^2$ engines'));
  await expectOnCard(page, 'engines');
  await expectFound(page, 'engines');
});

test('a card that loses its front matter and gets it back is served again', async ({ page }) => {
  let whole = '';
  development.edit(card, (text) => {
    whole = text;
    return text.replace('---', '');
  });
  await expect.poll(() => development.output().split('1 problem in 1 file.').length).toBeGreaterThan(2);
  expect(development.isRunning()).toBe(true);
  await expect(() => open(page, '')).toPass();
  development.edit(card, () => whole.replace('engines', 'propellers'));
  await expectOnCard(page, 'propellers');
});
