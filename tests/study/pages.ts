import { expect, type Page } from '@playwright/test';

/** A morning, by UTC as by the browser's clock. */
export const morning = Date.UTC(2026, 2, 2, 9);

export const minute = 60_000;
export const day = 24 * 60 * minute;

/** Opens the study page at a time of the reader's clock. */
export async function openStudy(page: Page, at: number): Promise<void> {
  await page.clock.setFixedTime(at);
  await page.goto('study/');
  await waitForCard(page);
}

/** Waits until the session shows a card with its text, or its end. */
export async function waitForCard(page: Page): Promise<void> {
  await expect(page.locator('[data-card][data-shown], [data-end]:not([hidden])')).toBeVisible();
}

/** Opens the answer and rates it, by keys. */
export async function rateByKey(page: Page, rating: number): Promise<void> {
  await waitForCard(page);
  await page.keyboard.press('Space');
  await page.keyboard.press(String(rating));
  await waitForCard(page);
}

export function shownCard(page: Page): Promise<string | null> {
  return page.locator('[data-card]').getAttribute('data-shown');
}

export const countLine = (page: Page) => page.locator('[data-count]');
