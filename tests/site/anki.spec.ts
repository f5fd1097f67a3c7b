import { expect, test } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { readBuilt } from './built.ts';
import { cards, handbook } from './content.ts';
import { baseSite, origin, rootSite, type Site } from './sites.ts';

interface Note {
  guid: string;
  deck: string;
  tags: string;
  front: string;
  back: string;
}

/** Reads a deck as Anki does: headers, then rows whose columns they name. */
function readNotes(site: Site, file: string): Note[] {
  const text = readBuilt(site, file);
  expect(text.split('\n').slice(0, 6)).toEqual([
    '#separator:Tab',
    '#html:true',
    '#notetype:Basic',
    '#guid column:1',
    '#deck column:2',
    '#tags column:3',
  ]);
  return parse<Note>(text, { delimiter: '\t', comment: '#', comment_no_infix: true, columns: ['guid', 'deck', 'tags', 'front', 'back'] });
}

for (const site of [rootSite, baseSite]) {
  test(`the deck holds every card, under the ids by which Anki finds it again, base path “${site.base}”`, () => {
    const notes = readNotes(site, 'anki.txt');
    expect(notes.map(({ guid }) => guid)).toEqual(cards.map(({ slug }) => slug));
    for (const [index, { guid, deck, tags, front, back }] of notes.entries()) {
      const card = cards[index];
      expect(deck, guid).toBe(`${handbook.title}::${card?.chapterTitle ?? ''}`);
      expect(tags.split(' '), guid).toEqual([...(card?.tags ?? []), card?.difficulty, card?.kind]);
      expect(back, guid).toContain(`<a href="${origin}${site.base}/cards/${guid}/">`);
      for (const [, address = ''] of back.matchAll(/ (?:href|src)="([^"]*)"/g)) expect(address, guid).toMatch(/^(https?|mailto):/);
      expect(front + back, guid).not.toMatch(/katex|<math|<svg|<cardbook|class=|\(\\\)|\[\\\]/);
      // As many formulas as the author wrote.
      const answer = card?.body.split(/^## /m)[0] ?? '';
      expect(back.match(/\\\[/g)?.length ?? 0, guid).toBe((answer.match(/^\s*\$\$$/gm)?.length ?? 0) / 2);
    }
  });
}

test('the decks of the chapters are those of the book', () => {
  const chapters = handbook.chapters.flatMap(({ id }) => readNotes(rootSite, `chapters/${id}/anki.txt`));
  expect(chapters).toEqual(readNotes(rootSite, 'anki.txt'));
});

test('the deck can be had from the chapter and from the page about the book', async ({ page, request }) => {
  for (const address of [`chapters/${handbook.chapters[0]?.id ?? ''}/`, 'about/']) {
    await page.goto(address);
    const link = page.locator('a[download]');
    await expect(link).toHaveCount(1);
    const target = await link.evaluate((element: HTMLAnchorElement) => element.href);
    expect(await (await request.get(target)).text()).toMatch(/^#separator:Tab/);
  }
});
