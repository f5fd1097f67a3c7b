import { describe, expect, it } from 'vitest';
import { element } from '../../src/models/element.ts';
import { softLoss, softmax, train, trainSteps, twoBumpTeacher } from '../../src/models/distill.ts';
import type { DistillTraining } from '../../src/models/distill.ts';
import { sum } from '../../src/models/vector.ts';

const firstGradient = (training: DistillTraining): number[] => element([...trainSteps({ ...training, steps: 0 })], 0).gradient;
const moments = (shares: readonly number[]): { mean: number; variance: number } => {
  const mean = sum(shares.map((share, i) => share * i));
  return { mean, variance: sum(shares.map((share, i) => share * (i - mean) ** 2)) };
};

describe('the teacher', () => {
  it('has two bumps with the shares asked for', () => {
    const shares = softmax(twoBumpTeacher());
    expect(shares).toHaveLength(32);
    expect(sum(shares.slice(0, 16))).toBeCloseTo(0.65, 2);
    expect(shares.indexOf(Math.max(...shares))).toBe(9);
    expect(shares.indexOf(Math.max(...shares.slice(16)))).toBe(22);
    expect(sum(twoBumpTeacher().map(Math.exp))).toBeCloseTo(1, 13);
    expect(moments(softmax(twoBumpTeacher({ firstShare: 1 }))).mean).toBeCloseTo(9, 3);
  });

  it('rejects bad input', () => {
    expect(() => twoBumpTeacher({ firstShare: 2 })).toThrow(new RangeError('firstShare must be a number in [0, 1], not 2'));
    expect(() => twoBumpTeacher({ centres: [9, 32] })).toThrow(new RangeError('centres[1] must be a number in [0, 31], not 32'));
    expect(() => twoBumpTeacher({ widths: [1] as unknown as [number, number] })).toThrow(
      new RangeError('widths.length must be a number in [2, 2], not 1'),
    );
    expect(() => twoBumpTeacher({ widths: [0, 1] })).toThrow(new RangeError('widths[0] must be a number in [0.3, 32], not 0'));
  });
});

describe('training', () => {
  it('matches the moments with forward KL at temperature 1', () => {
    const { teacher, student, forwardKl } = train({ T: 1, steps: 600 });
    expect(moments(student).mean).toBeCloseTo(moments(teacher).mean, 3);
    expect(moments(student).variance).toBeCloseTo(moments(teacher).variance, 2);
    expect(forwardKl).toHaveLength(601);
  });

  it('seeks a mode with reverse KL, where the start leads', () => {
    const { student, forwardKl, reverseKl } = train({ loss: 'reverse' });
    expect(moments(student).mean).toBeCloseTo(9, 0);
    // One bump with share .65 would cost −log .65; the tail of the other makes it a little less.
    expect(element(reverseKl, -1)).toBeLessThan(-Math.log(0.65));
    expect(element(forwardKl, -1)).toBeGreaterThan(5);
    const between = train({ loss: 'reverse', start: { mean: 15.5, sd: 8 } });
    expect(element(between.reverseKl, -1)).toBeGreaterThan(element(reverseKl, -1) + 0.1);
  });

  it('lets a tabular student equal the teacher, from all but sampled labels', () => {
    for (const loss of ['forward', 'reverse', 'mixed'] as const) {
      const { forwardKl, reverseKl } = train({ student: 'tabular', loss, steps: 600 });
      expect(Math.max(element(forwardKl, -1), element(reverseKl, -1))).toBeLessThan(0.001);
    }
    const run = (samples: number): number => element(train({ student: 'tabular', loss: 'hard', samples }).forwardKl, -1);
    expect(run(200)).toBeGreaterThan(0.02);
    expect(run(10000)).toBeLessThan(run(200) / 5);
  });

  it('mixes the directions', () => {
    const [forward, reverse] = [firstGradient({ loss: 'forward' }), firstGradient({ loss: 'reverse' })];
    const mixed = firstGradient({ loss: 'mixed', lambda: 0.3 });
    mixed.forEach((slope, i) => expect(slope).toBeCloseTo(0.7 * element(forward, i) + 0.3 * element(reverse, i), 14));
  });

  it('has the gradient of the reverse KL, and on policy an estimate of it', () => {
    const gradient = firstGradient({ loss: 'reverse', student: 'tabular' });
    const teacher = twoBumpTeacher();
    gradient.forEach((slope, i) => {
      const at = (by: number): number =>
        softLoss(
          teacher.map((_, j) => (j === i ? by : 0)),
          teacher,
          1,
        );
      expect((at(1e-4) - at(-1e-4)) / 2e-4).toBeCloseTo(slope, 6);
    });
    const sampled = firstGradient({ loss: 'reverse', student: 'tabular', onPolicy: true, samples: 1e5 });
    sampled.forEach((slope, i) => expect(Math.abs(slope - element(gradient, i))).toBeLessThan(0.02));
    expect(sampled).not.toEqual(gradient);
  });

  it('depends on the seed only', () => {
    const run = (seed: number): number[] => train({ loss: 'hard', steps: 10 }, seed).student;
    expect(run(3)).toEqual(run(3));
    expect(run(3)).not.toEqual(run(4));
  });

  it('rejects bad input', () => {
    const bad = [
      [{ student: 'x' as 'tabular' }, 'student must be one of tabular, gaussian, not x'],
      [{ loss: 'x' as 'hard' }, 'loss must be one of hard, forward, reverse, mixed, not x'],
      [{ T: 0 }, 'T must be a number in (0, ∞), not 0'],
      [{ samples: 0 }, 'samples must be a whole number in [1, 100000], not 0'],
      [{ lambda: 2 }, 'lambda must be a number in [0, 1], not 2'],
      [{ learningRate: 0 }, 'learningRate must be a number in (0, ∞), not 0'],
      [{ steps: 0.5 }, 'steps must be a whole number in [0, 10000], not 0.5'],
      [{ start: { mean: 40, sd: 1 } }, 'start.mean must be a number in [0, 31], not 40'],
      [{ start: { mean: 4, sd: 0 } }, 'start.sd must be a number in [0.3, 32], not 0'],
    ] as const;
    for (const [training, message] of bad) expect(() => train(training)).toThrow(new RangeError(message));
    expect(() => train({}, 0.5)).toThrow(new RangeError('seed must be a whole number in (-∞, ∞), not 0.5'));
  });
});
