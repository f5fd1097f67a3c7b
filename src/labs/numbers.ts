// Numbers as readers see them in labs, with a true minus sign.

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `−0.020` with three digits behind the point. */
export function fixed(value: number, digits: number): string {
  return withMinus((Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value).toFixed(digits));
}

/** At most so many significant digits, thousands parted: `19.6`, `1,920`. */
export function significant(value: number, digits = 3): string {
  const rounded = Number(value.toPrecision(digits));
  if (rounded !== 0 && (Math.abs(rounded) >= 1e7 || Math.abs(rounded) < 1e-4)) return power(rounded, digits);
  // By hand: the browser's formatter takes longer to come up than a whole picture.
  const [whole = '', ...part] = String(rounded).split('.');
  return withMinus([whole.replaceAll(/\B(?=(\d{3})+$)/g, ','), ...part].join('.'));
}

/** `5.76·10²³`; `10²¹` where the factor is 1. */
export function power(value: number, digits = 3): string {
  if (value === 0) return '0';
  const [factor = '', exponent = '0'] = value.toExponential(digits - 1).split('e');
  const ten = `10${exponent.startsWith('-') ? '⁻' : ''}${Array.from(exponent.replace(/^[+-]/, ''), (digit) => superscripts[Number(digit)] ?? '').join('')}`;
  return Number(factor) === 1 ? ten : withMinus(`${Number(factor)}·${ten}`);
}

const units = [
  [1e15, 'quadrillion'],
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
] as const;

/** A count of parameters or tokens: `70B`, `1.37T`, `8,000`. */
export function count(value: number, digits = 3): string {
  const rounded = Number(value.toPrecision(digits));
  const [size, unit] = units.find(([least]) => rounded >= least) ?? [1, ''];
  if (unit === 'quadrillion') return power(rounded, digits);
  return `${significant(rounded / size, digits)}${unit}`;
}

/** `4.9%` of a share. */
export function percent(share: number, digits = 0): string {
  return `${fixed(share * 100, digits)}%`;
}

function withMinus(text: string): string {
  return text.replace('-', '−');
}
