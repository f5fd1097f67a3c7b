import { assertList, assertMatrix } from './assert-list.ts';
import { assertEach, assertProbability, assertRange } from './assert-range.ts';
import { apply, combine, solveDefinite, type Matrix } from './dense-matrix.ts';
import { element } from './element.ts';
import { addScaled, dot } from './vector.ts';

/** A point of the parameter space. */
export type Point = readonly number[];

/** An old task A and a new task B, each a quadratic: its Hessian (symmetric positive definite) and its optimum. */
export interface TaskPair {
  HA: Matrix;
  HB: Matrix;
  a: Point;
  b: Point;
}

// A rotated Hessian differs from its transpose in the last bits, hence the tolerance.
function assertSymmetric(name: string, H: Matrix, size: number): void {
  assertMatrix(name, H, { rows: size, columns: size });
  const isClose = (x: number, y: number): boolean => x === y || Math.abs(x - y) <= 1e-9 * Math.max(...H.flat().map(Math.abs));
  const symmetric = H.every((row, i) => row.every((value, j) => isClose(value, element(element(H, j), i))));
  if (!symmetric) throw new RangeError(`${name} must be symmetric`);
}

/** $H^{-1} x$. `RangeError` unless H is positive definite. */
function solve(name: string, H: Matrix, x: Point): number[] {
  const solved = solveDefinite(
    H,
    x.map((value) => [value]),
  );
  if (!solved) throw new RangeError(`${name} must be positive definite`);
  return solved.flat();
}

function assertTasks({ a, b, ...hessians }: Omit<TaskPair, 'HA'> & { HA?: Matrix }): void {
  assertList('a', a);
  assertList('b', b, { length: a.length });
  for (const [name, H] of Object.entries(hessians)) {
    assertSymmetric(name, H, a.length);
    solve(name, H, a);
  }
}

// Solves for the step from a, not for the point, so that a tiny step far from the origin keeps its digits.
function weightedOptimum({ HA, HB, a, b }: TaskPair, weightA: number, weightB: number): number[] {
  const scaled = HB.map((row) => row.map((value) => weightB * value));
  return addScaled(a, solve('the weighted Hessian', combine(scaled, HA, weightA), apply(scaled, addScaled(b, a, -1))));
}

/**
 * $\tfrac12 (x - c)^\top H (x - c)$. `RangeError` on sizes that differ, numbers not finite, H not symmetric.
 * Source: kirkpatrick2017.
 */
export function quadraticLoss(H: Matrix, centre: Point, point: Point): number {
  assertList('centre', centre);
  assertList('point', point, { length: centre.length });
  assertSymmetric('H', H, centre.length);
  const step = addScaled(point, centre, -1);
  return dot(step, apply(H, step)) / 2;
}

/**
 * $\arg\min_x L_B(x) + \tfrac{\lambda}{2} (x - a)^\top F (x - a)$ with $F = H_A$ in full (pass `diagonalFisher(HA)`
 * for EWC's diagonal): $(H_B + \lambda F)(x - a) = H_B (b - a)$. `RangeError` on λ < 0, sizes, or a Hessian not
 * positive definite. Source: kirkpatrick2017, Eq. 3.
 */
export function ewcOptimum({ HA, HB, a, b, lambda }: TaskPair & { lambda: number }): number[] {
  assertTasks({ HA, HB, a, b });
  assertEach({ lambda }, { min: 0 });
  return weightedOptimum({ HA, HB, a, b }, lambda, 1);
}

/** The diagonal of H as a matrix, EWC's F. `RangeError` when H is empty or not symmetric. Source: kirkpatrick2017. */
export function diagonalFisher(H: Matrix): number[][] {
  assertRange('H.length', H.length, { min: 1 });
  assertSymmetric('H', H, H.length);
  return H.map((row, i) => row.map((value, j) => (i === j ? value : 0)));
}

/**
 * $\arg\min_x (1 - \rho) L_B(x) + \rho L_A(x)$, a share ρ of the old task's data in the mix.
 * `RangeError` on ρ outside [0, 1], sizes, or a Hessian not positive definite. Source: scialom2022.
 */
export function replayOptimum({ HA, HB, a, b, rho }: TaskPair & { rho: number }): number[] {
  assertTasks({ HA, HB, a, b });
  assertProbability({ rho });
  return weightedOptimum({ HA, HB, a, b }, rho, 1 - rho);
}

/** $\rho = \lambda / (1 + \lambda)$: replay at ρ has the optimum of EWC at λ with $F = H_A$. `RangeError` on λ < 0. */
export function replayShareForEwc(lambda: number): number {
  assertEach({ lambda }, { min: 0 });
  return lambda / (1 + lambda);
}

/**
 * $\arg\min_x L_B(x) + \tfrac{\lambda}{2} \lVert x - a \rVert^2$: EWC that holds every direction alike.
 * `RangeError` on λ < 0, sizes, or HB not positive definite. Source: kirkpatrick2017 (its L2 baseline).
 */
export function l2spOptimum({ HB, a, b, lambda }: Omit<TaskPair, 'HA'> & { lambda: number }): number[] {
  const identity = a.map((_, i) => a.map((__, j) => (i === j ? 1 : 0)));
  return ewcOptimum({ HA: identity, HB, a, b, lambda });
}

/**
 * $x = a + s u$ with $s = u^\top H_B (b - a) / u^\top H_B u$: the best for B in one direction, a low-rank move. A
 * loses $\tfrac12 s^2 u^\top H_A u$. `RangeError` on u = 0, sizes, HB not positive definite. Source: biderman2024.
 */
export function subspaceOptimum({ HB, a, b, u }: Omit<TaskPair, 'HA'> & { u: Point }): { point: number[]; step: number } {
  assertTasks({ HB, a, b });
  assertList('u', u, { length: a.length });
  assertRange('|u|', Math.hypot(...u), { min: 0, open: 'min' });
  const step = dot(u, apply(HB, addScaled(b, a, -1))) / dot(u, apply(HB, u));
  return { point: addScaled(a, u, step), step };
}
