import type { Element, Root, RootContent } from 'hast';
import Slugger, { slug } from 'github-slugger';
import { toHtml } from 'hast-util-to-html';
import type { VFile } from 'vfile';
import { visit } from 'unist-util-visit';
import { answerEnd } from '../lib/text-file.ts';
import { contextOf, type CardContext } from './card-facts.ts';
import { stylesToClasses } from './style-classes.ts';
import { plainText } from './plain-text.ts';
import { fillFormulas } from './rehype-formulas.ts';
import { leadOf } from './lead.ts';
import { readWords } from './search-text.ts';

/** Names the headings, finds the sections, marks where the answer ends, and turns styles into classes: the last look at the whole card. */
export function rehypeOutline() {
  return (tree: Root, file: VFile): void => {
    const context = contextOf(file);
    const { facts } = context;
    stylesToClasses(tree, context.styles);
    const slugger = new Slugger();
    visit(tree, 'element', (node) => {
      if (!/^h[2-6]$/.test(node.tagName)) return;
      // Astro's own ids repeat the text of a formula.
      const text = plainText(node, context.formulas).trim();
      const id = slugger.slug(slug(text) || 'section');
      node.properties['id'] = id;
      facts.anchors.push(id);
      if (node.tagName === 'h2') facts.sections.push({ id, html: fillFormulas(toHtml(node.children), context), text });
    });
    const end = tree.children.findIndex(isSection);
    const answer = tree.children.slice(0, end === -1 ? undefined : end);
    facts.answerText = answer
      .map((node) => textOfBlock(node, context))
      .filter(Boolean)
      .join('\n\n');
    context.search = { lead: leadOf(answer, context.formulas), ...readWords(tree.children, context.formulas) };
    tree.children.splice(answer.length, 0, { type: 'comment', value: answerEnd.slice(4, -3) });
    if (facts.answerText === '' && context.problems.length === 0) {
      context.problems.push({
        file: context.file,
        line: context.linesBefore + 1,
        message: 'The card has no answer.',
        mend: 'Write one to three paragraphs between the front matter and the first “##”.',
      });
    }
  };
}

function isSection(node: RootContent): node is Element {
  return node.type === 'element' && node.tagName === 'h2';
}

function textOfBlock(node: RootContent, { formulas }: CardContext): string {
  return node.type === 'element' ? plainText(node, formulas).replaceAll(/\s+/g, ' ').trim() : '';
}
