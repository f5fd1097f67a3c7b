import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';

const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Search' });
const results = (page: Page): Locator => page.getByRole('list', { name: 'Search results' }).getByRole('link');

async function searchFor(page: Page, query: string): Promise<void> {
  await page.keyboard.press('/');
  await dialogOf(page).getByRole('searchbox').fill(query);
  await expect(results(page).first()).toBeVisible();
}

test.beforeEach(({ page }) => page.goto('cards/lora/').then(() => undefined));

test('a slip is mended, told, and can be taken back', async ({ page }) => {
  await searchFor(page, 'perplexety');
  await expect(results(page).first()).toHaveAttribute('href', /^\/cards\/next-token-objective\//);
  await expect(dialogOf(page)).toContainText('Showing results for “perplexity”.');
  await dialogOf(page).getByRole('button', { name: 'Search for “perplexety” as typed' }).click();
  await expect(dialogOf(page).getByRole('status')).toHaveText(/^No card found for “perplexety”/);
  await expect(dialogOf(page).getByRole('link', { name: 'all tags' })).toBeVisible();
});

test('symbols, tags and sources stand in lists of their own, after the cards', async ({ page }) => {
  await searchFor(page, 'KL divergence');
  const symbols = dialogOf(page).getByRole('list', { name: 'Symbols' });
  await expect(symbols.getByRole('link').first()).toHaveAttribute('href', '/symbols/#symbol-kl');
  await expect(dialogOf(page).getByRole('list', { name: 'Tags' }).getByRole('link').first()).toHaveAttribute(
    'href',
    '/tags/kl-divergence/',
  );
  await dialogOf(page).getByRole('searchbox').fill('Hoffmann');
  await expect(dialogOf(page).getByRole('list', { name: 'Sources' }).getByRole('link').first()).toHaveAttribute(
    'href',
    '/sources/#source-hoffmann2022',
  );
});

test('formulas in results are typeset', async ({ page }) => {
  await searchFor(page, 'rank alpha');
  await expect(results(page).first().getByRole('math', { name: 'α/r' })).toBeVisible();
  await expect(results(page).first().locator('.katex .mord').first()).toBeVisible();
});

test('words found are marked on the card, never in formulas, and the marks can be cleared', async ({ page }) => {
  await searchFor(page, 'partition function');
  await results(page).first().click();
  await expect(page).toHaveURL(/\/cards\/dpo-/);
  const marks = page.getByRole('article').locator('mark');
  await expect(marks.first()).toHaveText(/partition/i);
  await expect(page.locator('.katex mark')).toHaveCount(0);
  await page.getByRole('button', { name: 'Clear the marks' }).click();
  await expect(marks).toHaveCount(0);
});

test('Back brings the dialog back with its query', async ({ page }) => {
  await searchFor(page, 'capacity factor');
  await results(page).first().click();
  await expect(page).toHaveURL(/capacity-factor/);
  await page.goBack();
  await expect(dialogOf(page).getByRole('searchbox')).toHaveValue('capacity factor');
  await expect(results(page).first()).toBeVisible();
});

test('recent searches are offered, and forgotten on demand', async ({ page }) => {
  await searchFor(page, 'capacity factor');
  await results(page).first().click();
  await expect(page.getByRole('article').locator('mark').first()).toBeVisible();
  await page.keyboard.press('/');
  const recent = dialogOf(page).getByRole('list', { name: 'Recent searches' });
  await recent.getByRole('button', { name: 'capacity factor' }).click();
  await expect(results(page).first()).toBeVisible();
  await dialogOf(page).getByRole('searchbox').fill('');
  await dialogOf(page).getByRole('button', { name: 'Clear recent searches' }).click();
  await expect(recent).toBeHidden();
});

test('Ctrl-Enter opens the best card in a tab of its own', async ({ page, context }) => {
  await searchFor(page, 'capacity factor');
  const opening = context.waitForEvent('page');
  await page.keyboard.press('Control+Enter');
  const tab = await opening;
  await expect(tab).toHaveURL(/\/cards\/capacity-factor\//);
  await expect(tab.getByRole('article').locator('mark').first()).toBeVisible();
  await expect(dialogOf(page)).toBeVisible();
});

test('on a wide screen the best card’s answer, then the selected one’s, stands beside the list', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await searchFor(page, 'capacity factor');
  const preview = dialogOf(page).getByRole('complementary', { name: 'Preview' });
  await expect(preview).toContainText('sets how many token slots each expert');
  await expect(preview.locator('mark').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const second = await dialogOf(page).getByRole('list', { name: 'Search results' }).getByRole('link').nth(1).textContent();
  await expect(preview.getByRole('heading', { level: 2 }).first()).toHaveText(second ?? '');
});

test('on a phone the field lies at the lower edge', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await searchFor(page, 'capacity factor');
  const box = await dialogOf(page).getByRole('searchbox').boundingBox();
  expect(box?.y).toBeGreaterThan(700);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the ${colorScheme} dialog`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await searchFor(page, 'beta');
    await expect(dialogOf(page).getByRole('list', { name: 'Symbols' })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await expect(dialogOf(page).getByRole('complementary', { name: 'Preview' })).toContainText('β');
    expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);
  });
}
