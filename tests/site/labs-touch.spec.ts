import { expect, test, type Locator } from '@playwright/test';
import { labNames } from '../../src/lib/labs.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

/** Taps a slider on the side where its thumb is not. */
async function tapAcross(slider: Locator): Promise<void> {
  await slider.scrollIntoViewIfNeeded();
  const isLow = await slider.evaluate((field: HTMLInputElement) => field.valueAsNumber * 2 < Number(field.min) + Number(field.max));
  const { width, height } = (await slider.boundingBox()) ?? { width: 0, height: 0 };
  await slider.tap({ position: { x: width * (isLow ? 0.75 : 0.25), y: height / 2 } });
}

/** Waits until a run is through and both pictures and reading are others than before. */
async function expectOther(lab: Locator, before: readonly string[]): Promise<string[]> {
  const [picture = '', reading = ''] = before;
  await expect.poll(async () => (await shown(lab))[0], { timeout: 30_000 }).not.toBe(picture);
  await expect(lab.locator('[data-reading]')).not.toHaveText(reading, { timeout: 30_000 });
  await expect(lab.locator('[data-running]')).toHaveCount(0, { timeout: 30_000 });
  return shown(lab);
}

function shown(lab: Locator): Promise<string[]> {
  return lab.evaluate((root) => [
    Array.from(root.querySelectorAll('svg.figure'), (picture) => picture.outerHTML).join(''),
    root.querySelector('[data-reading]')?.textContent.trim() ?? '',
  ]);
}

for (const name of labNames) {
  test(`the lab “${name}” is woken and worked by a finger`, async ({ page }) => {
    await page.goto(`labs/${name}/`);
    const lab = page.locator('[data-lab]');
    const start = await shown(lab);
    await tapAcross(lab.locator('input[type=range]:enabled').first());
    const moved = await expectOther(lab, start);
    await lab.getByRole('group', { name: 'Presets' }).getByRole('button').last().tap();
    await expectOther(lab, moved);
  });
}
