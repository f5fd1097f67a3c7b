import { assertEach, assertWhole } from './assert-range.ts';
import { assertRouting } from './expert-capacity.ts';
import { sum } from './vector.ts';

/** Attention whose keys and values are shared by groups of heads. */
type GroupedAttention = { kind: 'grouped' } & Record<'heads' | 'keyValueHeads' | 'headWidth', number>;

/** Multi-head latent attention: queries and keys/values come from low-rank latents, one rotary key is shared. */
type LatentAttention = { kind: 'latent' } & Record<'heads' | 'queryRank' | 'keyValueRank', number> &
  Record<'keyWidth' | 'rotaryWidth' | 'valueWidth', number>;

/** A decoder's sizes, in the words of its `config.json`; every feed-forward is gated (three matrices). */
export interface MoeConfig {
  layers: number;
  /** Of `layers`, those whose feed-forward is dense, of width `denseWidth`. */
  denseLayers: number;
  denseWidth: number;
  modelWidth: number;
  vocabulary: number;
  experts: number;
  topK: number;
  sharedExperts: number;
  expertWidth: number;
  /** One number per expert beside the router's matrix, used for choosing only. */
  routerBias: boolean;
  attention: GroupedAttention | LatentAttention;
}

/**
 * Sizes of published models, and `switch-style`: a decoder of Switch-Base's widths, with experts in every second block.
 * Sources: jiang2024 (Table 1), deepseek2024 (§4.2 and `config_671B.json`), fedus2021 (Table 9).
 */
export const configs = {
  'mixtral-8x7b': {
    layers: 32,
    denseLayers: 0,
    denseWidth: 0,
    modelWidth: 4096,
    vocabulary: 32000,
    experts: 8,
    topK: 2,
    sharedExperts: 0,
    expertWidth: 14336,
    routerBias: false,
    attention: { kind: 'grouped', heads: 32, keyValueHeads: 8, headWidth: 128 },
  },
  'deepseek-v3': {
    layers: 61,
    denseLayers: 3,
    denseWidth: 18432,
    modelWidth: 7168,
    vocabulary: 129280,
    experts: 256,
    topK: 8,
    sharedExperts: 1,
    expertWidth: 2048,
    routerBias: true,
    attention: {
      kind: 'latent',
      heads: 128,
      queryRank: 1536,
      keyValueRank: 512,
      keyWidth: 128,
      rotaryWidth: 64,
      valueWidth: 128,
    },
  },
  'switch-style': {
    layers: 24,
    denseLayers: 12,
    denseWidth: 2048,
    modelWidth: 768,
    vocabulary: 32128,
    experts: 64,
    topK: 1,
    sharedExperts: 0,
    expertWidth: 2048,
    routerBias: false,
    attention: { kind: 'grouped', heads: 12, keyValueHeads: 12, headWidth: 64 },
  },
} as const satisfies Record<string, MoeConfig>;

const MATRICES_OF_GATED_UNIT = 3;

function attentionParams(width: number, attention: MoeConfig['attention']): number {
  const { heads } = attention;
  if (attention.kind === 'grouped') return 2 * width * attention.headWidth * (heads + attention.keyValueHeads);
  const { queryRank, keyValueRank, keyWidth, rotaryWidth, valueWidth } = attention;
  const query = width * queryRank + queryRank + queryRank * heads * (keyWidth + rotaryWidth);
  const keyValue = width * (keyValueRank + rotaryWidth) + keyValueRank + keyValueRank * heads * (keyWidth + valueWidth);
  return query + keyValue + heads * valueWidth * width;
}

function assertConfig(config: MoeConfig): void {
  const { kind: _kind, ...attention } = config.attention;
  const { attention: _attention, routerBias: _routerBias, denseLayers, ...sizes } = config;
  assertWhole({ ...attention, ...sizes }, 0);
  assertEach({ denseLayers }, { min: 0, max: config.layers, integer: true });
  assertRouting(config);
}

/** What the parameters belong to. */
type ParameterGroups = Record<
  'embeddings' | 'attention' | 'norms' | 'denseFeedForward' | 'router' | 'sharedExperts' | 'routedExperts',
  number
>;

/**
 * Parameters by part, with `experts` routed experts counted per layer: all are stored, `topK` serve a token, a batch
 * reads `expectedDistinctExperts`. Input and output embeddings both count. `RangeError` on sizes not whole, k > E.
 * Source: deepseek2024 (`inference/model.py`).
 */
export function parameterGroups(config: MoeConfig, experts: number = config.experts): ParameterGroups {
  assertConfig(config);
  assertEach({ experts }, { min: 0, max: config.experts });
  const { layers, denseLayers, modelWidth, expertWidth } = config;
  const sparseLayers = layers - denseLayers;
  const expert = MATRICES_OF_GATED_UNIT * modelWidth * expertWidth;
  return {
    embeddings: 2 * config.vocabulary * modelWidth,
    attention: layers * attentionParams(modelWidth, config.attention),
    norms: (2 * layers + 1) * modelWidth,
    denseFeedForward: denseLayers * MATRICES_OF_GATED_UNIT * modelWidth * config.denseWidth,
    router: sparseLayers * config.experts * (modelWidth + (config.routerBias ? 1 : 0)),
    sharedExperts: sparseLayers * config.sharedExperts * expert,
    routedExperts: sparseLayers * experts * expert,
  };
}

/** All parameters stored. Errors as `parameterGroups`. Sources: jiang2024, deepseek2024. */
export function totalParams(config: MoeConfig): number {
  return sum(Object.values(parameterGroups(config)));
}

/** What one token uses: total − $L (E - k) \cdot 3 d\,d_{ff}$. Errors as `parameterGroups`. Source: jiang2024. */
export function activeParams(config: MoeConfig): number {
  return sum(Object.values(parameterGroups(config, config.topK)));
}

/** Forward FLOPs per token, 2 per active parameter. Errors as `parameterGroups`. Source: kaplan2020. */
export function forwardFlopsPerToken(config: MoeConfig): number {
  return 2 * activeParams(config);
}
