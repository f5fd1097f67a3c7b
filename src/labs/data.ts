import {
  cappedMixtureOptimum,
  dataConstrainedLoss,
  effectiveData,
  jaccard,
  lshMatchProbability,
  lshThreshold,
  minhashSignature,
  minhashStdError,
  compareSignatures,
  mixtureLoss,
  snippets,
  type Mixture,
} from '../models/data.ts';
import { matchPanel, repeatPanel, sharePanel } from './data-panels.ts';
import { defineLab } from './lab.ts';
import { count, fixed, percent, significant } from './numbers.ts';

type DataState = {
  rows: number;
  bands: number;
  epochs: number;
  /** Unique tokens. */
  unique: number;
  /** Of the budget, for the rare domain. */
  share: number;
  seed: number;
} & Record<keyof typeof snippets, string>;

const defaults: DataState = { rows: 8, bands: 14, epochs: 4, unique: 25e9, share: 0.5, seed: 1, ...snippets };

const shingleWords = 3;
/** More hashes would only sharpen the estimate. */
const mostHashes = 512;
const modelSize = 1e9;

/** Each is compared with A. */
const otherTexts = { edited: 'B', paraphrase: 'C', unrelated: 'D' } as const;
const letters = { original: 'A', ...otherTexts } as const;
const textNames = Object.keys(letters) as (keyof typeof letters)[];

const snippet = { kind: 'text', longest: 200 } as const;

function compute({ rows, bands, epochs, unique, share, seed, ...texts }: DataState) {
  const hashes = Math.max(rows, Math.min(rows * bands, mostHashes));
  const signature = (text: string): number[] => minhashSignature(text, hashes, shingleWords, seed);
  const original = signature(texts.original);
  const pairs = (Object.keys(otherTexts) as (keyof typeof otherTexts)[]).map((key) => {
    const similarity = jaccard(texts.original, texts[key], shingleWords);
    return {
      name: `A and ${otherTexts[key]}`,
      similarity,
      estimate: compareSignatures(original, signature(texts[key]), rows).similarity,
      error: minhashStdError(similarity, hashes),
      found: lshMatchProbability(similarity, rows, bands),
    };
  });
  const tokens = unique * epochs;
  // The second domain has as many fresh tokens as the budget can buy.
  const mixture: Mixture = { lambda: [0.5, 0.5], B: [800, 400], beta: 0.3, tokens, unique: [unique, tokens] };
  const lossAt = (rare: number): number => mixtureLoss(mixture, [rare, 1 - rare]);
  const [best = 0.5] = cappedMixtureOptimum(mixture);
  return {
    rows,
    bands,
    threshold: lshThreshold(rows, bands),
    pairs,
    epochs,
    worth: effectiveData(epochs),
    loss: dataConstrainedLoss(modelSize, unique, epochs),
    share,
    lossAt,
    best,
  };
}

export type DataResult = ReturnType<typeof compute>;

