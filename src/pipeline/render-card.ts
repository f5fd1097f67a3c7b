import { unified } from '@astrojs/markdown-remark';
import remarkMath from 'remark-math';
import remarkMdx from 'remark-mdx';
import { pathToFileURL } from 'node:url';
import { answerEnd } from '../lib/text-file.ts';
import { addAll, addCharacters, joinCharacters, type FaceCharacters } from '../lib/characters.ts';
import { emptyFacts, type CardContext, type CardFacts } from './card-facts.ts';
import { invalidTex } from './invalid-tex.ts';
import type { Problem } from './problems.ts';
import { renderedDigest, type CardText } from './read-card.ts';
import { rehypeBoxTables } from './rehype-box-tables.ts';
import { fillFormulas, rehypeFormulas } from './rehype-formulas.ts';
import { rehypeOutline } from './rehype-outline.ts';
import { writeText } from './rendered-texts.ts';
import { remarkCardLinks } from './remark-card-links.ts';
import { remarkCheckImages } from './remark-check-images.ts';
import { remarkCheckMath } from './remark-check-math.ts';
import { remarkCitations } from './remark-citations.ts';
import { remarkGuardParser } from './remark-guard-parser.ts';
import { remarkRefuseCode } from './remark-refuse-code.ts';
import { remarkTypography } from './remark-typography.ts';
import { remarkVocabulary } from './remark-vocabulary.ts';
import { checkDollars, makeTextForms, type TextForms } from './text-forms.ts';
import type { Place } from './yaml-source.ts';

/** What rendering needs to know of the book. Plain data: it is sent to workers. */
export interface BookContext {
  base: string;
  /** The content folder, absolute. */
  folder: string;
  /** Slug by path within the content folder of every card. */
  slugs: ReadonlyMap<string, string>;
  /** Label by key of every source. */
  sourceLabels: ReadonlyMap<string, string>;
  /** Where the texts of rendered cards are kept, if they are: those of a large book would fill the memory. */
  cacheFolder?: string | undefined;
}

/** One card to render. Plain data. */
export interface RenderJob {
  file: string;
  /** Digest of the file and of the code that renders it. */
  digest: string;
  body: string;
  linesBefore: number;
  question: string;
  /** Where the question stands. */
  questionPlace: Place;
}

/** What comes of it. Plain data. */
export interface RenderResult {
  question: TextForms;
  /** Unless it lies in the cache folder. */
  text?: CardText;
  facts: CardFacts;
  /** Digest of everything that the HTML was made from. */
  digest: string;
  problems: Problem[];
}

export type CardRenderer = (job: RenderJob) => Promise<RenderResult>;

/** Shiki leaves a line plain that takes it more than half a second, as the first may on a busy machine. */
const untimed = {
  preprocess(_code: string, options: { tokenizeTimeLimit?: number }): void {
    options.tokenizeTimeLimit = 0;
  },
};

/** Astro's Markdown renderer with the card's steps: text in, HTML and facts out. */
export async function createCardRenderer(book: BookContext): Promise<CardRenderer> {
  const processor = unified({
    smartypants: false,
    remarkPlugins: [
      remarkMdx,
      remarkMath,
      remarkGuardParser,
      remarkRefuseCode,
      remarkCheckMath,
      remarkTypography,
      remarkCitations,
      remarkCardLinks,
      remarkVocabulary,
      remarkCheckImages,
    ],
    rehypePlugins: [rehypeFormulas, rehypeBoxTables, rehypeOutline],
  });
  const renderer = await processor.createRenderer({ shikiConfig: { theme: 'css-variables', transformers: [untimed] } });
  return async ({ file, digest: sourceDigest, body, linesBefore, question, questionPlace }) => {
    const context: CardContext = {
      ...book,
      file,
      source: body,
      linesBefore,
      facts: emptyFacts(),
      search: { lead: '', parts: [], compounds: '', vocabulary: '' },
      styles: new Set(),
      formulas: [],
      problems: [],
    };
    const { code } = await renderer.render(body, { fileURL: pathToFileURL(file), frontmatter: { cardbook: context } });
    const [answerHtml = '', sectionsHtml = ''] = fillFormulas(code, context).split(answerEnd);
    const { facts, formulas, problems, search, styles } = context;
    const forms = questionForms(question, questionPlace, context);
    const characters: FaceCharacters = new Map();
    addCharacters(forms.html + code, characters);
    for (const formula of formulas) {
      for (const name of formula.styles) styles.add(name);
      addAll(formula.characters, characters);
    }
    facts.styles = [...styles].sort();
    facts.characters = joinCharacters(characters);
    facts.symbols = [...new Set(formulas.flatMap(({ symbols }) => symbols))].sort().join(' ');
    // The cache keeps no problems: a card that has some is rendered again until it has none.
    const digest = (problems.length > 0 ? 'broken' : '') + renderedDigest(sourceDigest, facts.citations, book.sourceLabels);
    const result = { question: forms, facts, digest, problems };
    const text = { answerHtml, sectionsHtml, search };
    if (book.cacheFolder === undefined) return { ...result, text };
    writeText(book.cacheFolder, digest, text);
    return result;
  };
}

function questionForms(question: string, place: Place, { file, styles, problems }: CardContext): TextForms {
  const dollars = checkDollars(question);
  if (dollars) problems.push({ file, ...place, ...dollars });
  try {
    return makeTextForms(question, styles);
  } catch (error) {
    problems.push({ file, ...place, ...invalidTex(error) });
    return { html: '', plain: '', tex: question };
  }
}
