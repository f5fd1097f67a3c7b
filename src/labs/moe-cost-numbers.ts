import * as model from '../models/moe-cost.ts';

export type MoeCostState = {
  /** Whose blocks hold the layer; E and k are its own. */
  model: keyof typeof model.configs;
  experts: number;
  topK: number;
  /** Sequences of which a decoding step takes a token each. */
  batch: number;
  factor: number;
  tokens: number;
  routing: 'uneven' | 'uniform';
  /** Concentration of the Dirichlet distribution of the experts' shares. */
  kappa: number;
  seed: number;
};

/** The parts of a count, as they are stacked and listed. */
const parts = [
  ['Routed experts', ['routedExperts']],
  ['Shared experts and dense feed-forward', ['sharedExperts', 'denseFeedForward']],
  ['Attention', ['attention']],
  ['Embeddings, norms and routers', ['embeddings', 'norms', 'router']],
] as const;

function countParameters(config: model.MoeConfig, experts: number) {
  const groups = model.parameterGroups(config, experts);
  const counted = parts.map(([name, members]) => ({ name, parameters: members.reduce((sum, member) => sum + groups[member], 0) }));
  return { parts: counted, total: counted.reduce((sum, { parameters }) => sum + parameters, 0) };
}

export type ParameterCount = ReturnType<typeof countParameters>;

/** Drop and padding of loads at a capacity factor. */
export function shareOf(loads: readonly number[], { tokens, experts, topK, factor }: model.Routing) {
  const capacity = model.expertCapacity({ tokens, experts, topK, factor });
  return { capacity, drop: model.dropFraction(loads, capacity), padding: model.paddingFraction(loads, capacity) };
}

/** Counts the parameters, draws the loads of one layer, the busiest expert first, and fits them to the capacity. */
export function drawCost({ model: name, batch, routing, kappa, seed, ...layer }: MoeCostState) {
  const { experts, topK } = layer;
  const config = { ...model.configs[name], experts, topK };
  const drawn = model.sampleLoads({ ...layer, ...(routing === 'uneven' ? { concentration: kappa } : {}) }, seed);
  const loads = drawn.toSorted((a, b) => b - a);
  const distinct = model.expectedDistinctExperts(experts, topK, batch);
  return {
    stored: countParameters(config, experts),
    active: countParameters(config, topK),
    read: countParameters(config, distinct),
    distinct,
    loads,
    ...shareOf(loads, layer),
  };
}

export type MoeCostResult = ReturnType<typeof drawCost>;
