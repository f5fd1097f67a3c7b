import { expect, test } from '@playwright/test';
import { cardBySlug, cards, handbook } from './content.ts';

test.use({ javaScriptEnabled: false });

test('a card can be read, its hidden answers opened', async ({ page }) => {
  await page.goto('cards/dpo-derivation/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(cardBySlug('dpo-derivation').question);
  const check = page.getByRole('article').getByRole('group').filter({ hasText: 'Why would the derivation fail' });
  const answer = check.getByRole('paragraph');
  await expect(answer).toBeHidden();
  await check.getByText('Why would the derivation fail').click();
  await expect(answer).toBeVisible();
});

test('what works by script alone is not shown', async ({ page }) => {
  await page.goto('cards/dpo-derivation/');
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeHidden();
  await expect(page.getByLabel('Theme')).toBeHidden();
});

test('the first page leads to every card', async ({ page }) => {
  await page.goto('.');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(handbook.title);
  await expect(page.getByRole('main').locator('h2 ~ ul a')).toHaveCount(cards.length);
});

test('chapters and tags can be read', async ({ page }) => {
  await page.goto('chapters/peft/');
  await expect(page.getByRole('article')).toHaveCount(cards.filter(({ chapter }) => chapter === 'peft').length);
  await page.goto('tags/');
  await expect(page.getByRole('main').getByRole('term').first()).toBeVisible();
});

test('the questions to study open their answers', async ({ page }) => {
  await page.goto('study/');
  const main = page.getByRole('main');
  await expect(main.getByRole('group')).toHaveCount(cards.length);
  const first = main.getByRole('group').first();
  await first.locator('summary').click();
  await expect(first.getByRole('paragraph').first()).toBeVisible();
  await expect(main.getByRole('button')).toHaveCount(0);
});

test('search says what it needs and where to go without it', async ({ page }) => {
  await page.goto('cards/lora/');
  await page.getByRole('banner').getByRole('link', { name: 'Search' }).click();
  await expect(page).toHaveURL(/\/search\/$/);
  const main = page.getByRole('main');
  expect(await main.innerText()).toContain('needs JavaScript');
  await expect(main.getByRole('searchbox')).toBeHidden();
  await main.getByRole('link', { name: 'all cards' }).click();
  await expect(page).toHaveURL(/\/cards\/$/);
});

test('a sidenote stands in the margin where there is room', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto('cards/lora/');
  const note = await page.getByRole('article').getByRole('note').first().boundingBox();
  const text = await page.getByRole('article').getByRole('paragraph').nth(1).boundingBox();
  expect(note?.x).toBeGreaterThan((text?.x ?? 0) + (text?.width ?? 0));
  expect((note?.x ?? 0) + (note?.width ?? 0)).toBeLessThan(1280);
});

test('a sidenote stands in the text on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto('cards/lora/');
  const note = page.getByRole('article').getByRole('note').first();
  await expect(note).toBeVisible();
  const box = await note.boundingBox();
  const text = await page.getByRole('article').getByRole('paragraph').nth(1).boundingBox();
  expect(box?.x).toBe(text?.x);
  expect(box?.width).toBeLessThanOrEqual(text?.width ?? 0);
});

test('the field of the first page leads to the search page', async ({ page }) => {
  await page.goto('.');
  await page.getByRole('main').getByRole('searchbox').fill('lora');
  await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
  await expect(page).toHaveURL(/\/search\/\?q=lora$/);
});
