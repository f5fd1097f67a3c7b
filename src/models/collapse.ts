export { collapsePolicies } from './collapse-chains.ts';
export { collapseSystems, fanOf, train, trainSteps, type CollapseTraining, type Fan } from './collapse-training.ts';
export {
  accumulateBound,
  accumulateError,
  expectedDistinct,
  heterozygosityFactor,
  replaceError,
  survivalProbability,
  unbiasedLogDrift,
  varianceFactor,
  verifierPurity,
} from './recursion-laws.ts';
