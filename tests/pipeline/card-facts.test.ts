import { describe, expect, it } from 'vitest';
import { readBook } from '../../src/pipeline/book.ts';
import { cardText, findCard, htmlOf, makeContent, reportOf } from './content-folder.ts';

describe('the answer’s text', () => {
  it('ends before the first section and has its paragraphs parted by a blank line', async () => {
    const { facts } = await read('It is $\\alpha_1$\nand *that*.\n\n$$\nx^2\n$$\n\n- one\n- two\n\n## More\n\nNot this.');
    expect(facts.answerText).toBe('It is α₁ and that.\n\nx²\n\none two');
  });

  it('holds what components and tables say, no word glued to another', async () => {
    const { facts } = await read(
      'It is this.<Aside>A note.</Aside> And\nthat.\n\n<Check question="Is it $x$?">\n\nYes.\n\n</Check>\n\n| a | b |\n| --- | --- |\n| c | d |',
    );
    expect(facts.answerText).toBe('It is this. A note. And that.\n\nIs it x? Yes.\n\na b c d');
  });

  it('is the whole card if it has no section', async () => {
    const { facts, html } = await read('It is this.\n\n### A small heading\n\nAnd that.');
    expect(facts.answerText).toBe('It is this.\n\nA small heading\n\nAnd that.');
    expect(facts.sections).toEqual([]);
    expect(html).toMatch(/<!--answer-end-->$/);
  });
});

describe('sections and headings', () => {
  it('are found with ids that no formula doubles and no heading shares', async () => {
    const { facts } = await read('It is this.\n\n## The rank $r$\n\nOne.\n\n### Why?\n\nTwo.\n\n## The rank $r$\n\nThree.');
    expect(facts.sections.map(({ id, text }) => [id, text])).toEqual([
      ['the-rank-r', 'The rank r'],
      ['the-rank-r-1', 'The rank r'],
    ]);
    expect(facts.sections[0]?.html).toMatch(/^The rank <span class="katex">/);
    expect(facts.anchors).toEqual(['the-rank-r', 'why', 'the-rank-r-1']);
  });

  it('have an id even if their text has no letter', async () => {
    const { facts, html } = await read('It is this.\n\n## $+$\n\nOne.\n\n## →\n\nTwo.');
    expect(facts.anchors).toEqual(['section', 'section-1']);
    expect(html).toContain('<h2 id="section-1">');
  });
});

describe('the card for search', () => {
  it('holds the words of the answer and of each section by their stems, formulas apart', async () => {
    const { search } = await read('Fine-tuning takes $x_1 < 2$.\n\n## More costs\n\n> The QLoRA quote.\n\n### Deeper\n\nA quote.');
    expect(search?.parts).toEqual([
      { heading: '', text: 'fine tune take', formulas: 'x x1' },
      { id: 'more-costs', heading: 'cost', text: 'qlora quot deeper', formulas: '' },
    ]);
    expect(search?.compounds).toBe('finetun qlo lora');
    expect(search?.vocabulary).toBe('fine tuning takes costs qlora quote deeper');
  });
});

describe('links', () => {
  it('are kept with the place at which they stand in the file', async () => {
    const { facts } = await read(
      'It is like\nthe [first](first.mdx#pitfalls).\n\n<Aside>\n\nOr the [second](../beta/second.mdx).\n\n</Aside>',
    );
    expect(facts.links).toEqual([
      { url: 'first.mdx#pitfalls', slug: 'first', path: 'cards/alpha/first.mdx', anchor: 'pitfalls', line: 10, column: 5 },
      { url: '../beta/second.mdx', slug: 'second', path: 'cards/beta/second.mdx', line: 14, column: 8 },
    ]);
  });

  it('lead to addresses under the base path', async () => {
    const { html } = await read('It is like the [first](first.mdx#pitfalls) and [this](#more).\n\n## More\n\nThere.', '/book/');
    expect(html).toContain('<a href="/book/cards/first/#pitfalls">');
    expect(html).toContain('<a href="#more">');
  });

  it('may be defined below the text and name a card by an escaped path', async () => {
    const { html, facts } = await read('It is like the [first][one] and [second](../b%65ta/second.mdx).\n\n[one]: ./first.mdx');
    expect(html).toContain('<a href="/cards/first/">first</a>');
    expect(html).toContain('<a href="/cards/second/">second</a>');
    expect(facts.links.map(({ slug, line }) => [slug, line])).toEqual([
      ['second', 9],
      ['first', 11],
    ]);
  });
});

