import { assertRange, isWithin, type Range } from './assert-range.ts';
import { element } from './element.ts';
import { sum } from './vector.ts';

/** Guards a list: not empty, as long as `length` if given, each number within range. `RangeError` names the first that is not. */
export function assertList(name: string, values: readonly number[], range: Range & { length?: number } = {}): void {
  const { length } = range;
  assertRange(`${name}.length`, values.length, length === undefined ? { min: 1 } : { min: length, max: length });
  // Lists are guarded in the inner loops of models: only a wrong number gets a name.
  const wrong = values.findIndex((value) => !isWithin(value, range));
  if (wrong >= 0) assertRange(`${name}[${wrong}]`, element(values, wrong), range);
}

/** Guards probabilities that sum to 1 (to 1e-6), `length` of them if given. Errors as `assertList`. */
export function assertDistribution(name: string, values: readonly number[], length?: number): void {
  assertList(name, values, { min: 0, max: 1, ...(length !== undefined && { length }) });
  assertRange(`the sum of ${name}`, sum(values), { min: 1 - 1e-6, max: 1 + 1e-6 });
}

/** Guards a matrix of `rows` × `columns` numbers within range. Errors as `assertList`. */
export function assertMatrix(
  name: string,
  matrix: readonly (readonly number[])[],
  { rows, columns, ...range }: Range & { rows: number; columns: number },
): void {
  assertRange(`${name}.length`, matrix.length, { min: rows, max: rows });
  for (const [index, row] of matrix.entries()) assertList(`${name}[${index}]`, row, { ...range, length: columns });
}
