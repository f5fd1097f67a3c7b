import katex from 'katex';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ankiFile, ankiHtml } from '../../src/lib/anki.ts';

const field = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\r'));

test('any text comes back from the file as it went in', () => {
  const note = fc.record({
    id: field.map((id) => `a${id}`),
    deck: field,
    tags: fc.constant(['lora', 'expert']),
    front: field,
    back: field,
  });
  fc.assert(
    fc.property(fc.array(note), (notes) => {
      const rows = ankiFile(notes).split('\n').slice(6).join('\n');
      const read = parse(rows, { delimiter: '\t', record_delimiter: '\n' });
      expect(read).toEqual(notes.map(({ id, deck, tags, front, back }) => [id, deck, tags.join(' '), front, back]));
    }),
  );
});

test('formulas become TeX between the marks of MathJax', () => {
  const inline = katex.renderToString('a < b', { output: 'htmlAndMathml' });
  const display = katex.renderToString(String.raw`\begin{aligned} a &= b \\ &= c \end{aligned}`, { displayMode: true });
  expect(ankiHtml(`<p>If ${inline}:</p>${display}`, '')).toBe(
    String.raw`<p>If \(a &lt; b\):</p><span>\[\begin{aligned} a &amp;= b \\ &amp;= c \end{aligned}\]</span>`,
  );
});

test('addresses become whole, and nothing is left for our stylesheets', () => {
  const html =
    '<p class="x" id="y"><a href="/book/cards/lora/#z">LoRA</a> <a href="https://arxiv.org/">arXiv</a> <img src="/book/a.png" alt="A"></p>';
  expect(ankiHtml(html, 'https://handbook.example')).toBe(
    '<p><a href="https://handbook.example/book/cards/lora/#z">LoRA</a> <a href="https://arxiv.org/">arXiv</a> <img src="https://handbook.example/book/a.png" alt="A"></p>',
  );
});