describe('citations', () => {
  it('are kept once, in order of first citation', async () => {
    const { facts } = await read('It is this [@ng1999; @hu2021].\n\n## More\n\n*And [@hu2021, §2] that.*');
    expect(facts.citations).toEqual(['ng1999', 'hu2021']);
  });

  it('are no citations in code', async () => {
    const { facts } = await read('It is `[@nobody]`.\n\n```text\n[@nobody]\n```');
    expect(facts.citations).toEqual([]);
  });
});

describe('images', () => {
  it('are kept as paths, those of figures too', async () => {
    const { facts } = await read(
      'It is ![A triangle](picture.svg).\n\n<Figure src="./picture.svg" alt="A triangle" caption="Three sides" />',
    );
    expect(facts.images).toEqual(['picture.svg', './picture.svg']);
  });
});

describe('styles', () => {
  it('are the classes of the HTML and of the question, sorted', async () => {
    const { facts, html, question } = await read('It is $\\frac{1}{2}$.\n\n| a |\n| :-: |\n| b |', '/', 'What is $\\sqrt{x}$?');
    const used = [...`${html}${question.html}`.matchAll(/(?<=[" ])s-[a-z][\w-]*/g)].map(([name]) => name);
    expect(facts.styles.filter((name) => name.startsWith('s-'))).toEqual([...new Set(used)].sort());
    expect(facts.styles).toContain('mfrac');
    expect(facts.styles).toContain('s-text_align-center');
  });
});

describe('characters', () => {
  it('are those that the text, its formulas and the question show, face by face, each once, sorted', async () => {
    const { facts } = await read('<Aside>ab</Aside> & ab $\\beta$', '/', 'Ça $\\alpha$?');
    expect(facts.characters).toEqual({ 'KaTeX_Math-Italic': 'αβ', 'source-serif': ' &?abÇ' });
  });
});

describe('the fields of a card', () => {
  it('are its own or their defaults', async () => {
    const { slug, chapter, path, data, updated } = await read('It is this.');
    expect({ slug, chapter, path, updated }).toEqual({ slug: 'case', chapter: 'alpha', path: 'cards/alpha/case.mdx', updated: undefined });
    expect(data).toEqual({
      question: 'What is it?',
      difficulty: 'foundational',
      kind: 'concept',
      tags: ['lora'],
      sources: ['hu2021'],
      requires: [],
      near: {},
      aliases: [],
      redirects: [],
    });
  });

  it('know their places', async () => {
    const { placeOf } = await read('It is this.');
    expect(placeOf(['tags', 0])).toEqual({ line: 5, column: 8 });
  });

  it('give the day of the last change', async () => {
    const folder = await makeContent({ 'cards/alpha/case.mdx': cardText('It is this.', 'updated: 2026-11-23') });
    expect(findCard(await readBook({ folder, base: '/' }), 'case').updated).toBe('2026-11-23');
  });

  it('give the question in all its forms', async () => {
    const { question } = await read('It is this.', '/', 'What is $W_0$ & "rank"?');
    expect(question.plain).toBe('What is W₀ & “rank”?');
    expect(question.tex).toBe('What is $W_0$ & "rank"?');
    expect(question.html).toMatch(/^What is <span class="katex">.*<\/span> &amp; “rank”\?$/);
  });
});

/** The card with this body in the base book, which must have no problems; what it is made of lies beside what was made of it. */
async function read(body: string, base = '/', question = 'What is it?') {
  const text = cardText(body).replace('question: What is it?', () => `question: ${question}`);
  const folder = await makeContent({ 'cards/alpha/case.mdx': text });
  const book = await readBook({ folder, base });
  expect(reportOf(book, folder)).toBe('\n0 problems in 0 files.');
  const card = findCard(book, 'case');
  return { ...card.source, ...card, html: htmlOf(card), search: card.text?.search };
}
