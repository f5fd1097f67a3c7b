import { expect, test } from '@playwright/test';
import { gzipSync } from 'node:zlib';

const isText = /^(text\/|application\/(json|xml)|image\/svg)/;

// The engine takes 68 KB of it.
const mostBytes = 135_000;

for (const query of ['perplexity', 'reward model', 'why is the reference model frozen', String.raw`\Delta W = BA`]) {
  test(`from a card to the first results of “${query}” at most ${mostBytes / 1000} KB`, async ({ page }) => {
    await page.goto('cards/lora/', { waitUntil: 'networkidle' });
    const sizes: Promise<[string, number]>[] = [];
    page.on('response', (response) => {
      const weigh = async (): Promise<[string, number]> => {
        const body = await response.body();
        const isCompressed = isText.test(response.headers()['content-type'] ?? '');
        return [new URL(response.url()).pathname, isCompressed ? gzipSync(body, { level: 9 }).length : body.length];
      };
      sizes.push(weigh());
    });
    await page.keyboard.press('/');
    await page.getByRole('dialog').getByRole('searchbox').fill(query);
    await expect(page.getByRole('list', { name: 'Search results' }).getByRole('link').first()).toBeVisible();
    // What comes later is not asked for by the first results.
    page.removeAllListeners('response');
    const files = await Promise.all(sizes);
    const bytes = files.reduce((sum, [, size]) => sum + size, 0);
    expect(bytes, files.map((file) => file.join(' ')).join('\n')).toBeLessThanOrEqual(mostBytes);
    console.log(`${query}: ${bytes} bytes`);
  });
}
