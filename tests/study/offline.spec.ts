import { expect, test, type Page } from '@playwright/test';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { baseSite, ports, rootSite, type Site } from '../site/sites.ts';
import { hostStatically } from '../site/static-host.ts';
import { waitForCard } from './pages.ts';

test.use({ serviceWorkers: 'allow' });

const card = 'cards/dpo-derivation/';

/** Those of some paths, relative to the base path, that the service worker does not keep. */
function findMissing(page: Page, paths: string[]): Promise<string[]> {
  return page.evaluate(async (all) => {
    const base = new URL(document.documentElement.dataset['base'] ?? '', location.origin);
    const found = await Promise.all(all.map((path) => caches.match(new URL(path, base), { ignoreSearch: true })));
    return all.filter((_, index) => !found[index]);
  }, paths);
}

/** Waits until the worker keeps the page that is open, with all that it has loaded. */
async function waitUntilKept(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  const files = loaded.filter((name) => /\.(css|js|woff2)$/.test(name) && !name.endsWith('/service-worker.js'));
  expect(files.length).toBeGreaterThan(4);
  await expect.poll(() => findMissing(page, [page.url(), ...files])).toEqual([]);
}

async function expectWholeCard(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toContainText('DPO loss');
  await expect(page.locator('.katex').first()).toBeVisible();
  const isLoaded = page.evaluate(async () => {
    await document.fonts.ready;
    return ['Source Serif 4', 'KaTeX'].map((family) =>
      [...document.fonts].some((face) => face.family.includes(family) && face.status === 'loaded'),
    );
  });
  expect(await isLoaded).toEqual([true, true]);
}

/** What the study page needs and no card does. */
function studySet(): string[] {
  const texts = readdirSync(join(rootSite.folder, 'study/texts'));
  return ['study/', 'study/cards.json', ...texts.map((name) => `study/texts/${name}`)];
}

/** The scripts of the card's lab, on the page and in its worker. */
function labScripts({ folder }: Site): string[] {
  const names = readdirSync(join(folder, '_astro')).filter((name) => /^dpo[.-]/.test(name));
  return names.map((name) => `_astro/${name}`);
}

for (const site of [rootSite, baseSite]) {
  test(`cards visited once, their labs and study work offline, base path “${site.base}”`, async ({ page, context }) => {
    await page.goto(`${site.url}${card}?a=b`);
    await waitUntilKept(page);
    const set = studySet();
    expect(await findMissing(page, set)).toEqual(set);
    await expect.poll(() => findMissing(page, labScripts(site))).toEqual([]);
    await page.goto(`${site.url}study/`);
    await waitForCard(page);
    await expect.poll(() => findMissing(page, set)).toEqual([]);

    await context.setOffline(true);
    await page.reload();
    await waitForCard(page);
    await page.keyboard.press('Space');
    await expect(page.locator('[data-answer]')).toHaveText(/\w{3}/);
    await expect(page.locator('[data-answer]')).not.toContainText('could not be loaded');
    await page.goto(`${site.url}${card}#pitfalls`);
    await expectWholeCard(page);
    const reading = await page.locator('[data-reading]').innerText();
    await page.getByText('Change the numbers').click();
    await page.getByRole('group', { name: 'Presets' }).getByRole('button').last().click();
    await expect(page.locator('[data-reading]')).not.toHaveText(reading);
    await page.goto(`${site.url}cards/lora/`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This page is not kept on this device');
    await context.setOffline(false);
    await page.getByRole('link', { name: 'Try this page again' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('LoRA');
  });
}

test('a new edition is announced, taken when the reader asks, and keeps what was visited', async ({ page, context }, testInfo) => {
  const folder = testInfo.outputPath('edition');
  cpSync(rootSite.folder, folder, { recursive: true });
  const worker = join(folder, 'service-worker.js');
  const server = await hostStatically({ folder, base: '/', port: ports.edition });
  const url = `http://127.0.0.1:${ports.edition}/`;
  const editions = (): Promise<string[]> =>
    page.evaluate(async () => (await caches.keys()).flatMap((name) => / visited (.+)$/.exec(name)?.slice(1) ?? []));
  await page.goto(`${url}${card}`);
  await waitUntilKept(page);
  const [name = ''] = await editions();
  writeFileSync(worker, readFileSync(worker, 'utf8').replace(name, 'next'));

  await page.goto(`${url}about/`);
  const notice = page.getByRole('status').filter({ hasText: 'A new edition of this book is ready.' });
  await expect(notice).toBeVisible();
  expect(await page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
  const [load] = await Promise.all([page.waitForEvent('load'), notice.getByRole('button', { name: 'Reload for the new edition' }).click()]);
  await expect.poll(editions).toEqual(['next']);
  await expect(load.getByRole('status').filter({ hasText: 'new edition' })).toHaveCount(0);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
  await context.setOffline(true);
  await page.goto(`${url}${card}`);
  await expectWholeCard(page);
});
