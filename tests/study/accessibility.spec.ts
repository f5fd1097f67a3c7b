import { expect, test } from '@playwright/test';
import { findProblems } from '../site/axe.ts';
import { morning, openStudy, rateByKey } from './pages.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('axe finds nothing in any state of a session', async ({ page }) => {
      const check = async (state: string): Promise<void> => {
        expect(await findProblems(page), state).toEqual([]);
      };
      await openStudy(page, morning);
      await check('question');
      await page.keyboard.press('?');
      await check('keys');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Space');
      await check('answer');
      await page.keyboard.press('1');
      for (const title of ['What to study', 'Your history as a file', 'Your progress'])
        await page.getByText(title, { exact: true }).click();
      await page.getByLabel('New cards a day').fill('1');
      await page.getByText('The pictures as a table').click();
      await check('choice, progress and history');
      await page.getByRole('heading', { level: 1 }).click();
      await rateByKey(page, 4);
      await rateByKey(page, 4);
      await expect(page.locator('[data-end]')).toBeVisible();
      await check('end');
    });
  });
}
