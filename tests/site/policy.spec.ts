import { expect, test, type Page } from '@playwright/test';
import { strictPolicy, strictUrl } from './sites.ts';

/** Collects what the browser complains about. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  return complaints;
}

test.use({ baseURL: strictUrl, serviceWorkers: 'allow' });

test('the test server sends the strict policy', async ({ request }) => {
  expect((await request.get('cards/lora/')).headers()['content-security-policy']).toBe(strictPolicy);
});

test('a card, its formulas and the theme control work under a strict policy', async ({ page }) => {
  const complaints = complaintsOf(page);
  await page.goto('cards/dpo-derivation/');
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.evaluate(() => document.fonts.ready);
  expect(complaints).toEqual([]);
});

test('search works under a strict policy', async ({ page }) => {
  const complaints = complaintsOf(page);
  await page.goto('cards/lora/');
  await page.keyboard.press('/');
  const dialog = page.getByRole('dialog', { name: 'Search' });
  await dialog.getByRole('searchbox').fill('perplexity');
  await expect(dialog.getByRole('list', { name: 'Search results' }).getByRole('link').first()).toBeVisible();
  await page.goto('search/?q=reward&difficulty=expert');
  await expect(page.getByRole('list', { name: 'Search results' }).getByRole('link').first()).toBeVisible();
  expect(complaints).toEqual([]);
});

test('no page makes the browser complain', async ({ page }) => {
  const complaints = complaintsOf(page);
  for (const path of ['', 'cards/', 'chapters/peft/', 'tags/rank/', 'sources/', 'about/', 'print/', 'search/'])
    await page.goto(path, { waitUntil: 'networkidle' });
  expect(complaints).toEqual([]);
});
