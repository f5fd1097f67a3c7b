/** A numeric interval; `open` ends are excluded. */
export interface Range {
  min?: number;
  max?: number;
  /** Excludes the named end. */
  open?: 'min' | 'max' | 'both';
  /** Only whole numbers. */
  integer?: boolean;
}

/** Throws `RangeError` that names the parameter and its range unless `value` is a finite number within. */
export function assertRange(name: string, value: number, range: Range): void {
  if (!isWithin(value, range)) throw new RangeError(`${name} must be ${describeRange(range)}, not ${value}`);
}

/** Whether `value` is a finite number in the range. */
export function isWithin(value: number, { min = -Infinity, max = Infinity, open, integer = false }: Range): boolean {
  const low = open === 'min' || open === 'both' ? value > min : value >= min;
  const high = open === 'max' || open === 'both' ? value < max : value <= max;
  return Number.isFinite(value) && low && high && (!integer || Number.isInteger(value));
}

function describeRange({ min, max, open, integer = false }: Range): string {
  const what = integer ? 'a whole number' : 'a number';
  const left = min === undefined ? '(-∞' : `${open === 'min' || open === 'both' ? '(' : '['}${min}`;
  const right = max === undefined ? '∞)' : `${max}${open === 'max' || open === 'both' ? ')' : ']'}`;
  return `${what} in ${left}, ${right}`;
}

/** Guards numbers of one range by their names, `assertEach({ eta, rho }, { min: 0 })`. Errors as `assertRange`. */
export function assertEach(values: Record<string, number>, range: Range): void {
  for (const [name, value] of Object.entries(values)) assertRange(name, value, range);
}

/** Guards numbers above 0 by their names. Errors as `assertRange`. */
export function assertPositive(values: Record<string, number>): void {
  assertEach(values, { min: 0, open: 'min' });
}

/** Guards finite numbers by their names. Errors as `assertRange`. */
export function assertFinite(values: Record<string, number>): void {
  assertEach(values, {});
}

/** Guards numbers in [0, 1] by their names. Errors as `assertRange`. */
export function assertProbability(values: Record<string, number>): void {
  assertEach(values, { min: 0, max: 1 });
}

/** Guards whole numbers, at least `min`, by their names. Errors as `assertRange`. */
export function assertWhole(values: Record<string, number>, min: number): void {
  assertEach(values, { min, integer: true });
}
