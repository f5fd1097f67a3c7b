import fc from 'fast-check';
import { laws, type ScalingLaw } from '../../src/models/scaling.ts';

/** Every published law. */
export const presets = Object.values(laws);

/** One of the published laws. */
export const anyLaw = fc.constantFrom<ScalingLaw>(...presets);

const exponent = fc.double({ min: 0.1, max: 0.9, noNaN: true });

const scale = fc.double({ min: 1, max: 5000, noNaN: true });

/** A law with any constants of their size. */
export const freeLaw = fc.record<ScalingLaw>({
  E: fc.double({ min: 0, max: 3, noNaN: true }),
  A: scale,
  B: scale,
  alpha: exponent,
  beta: exponent,
});

/** A number between two bounds, evenly on a logarithmic scale. */
export const logOf = (low: number, high: number) => fc.double({ min: Math.log(low), max: Math.log(high), noNaN: true }).map(Math.exp);

/** A budget in FLOPs. */
export const compute = logOf(1e18, 1e27);
