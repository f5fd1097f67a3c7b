import { expect, test, type Locator, type Page } from '@playwright/test';
import { createHash } from 'node:crypto';
import { labNames, labs, type LabName } from '../../src/lib/labs.ts';
import { strictUrl } from './sites.ts';

/** What must stay in its place while a lab is worked: its pictures, its controls, and what follows. */
const fixedParts = 'svg.figure, .lab-controls, .lab-field, .lab-actions, [data-reading], [data-table]';

/** The code that draws and runs labs, which a page loads on the first touch. */
const isLabCode = (url: string): boolean => /\/_astro\/controller\.client/.test(url);

/** One seed is as good as eight to see that a control works, and takes an eighth of the time. */
const quickest: Partial<Record<LabName, string>> = { 'moe-balance': '#seeds=1' };

async function openLab(page: Page, name: LabName): Promise<Locator> {
  await page.goto(`labs/${name}/`);
  return page.locator('[data-lab]');
}

/** A digest of what the lab shows, when a run that may be on has come to its end. */
async function shown(lab: Locator): Promise<string> {
  await expect(lab.locator('[data-running]')).toHaveCount(0, { timeout: 30_000 });
  const parts = await lab.evaluate((root) =>
    Array.from(root.querySelectorAll('[data-reading], [data-table], svg.figure'), (part) => part.outerHTML),
  );
  return createHash('sha256').update(parts.join()).digest('hex').slice(0, 12);
}

function placesOf(lab: Locator): Promise<number[][]> {
  // Found and measured in one go: a redraw puts new pictures in.
  return lab.evaluate(
    (root, selector) =>
      Array.from(root.querySelectorAll(selector), (part) => {
        const { x, y, width } = part.getBoundingClientRect();
        // A table is as wide as its numbers.
        return [x, y + scrollY, part instanceof HTMLTableElement ? 0 : width].map(Math.round);
      }),
    fixedParts,
  );
}

/** Moves one control by keyboard to another value. */
async function move(control: Locator): Promise<void> {
  await control.focus();
  const type = await control.evaluate((field) => (field instanceof HTMLInputElement ? field.type : field.localName));
  if (type === 'checkbox') await control.press('Space');
  else if (type === 'textarea') await control.pressSequentially('x');
  else if (type === 'range') {
    const isAtEnd = await control.evaluate((field: HTMLInputElement) => field.value === field.max);
    for (let step = 0; step < 3; step++) await control.press(isAtEnd ? 'ArrowLeft' : 'ArrowRight');
  } else {
    const isLast = await control.evaluate((field: HTMLSelectElement) => field.selectedIndex === field.options.length - 1);
    await control.press(isLast ? 'ArrowUp' : 'ArrowDown');
  }
}

for (const name of labNames) {
  test.describe(`the lab “${name}”`, () => {
    test('is worked by keyboard: every control changes what it shows, and nothing jumps', async ({ page }) => {
      test.slow();
      await page.goto(`labs/${name}/${quickest[name] ?? ''}`);
      const lab = page.locator('[data-lab]');
      const places = await placesOf(lab);
      const controls = await lab.locator('form :is(input, select, textarea)').all();
      const readings = new Set([await lab.locator('[data-reading]').textContent()]);
      expect(controls.length).toBeGreaterThan(0);
      for (const control of controls) {
        // Another control may have switched it off.
        if (await control.isDisabled()) continue;
        const before = await shown(lab);
        await move(control);
        await expect
          .poll(() => shown(lab), { message: `after ${(await control.getAttribute('name')) ?? ''}`, timeout: 30_000 })
          .not.toBe(before);
        readings.add(await lab.locator('[data-reading]').textContent());
        expect(await placesOf(lab)).toEqual(places);
      }
      expect(readings.size).toBeGreaterThan(1);
    });

    test('loads nothing until it is touched, has presets and a reset, keeps its state in the address, and comes back from it', async ({
      page,
    }) => {
      test.slow();
      const code: string[] = [];
      page.on('request', (request) => {
        if (isLabCode(request.url())) code.push(request.url());
      });
      const lab = await openLab(page, name);
      await page.waitForLoadState('networkidle');
      expect(code).toEqual([]);
      await lab.locator('form :is(input, select)').first().focus();
      await expect.poll(() => code.length).toBe(1);
      const start = await shown(lab);
      const presets = await lab.getByRole('group', { name: 'Presets' }).getByRole('button').all();
      expect(presets.length).toBe(labs[name].presets.length);
      const last = presets.at(-1) as Locator;
      await last.press('Enter');
      await expect(last).toHaveAttribute('aria-pressed', 'true');
      await expect.poll(() => shown(lab), { timeout: 30_000 }).not.toBe(start);
      const changed = await shown(lab);
      expect(new URL(page.url()).hash).not.toBe('');
      await page.reload();
      await expect.poll(() => shown(lab), { timeout: 30_000 }).toBe(changed);
      await lab.getByRole('button', { name: 'Reset' }).press('Enter');
      await expect.poll(() => shown(lab), { timeout: 30_000 }).toBe(start);
      expect(new URL(page.url()).hash).toBe('');
    });

    test.describe('without JavaScript', () => {
      test.use({ javaScriptEnabled: false });

      test('shows its picture, table, caption and what it leaves out, and no controls', async ({ page }) => {
        const lab = await openLab(page, name);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText(labs[name].question);
        await expect(lab.locator('svg.figure').first()).toBeVisible();
        await expect(lab.getByRole('figure').locator('figcaption')).toBeVisible();
        await expect(lab.getByRole('row').nth(1)).toBeVisible();
        await expect(page.getByRole('heading', { name: 'What this toy leaves out' })).toBeVisible();
        await expect(lab.locator('form')).toBeHidden();
      });
    });
  });
}

test('labs run under a strict policy', async ({ page }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => void complaints.push(error.message));
  // One that runs in the page, one that runs in the worker.
  for (const name of ['scaling', 'lora'] as const) {
    await page.goto(`${strictUrl}labs/${name}/`);
    const lab = page.locator('[data-lab]');
    const before = await shown(lab);
    await lab.getByRole('group', { name: 'Presets' }).getByRole('button').last().click();
    await expect.poll(() => shown(lab), { timeout: 30_000 }).not.toBe(before);
  }
  expect(complaints).toEqual([]);
});

test('a lab in a card works there and leads on with its state', async ({ page }) => {
  await page.goto('cards/chinchilla-vs-kaplan/');
  const lab = page.locator('[data-lab="scaling"]');
  const link = lab.getByRole('link', { name: 'More in the lab' });
  await expect(link).toHaveAttribute('href', /labs\/scaling\/#size=3\.88$/);
  await lab.getByText('Change the numbers').click();
  await lab.getByRole('combobox', { name: 'fitted law' }).selectOption({ label: 'Muennighoff et al.' });
  await expect(link).toHaveAttribute('href', /#size=3\.88&law=muennighoff2023$/);
  const reading = await lab.locator('[data-reading]').textContent();
  await link.click();
  await expect(page.locator('[data-reading]')).toHaveText(reading ?? '');
});

test('the index shows every lab with a picture', async ({ page }) => {
  await page.goto('labs/');
  for (const name of labNames) await expect(page.getByRole('link', { name: labs[name].question })).toBeVisible();
  await expect(page.locator('main svg.figure')).toHaveCount(labNames.length);
});
