import { assertList } from './assert-list.ts';
import { assertEach, assertPositive, assertWhole } from './assert-range.ts';
import { expectation } from './discrete-distribution.ts';
import { earlyStopped, policyGradientPath } from './early-stopping.ts';
import { element } from './element.ts';
import { randomStreams } from './random.ts';
import { studentT } from './student-t.ts';

/** Gold and proxy of equally likely answers. */
export interface SampledAnswers {
  gold: readonly number[];
  proxy: readonly number[];
}

/** KL in nats from equally likely answers, and expected proxy and gold. */
export interface Score {
  kl: number;
  proxy: number;
  gold: number;
}

/**
 * Sampled answers whose gold is standard normal and whose proxy adds an error of Student's t with `degrees` of freedom (∞: normal) times
 * `noise`; neither changes a draw (kwa2024). Defaults: 4096 answers, ∞, 1. `RangeError` on answers below 1, degrees below ½, noise < 0,
 * a seed not whole.
 */
export function sampledAnswers(params: { answers?: number; degrees?: number; noise?: number } = {}, seed = 1): SampledAnswers {
  const { answers = 4096, degrees = Infinity, noise = 1 } = params;
  assertWhole({ answers }, 1);
  if (degrees !== Infinity) assertEach({ degrees }, { min: 0.5 });
  assertEach({ noise }, { min: 0 });
  const [golds, errors] = randomStreams(seed);
  const gold = Array.from({ length: answers }, () => golds.normal());
  return { gold, proxy: gold.map((value) => value + noise * studentT(degrees, errors)) };
}

function assertAnswers({ gold, proxy }: SampledAnswers): void {
  assertList('proxy', proxy);
  assertList('gold', gold, { length: proxy.length });
}

function score({ gold, proxy }: SampledAnswers, policy: readonly number[]): Score {
  const logRatios = policy.map((mass) => Math.log(mass * policy.length));
  return { kl: expectation(policy, logRatios), proxy: expectation(policy, proxy), gold: expectation(policy, gold) };
}

/** The KL optimum at β over equally likely answers. `RangeError` on lists empty, not finite or of other lengths, β ≤ 0. */
export function sampledTilt(answers: SampledAnswers, beta: number): Score {
  assertAnswers(answers);
  assertPositive({ beta });
  const ref = answers.gold.map(() => 1 / answers.gold.length);
  return score(answers, earlyStopped(ref, answers.proxy, 1 / beta));
}

/** Plain policy gradient on the proxy, without a KL term, from equally likely answers: `policyGradientPath`, scored. Errors as there. */
export function sampledPolicyGradient(answers: SampledAnswers, strides: number): Score[] {
  assertAnswers(answers);
  const ref = answers.gold.map(() => 1 / answers.gold.length);
  return policyGradientPath(ref, answers.proxy, strides).map(({ policy }) => score(answers, policy));
}

/**
 * The best of n draws by the proxy from equally likely answers, in expectation over the draws. `RangeError` on lists as `sampledTilt`, n
 * below 1 or not whole.
 */
export function sampledBestOfN(answers: SampledAnswers, n: number): Score {
  assertAnswers(answers);
  assertWhole({ n }, 1);
  const count = answers.proxy.length;
  const order = [...answers.proxy.keys()].sort((i, j) => element(answers.proxy, i) - element(answers.proxy, j));
  const below = (rank: number): number => (rank / count) ** n;
  const policy = answers.proxy.map(() => 0);
  for (const [rank, answer] of order.entries()) policy[answer] = below(rank + 1) - below(rank);
  return score(answers, policy);
}
