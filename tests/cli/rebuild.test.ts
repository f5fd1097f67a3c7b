import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyProject, type ProjectCopy } from './project-copy.ts';

// A rebuild keeps what did not change. Whatever a page shows must be among the things that it looks at: the rebuilt site must be the site
// that a clean build makes, byte for byte. The clean build runs in another folder and another time zone. A page that one change left stale
// is stale still at the end of its row, where the comparison is made.

let project: ProjectCopy;
let before: Map<string, string>;

beforeAll(async () => {
  project = copyProject();
  before = await project.build();
}, 120_000);

afterAll(() => project.close());

type Change = [what: string, change: () => void];

const third = `---
question: What’s third?
difficulty: advanced
kind: concept
tags: [lora]
sources: [hu2021]
---

The third card isn't second.
`;

const symbols = `rank:
  tex: r
  names: [rank]
  meaning: The rank of a correction.
`;

const ofContent: Change[] = [
  [
    'the text of a card and the label of a source',
    () => {
      project.edit('content/cards/alpha/first.mdx', 'comes first.', "still comes first, by $\\alpha r$; it isn't second.");
      project.edit('content/references.bib', '{1999}', '{2001}');
    },
  ],
  ['a question, which its neighbours show', () => project.edit('content/cards/alpha/first.mdx', 'comes first?', 'is first of all?')],
  [
    'the label and the definition of a tag',
    () => {
      project.edit('content/tags.yaml', 'label: LoRA', 'label: Low-rank adaptation');
      project.edit('content/tags.yaml', 'The factor of', 'The scale of');
    },
  ],
  ['other names of a tag, which only search reads', () => project.edit('content/tags.yaml', '[lora_alpha]', '[lora_alpha, multiplier]')],
  [
    'the notation and the cards, of which one is added',
    () => {
      project.write('content/symbols.yaml', symbols);
      project.write('content/cards/beta/third.mdx', third);
    },
  ],
  [
    'the order of the cards and the titles of a chapter and the book',
    () => {
      project.edit('content/handbook.yaml', '      - second', '      - third\n      - second');
      project.edit('content/handbook.yaml', 'title: Beta', 'title: Gamma');
      project.edit('content/handbook.yaml', 'title: A Small Book', 'title: A Little Book');
    },
  ],
];

const ofCode: Change[] = [
  [
    'a component and a stylesheet',
    () => {
      project.edit('src/components/CardPager.astro', 'Previous', 'Before');
      project.edit('src/styles/card.css', 'row-gap: 1.4rem', 'row-gap: 1.5rem');
    },
  ],
  ['a step of the pipeline', () => project.edit('src/pipeline/typography.ts', "'’'", "'ʼ'")],
];

const ofLess: Change[] = [
  [
    'a card that is taken out',
    () => {
      project.edit('content/handbook.yaml', '      - third\n', '');
      project.remove('content/cards/beta/third.mdx');
    },
  ],
];

describe('a rebuild is a clean build', () => {
  test('when nothing has changed', async () => {
    expect(await project.build()).toEqual(before);
    expect(await project.buildClean()).toEqual(before);
  }, 120_000);

  test.each([
    ['content', ofContent],
    ['code', ofCode],
    ['content that goes', ofLess],
  ])(
    'after changes of %s, one by one',
    async (_, changes) => {
      for (const [what, change] of changes) {
        change();
        const rebuilt = await project.build();
        expect(rebuilt, `the site after a change of ${what}`).not.toEqual(before);
        before = rebuilt;
      }
      expect(before).toEqual(await project.buildClean());
    },
    240_000,
  );
});