/** The lab of training data: near-duplicates, repeated epochs, and the split of a budget between two domains. */
export const data = defineLab({
  name: 'data',
  caption:
    'More bands or fewer rows catch less similar documents; many rows make the edge sharp. Repeated tokens lose their worth after about four epochs. The best split gives more to the harder domain, and less of it once that domain’s tokens repeat.',
  controls: {
    rows: { kind: 'range', tex: 'r', label: 'hashes in a band', min: 1, max: 30, step: 1, format: String },
    bands: { kind: 'range', tex: 'b', label: 'bands', min: 1, max: 500, step: 1, format: String },
    epochs: { kind: 'range', tex: 'n', label: 'epochs', min: 1, max: 64, step: 1, format: String },
    unique: {
      kind: 'range',
      tex: 'U',
      label: 'unique tokens',
      min: 1e9,
      max: 1e12,
      step: 0.1,
      scale: 'log',
      format: (value) => count(value),
    },
    share: {
      kind: 'range',
      tex: 'w',
      label: 'share of the rare domain',
      min: 0.02,
      max: 0.98,
      step: 0.01,
      format: (share) => percent(share),
    },
    seed: { kind: 'seed', label: 'hashes of seed' },
    original: { ...snippet, label: 'text A, in every pair' },
    edited: { ...snippet, label: 'text B, at first A with one word edited' },
    paraphrase: { ...snippet, label: 'text C, at first A in other words' },
    unrelated: { ...snippet, label: 'text D, at first on another matter' },
  },
  defaults,
  presets: {
    fineweb: { label: 'FineWeb: 14 bands of 8', state: {} },
    refinedweb: { label: 'RefinedWeb: 450 bands of 20', state: { rows: 20, bands: 450 } },
    'four-by-twenty-five': { label: '25 bands of 4', state: { rows: 4, bands: 25 } },
    'sixteen-epochs': { label: 'Sixteen epochs', state: { epochs: 16 } },
  },
  compute,
  panels: (_, result) => [matchPanel(result), repeatPanel(result), sharePanel(result)],
  reading({ rows, bands, epochs, share, ...texts }, { threshold, worth, pairs: [first], best, lossAt }) {
    return `${bands} bands of ${rows} turn near a similarity of ${fixed(threshold, 2)}: texts A and B, at ${fixed(first?.similarity ?? 0, 2)}, are found with ${percent(first?.found ?? 0)}. ${shortTexts(texts)}${epochs} epochs are worth ${fixed(worth, 2)} fresh ones. A share of ${percent(share)} costs ${fixed(lossAt(share) - lossAt(best), 4)} more than the best, ${percent(best)}.`;
  },
  table: ({ rows, bands, epochs, unique, share, ...texts }, { threshold, worth, pairs, loss, best, lossAt }) => ({
    head: ['Quantity', 'Value'],
    rows: [
      ...textNames.map((key) => [`Text ${letters[key]}`, texts[key].trim() || 'empty']),
      ...pairs.flatMap(({ name, similarity, estimate, error, found }) => [
        [`Similarity, ${name}`, fixed(similarity, 3)],
        [`Its estimate by MinHash, ${name}`, `${fixed(estimate, 3)}, standard error ${fixed(error, 3)}`],
        [`Chance to be found, ${name}`, fixed(found, 4)],
      ]),
      ...[0.6, 0.7, 0.8].map((similarity) => [
        `Chance to be found at similarity ${similarity}`,
        fixed(lshMatchProbability(similarity, rows, bands), 4),
      ]),
      ['Threshold', fixed(threshold, 3)],
      ['Hashes for each document', significant(rows * bands, 5)],
      [`Worth of ${epochs} epochs, in unique tokens`, `${fixed(worth, 2)} U, ${count(worth * unique)} tokens`],
      ['Loss of a 1B model on them, nats', fixed(loss, 3)],
      ['Share of the rare domain, best', fixed(best, 3)],
      ['Mixture’s loss above its floors, best', fixed(lossAt(best), 4)],
      [`Mixture’s loss above its floors, at ${percent(share)}`, fixed(lossAt(share), 4)],
    ],
  }),
  leavesOut:
    'Four sentences in place of a crawl, so that one word weighs much. The worth of repeats is a fit to repetition of a whole corpus: a few pages copied thousands of times are memorized instead. The two domains are learned apart, where real ones help each other; the rare one holds U unique tokens, the other never runs dry.',
  sources: ['lee2021', 'penedo2023', 'penedo2024', 'muennighoff2023', 'ye2024'],
});

/** What the model makes of texts that are too short to be cut into shingles. */
function shortTexts(texts: Pick<DataState, keyof typeof letters>): string {
  const short = textNames.filter((key) => texts[key].trim().split(/\s+/).length < shingleWords);
  if (short.length === 0) return '';
  return `With fewer than ${shingleWords} words, ${short.map((key) => letters[key]).join(', ')} count${short.length === 1 ? 's as one shingle' : ' as one shingle each'}. `;
}
