import { expect, test } from '@playwright/test';
import { readBuilt, readPages } from './built.ts';
import { cards } from './content.ts';
import { baseSite, origin, rootSite, type Site } from './sites.ts';

interface ExportedCard {
  id: string;
  question: string;
  difficulty: string;
  kind: string;
  chapter: string;
  tags: string[];
  url: string;
  sourceNumber: number;
  answerText: string;
}

const readCards = (site: Site): ExportedCard[] => JSON.parse(readBuilt(site, 'cards.json')) as ExportedCard[];

test('cards.json holds every card in reading order with exactly the agreed fields', () => {
  const exported = readCards(rootSite);
  expect(exported.map(({ id }) => id)).toEqual(cards.map(({ slug }) => slug));
  const fields = ['id', 'question', 'difficulty', 'kind', 'chapter', 'tags', 'url', 'sourceNumber', 'answerText'];
  for (const [index, card] of exported.entries()) {
    const { slug, difficulty, kind, chapter, tags, sourceNumber } = cards[index] ?? {};
    expect(Object.keys(card)).toEqual(fields);
    expect(card).toMatchObject({ id: slug, difficulty, kind, chapter, tags, sourceNumber, url: `/cards/${slug ?? ''}/` });
  }
});

test('the cards of cards.json are the 29 of the source document', () => {
  const numbers = readCards(rootSite).map(({ sourceNumber }) => sourceNumber);
  expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 29 }, (_, index) => index + 1));
});

test('texts of cards.json are Unicode plain text', () => {
  for (const { id, question, answerText } of readCards(rootSite)) {
    for (const text of [question, answerText]) expect(text, id).not.toMatch(/\\|<\/?[a-z][^<)]*>|&[a-z]+;|\[@/);
    expect(question, id).toMatch(/\?$/);
    expect(question, id).not.toContain('$');
    expect(answerText.length, id).toBeGreaterThan(300);
  }
});

test('addresses of cards.json hold the base path', () => {
  for (const { id, url } of readCards(baseSite)) expect(url).toBe(`/hand/book/cards/${id}/`);
});

for (const site of [rootSite, baseSite]) {
  test(`the sitemap lists every page but search, offline and 404, base path “${site.base}”`, () => {
    const start = `${origin}${site.base}/`;
    expect(readBuilt(site, 'sitemap-index.xml')).toContain(`<loc>${start}sitemap-0.xml</loc>`);
    const listed = [...readBuilt(site, 'sitemap-0.xml').matchAll(/<loc>([^<]+)<\/loc>/g)].map((match) => match[1]);
    const pages = readPages(site).map(({ file }) => file.replace(/(^|\/)index\.html$/, '$1'));
    const expected = pages.filter((page) => !['404.html', 'offline/', 'search/'].includes(page)).map((page) => `${start}${page}`);
    expect(listed.toSorted()).toEqual(expected.toSorted());
    expect(readBuilt(site, 'robots.txt')).toContain(`Sitemap: ${start}sitemap-index.xml`);
  });
}

test('what only the build needs is not published', async ({ request }) => {
  expect((await request.get('search-records/0.json')).status()).toBe(404);
});

test('the favicon is there', async ({ page, request }) => {
  await page.goto('.');
  const address = (await page.locator('link[rel="icon"]').getAttribute('href')) ?? '';
  const response = await request.get(address);
  expect(response.status()).toBe(200);
  expect(response.headers()['content-type']).toBe('image/svg+xml');
});
