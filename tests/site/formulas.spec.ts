import { expect, test, type Page } from '@playwright/test';

interface AccessibleNode {
  role?: { value: string };
  name?: { value: string };
}

/** The names under which the browser tells a screen reader of every element of one role. */
async function announcedNames(page: Page, role: string): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: AccessibleNode[] };
  return nodes.filter((node) => node.role?.value === role).map((node) => node.name?.value ?? '');
}

test('formulas are there for the eye and, as MathML, for assistive technology', async ({ page }) => {
  await page.goto('cards/dpo-derivation/');
  const article = page.getByRole('article');
  await expect(article.getByRole('math').first()).toBeAttached();
  const count = await article.locator('math').count();
  expect(count).toBeGreaterThan(40);
  await expect(article.locator('.katex-html:not(.lab-controls *)')).toHaveCount(count);
  await expect(article.locator('.katex-html:not([aria-hidden="true"])')).toHaveCount(0);
  await expect(article.locator('.katex-error')).toHaveCount(0);
});

test('formulas are set in the fonts of KaTeX', async ({ page }) => {
  await page.goto('cards/dpo-derivation/');
  await page.evaluate(() => document.fonts.ready);
  const loaded = await page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family));
  expect(loaded.join(' ')).toContain('KaTeX_Main');
  // Stand-ins are fonts of the reader's device, which may lack them.
  const failed = await page.evaluate(() =>
    [...document.fonts].filter(({ status, family }) => status === 'error' && !/Georgia|Times/.test(family)).map(({ family }) => family),
  );
  expect(failed).toEqual([]);
  // Each face has its own width for a letter, in em; a face that is not there gives another.
  const widths = await page.locator('.katex-html').evaluateAll((formulas) => {
    const width = (selector: string, text: string): number => {
      const all = formulas.flatMap((formula) => [...formula.querySelectorAll(selector)]);
      const found = all.find(({ textContent }) => textContent === text) as Element;
      const range = document.createRange();
      range.selectNodeContents(found);
      return range.getBoundingClientRect().width / Number.parseFloat(getComputedStyle(found).fontSize);
    };
    return [
      width('.mathnormal', 'x'),
      width('.mord:not(.mathnormal)', '1'),
      width('.large-op', '∑'),
      width('.mathcal', 'L'),
      width('.mathbb', 'E'),
    ];
  });
  for (const [index, expected] of [0.572, 0.5, 1.444, 0.69, 0.667].entries())
    expect.soft(Math.abs((widths[index] ?? 0) - expected)).toBeLessThan(0.01);
});

test('a square root is as tall as what stands under it', async ({ page }) => {
  await page.goto('print/');
  const roots = page.locator('.katex .sqrt svg');
  expect(await roots.count()).toBeGreaterThan(0);
  const heights = await roots.evaluateAll((all) => all.map((root) => root.getBoundingClientRect().height));
  expect(Math.min(...heights)).toBeGreaterThan(8);
});

test('a heading is announced with its formulas', async ({ page }) => {
  await page.goto('cards/lora-rank-and-alpha/');
  const names = await announcedNames(page, 'heading');
  expect(names.find((name) => name.startsWith('In LoRA'))).toMatch(/\br\b.*α/);
});

test('a link that is a formula has a name', async ({ page }) => {
  await page.goto('tags/');
  const names = await announcedNames(page, 'link');
  expect(names).toContain('β');
  expect(names).not.toContain('');
});

test('formulas and paragraphs look the same wherever cards are shown', async ({ page }) => {
  for (const path of ['cards/rlhf-pipeline/', 'chapters/alignment/', 'print/']) {
    await page.goto(path);
    const sizes = await page
      .locator('.prose > p > .katex')
      .first()
      .evaluate((formula) =>
        [formula, formula.closest('p') as Element].map((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
      );
    expect.soft((sizes[0] ?? 0) / (sizes[1] ?? 0), path).toBeCloseTo(1.05);
    await expect.soft(page.locator('.prose > * + p').first(), path).not.toHaveCSS('margin-top', '0px');
  }
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 800 } });
  test('no line begins with what follows a formula without a space', async ({ page }) => {
    await page.goto('cards/dpo-derivation/');
    const runs = await page.locator('.keep:has(> .katex)').evaluateAll((all) =>
      all.flatMap((run) => {
        const [formula, tail] = [...run.childNodes].slice(-2);
        const part = formula instanceof Element ? [...formula.querySelectorAll('.base')].at(-1)?.getBoundingClientRect() : undefined;
        if (!part || tail?.nodeType !== Node.TEXT_NODE) return [];
        const range = document.createRange();
        range.selectNode(tail);
        return [{ text: run.textContent, isOnOneLine: range.getBoundingClientRect().top < part.bottom }];
      }),
    );
    expect(runs.length).toBeGreaterThan(20);
    expect(runs.filter(({ isOnOneLine }) => !isOnOneLine)).toEqual([]);
  });
});
