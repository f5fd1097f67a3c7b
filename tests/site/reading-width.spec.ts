import { expect, test } from '@playwright/test';
import { visit } from './page-types.ts';

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 800 }, isMobile: true });

  test('a formula wider than the screen scrolls in its own box, by keyboard too', async ({ page }) => {
    // On wider phones every formula of this card fits.
    await page.setViewportSize({ width: 320, height: 800 });
    await visit(page, 'card');
    const boxes = page.getByRole('figure', { name: 'Formula' });
    const excess = await boxes.evaluateAll((all) => all.map((box) => box.scrollWidth - box.clientWidth));
    const widest = Math.max(...excess);
    expect(widest).toBeGreaterThan(0);
    const box = boxes.nth(excess.indexOf(widest));
    await box.focus();
    await expect(box).toBeFocused();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => box.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
  });

  test('a table wider than the screen scrolls in its own box', async ({ page }) => {
    await visit(page, 'card with a table');
    const box = page.getByRole('figure', { name: 'Table' }).first();
    await expect(box.getByRole('table')).toBeVisible();
    expect(await box.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeGreaterThan(0);
    await box.focus();
    await expect(box).toBeFocused();
  });
});

test('boxes that do not scroll are no stop of the Tab key', async ({ page }) => {
  await page.setViewportSize({ width: 1680, height: 900 });
  await visit(page, 'card');
  const boxes = page.getByRole('figure', { name: 'Formula' });
  const needless = (): Promise<number> =>
    boxes.evaluateAll((all) => all.filter((box) => (box as HTMLElement).tabIndex === 0 && box.scrollWidth <= box.clientWidth).length);
  await expect.poll(needless).toBe(0);
});

test('a line of text holds 60 to 80 characters where there is room', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await visit(page, 'card');
  // The line above the question is the first paragraph, the answer's first the second.
  const paragraph = page.getByRole('article').getByRole('paragraph').nth(1);
  const characters = await paragraph.evaluate((element) => {
    const sample = document.createElement('span');
    sample.textContent = 'Such a line has about as many letters.';
    element.prepend(sample);
    return (element.clientWidth / sample.offsetWidth) * sample.textContent.length;
  });
  expect(characters).toBeGreaterThan(60);
  expect(characters).toBeLessThan(80);
});
