import { expect, test } from '@playwright/test';
import { findProblems } from './axe.ts';
import { pageTypeNames, visit } from './page-types.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme} theme`, () => {
    test.use({ colorScheme });

    for (const type of pageTypeNames) {
      test(`axe finds nothing on the page: ${type}`, async ({ page }) => {
        await visit(page, type);
        expect(await findProblems(page)).toEqual([]);
      });
    }

    test('axe finds nothing in the search dialog', async ({ page }) => {
      await visit(page, 'card');
      await page.keyboard.press('/');
      const dialog = page.getByRole('dialog', { name: 'Search' });
      await dialog.getByRole('searchbox').fill('reward');
      await expect(dialog.getByRole('list', { name: 'Search results' }).getByRole('link').first()).toBeVisible();
      expect(await findProblems(page)).toEqual([]);
    });
  });
}
