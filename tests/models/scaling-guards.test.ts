import { describe, expect, it } from 'vitest';
import { computeOptimal, inferenceAware, isoFlopSlice, kaplan, laws, loss, trainFlops } from '../../src/models/scaling.ts';

describe('guards', () => {
  const law = laws.besiroglu2024;
  it.each<[string, () => unknown]>([
    ['N must be a number in (0, ∞), not 0', () => loss(law, 0, 1)],
    ['D must be a number in (0, ∞), not NaN', () => loss(law, 1, NaN)],
    ['E must be a number in [0, ∞), not -1', () => loss({ ...law, E: -1 }, 1, 1)],
    ['A must be a number in (0, ∞), not 0', () => loss({ ...law, A: 0 }, 1, 1)],
    ['B must be a number in (0, ∞), not 0', () => computeOptimal({ ...law, B: 0 }, 1)],
    ['alpha must be a number in (0, ∞), not 0', () => inferenceAware({ ...law, alpha: 0 }, 2, 1)],
    ['beta must be a number in (0, ∞), not -1', () => loss({ ...law, beta: -1 }, 1, 1)],
    ['N must be a number in (0, ∞), not -1', () => trainFlops(-1, 1)],
    ['D must be a number in (0, ∞), not 0', () => trainFlops(1, 0)],
    ['C must be a number in (0, ∞), not 0', () => computeOptimal(law, 0)],
    ['points must be a whole number in [2, ∞), not 1', () => isoFlopSlice(law, 1e21, 1)],
    ['span must be a number in (1, ∞), not 1', () => isoFlopSlice(law, 1e21, 3, 1)],
    ['N must be a number in (0, ∞), not 0', () => kaplan.lossN(0)],
    ['D must be a number in (0, ∞), not 0', () => kaplan.lossD(0)],
    ['D must be a number in (0, ∞), not 0', () => kaplan.lossND(1, 0)],
    ['times must be a number in (0, ∞), not 0', () => kaplan.growth(0)],
    ['targetLoss must be a number in (1.8172, ∞), not 1.8172', () => inferenceAware(law, law.E, 1)],
    ['inferenceTokens must be a number in [0, ∞), not -1', () => inferenceAware(law, 2, -1)],
  ])('%s', (message, act) => {
    expect(act).toThrow(new RangeError(message));
  });
});
