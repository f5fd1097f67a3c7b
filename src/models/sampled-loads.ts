import { randomGamma } from 'd3-random';
import { assertPositive, assertWhole } from './assert-range.ts';
import { drawIndex, sampler } from './discrete-distribution.ts';
import { assertRouting, type Routing } from './expert-capacity.ts';
import { randomStreams } from './random.ts';

/** Draws that may hit a chosen expert before the others are drawn from alone. */
const attempts = 16;

/**
 * Loads of T tokens that each choose k different experts in turn, with chances proportional to shares drawn from a
 * symmetric Dirichlet(κ), or equal without κ. `RangeError` as `expertCapacity`, on κ ≤ 0, on a fractional seed.
 */
export function sampleLoads(
  { tokens, experts, topK, concentration }: Omit<Routing, 'factor'> & { concentration?: number },
  seed = 1,
): number[] {
  assertWhole({ tokens }, 1);
  assertRouting({ experts, topK });
  if (concentration !== undefined) assertPositive({ concentration });
  // The shares have a stream of their own, so that κ does not shift the tokens' draws.
  const [stream, shareStream] = randomStreams(seed);
  const gamma = randomGamma.source(() => shareStream.uniform())(concentration ?? 1);
  const share = (): number => (concentration === undefined ? 1 : Math.max(gamma(), Number.MIN_VALUE));
  const shares = Array.from({ length: experts }, share);
  const draw = sampler(shares);
  const drawOther = (chosen: readonly number[]): number => {
    // Drawing again until another comes has the law of drawing from the others, and is quick unless they have next to no share.
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const expert = draw(stream.uniform());
      if (!chosen.includes(expert)) return expert;
    }
    const others = shares.map((weight, expert) => (chosen.includes(expert) ? 0 : weight));
    return drawIndex(others, stream.uniform());
  };
  const loads = shares.map(() => 0);
  for (let token = 0; token < tokens; token += 1) {
    const chosen: number[] = [];
    while (chosen.length < topK) chosen.push(drawOther(chosen));
    for (const expert of chosen) loads[expert] = (loads[expert] ?? 0) + 1;
  }
  return loads;
}
