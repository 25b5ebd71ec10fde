/**
 * Arithmetic on the decimals of FEEL (DMN 1.3 §10.3.2.3.1): 34 digits, rounded half to even. JavaScript numbers calculate where that is
 * proven to give the same, decimals elsewhere. What has no finite result is null.
 */
import { ExactNumber } from '../../exact-number.ts';
import { type Decimal, decimalOf, type FeelNumber, given } from './decimal.ts';
import { scaledProduct, scaledQuotient, scaledSum } from './scaled.ts';

export function add(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(sum)) return sum;
    const scaled = scaledSum(a, b);
    if (scaled !== undefined) return scaled;
  }
  return given(decimalOf(a).plus(decimalOf(b)));
}

export const subtract = (a: FeelNumber, b: FeelNumber): FeelNumber | null => add(a, negate(b));

export function multiply(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(product)) return product + 0;
    const scaled = scaledProduct(a, b);
    if (scaled !== undefined) return scaled + 0;
  }
  return given(decimalOf(a).times(decimalOf(b)));
}

export function divide(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (b === 0) return null;
  if (typeof a === 'number' && typeof b === 'number') {
    const scaled = scaledQuotient(a, b);
    if (scaled !== undefined) return scaled + 0;
  }
  return given(decimalOf(a).div(decimalOf(b)));
}

export function negate(a: FeelNumber): FeelNumber {
  if (typeof a === 'number') return 0 - a;
  return new ExactNumber(a.text.startsWith('-') ? a.text.slice(1) : `-${a.text}`);
}

export const absolute = (a: FeelNumber): FeelNumber => (signOf(a) < 0 ? negate(a) : a);

const signOf = (a: FeelNumber): number => (typeof a === 'number' ? Math.sign(a) : a.text.startsWith('-') ? -1 : 1);

export function compareNumbers(a: FeelNumber, b: FeelNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  return decimalOf(a).comparedTo(decimalOf(b));
}

/** Each value has one form, so a JavaScript number never equals an exact one. */
export const equalNumbers = (a: FeelNumber, b: FeelNumber): boolean =>
  typeof a === 'number' || typeof b === 'number' ? a === b : a.text === b.text;

/** Beyond this power of ten the result of a power is out of range, whatever its digits. */
const FARTHEST_POWER = 7_000;

export function power(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  const whole = typeof a === 'number' && typeof b === 'number' ? wholePower(a, b) : undefined;
  if (whole !== undefined) return whole;
  const base = decimalOf(a);
  const exponent = decimalOf(b);
  const magnitude = powersOfTen(base) * exponent.toNumber();
  if (magnitude > FARTHEST_POWER) return null;
  if (magnitude < -FARTHEST_POWER) return base.isNegative() && !exponent.isInteger() ? null : 0;
  return given(base.pow(exponent));
}

/** The power of ten that a number is, roughly. */
const powersOfTen = (n: Decimal): number =>
  n.isZero() ? 0 : n.e + Math.log10(Math.abs(Number(n.toSignificantDigits(17).times(`1e${-n.e}`))));

/** Whole numbers multiplied one after the other; the host's power is not exact. */
function wholePower(a: number, b: number): number | undefined {
  if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b) || b < 0 || b > 64) return undefined;
  let result = 1;
  for (let i = 0; i < b; i++) {
    result *= a;
    if (!Number.isSafeInteger(result)) return undefined;
  }
  return result + 0;
}

/** The remainder with the sign of the divisor (DMN 1.3 §10.3.4.5): `dividend - divisor * floor(dividend / divisor)`, without rounding on the way. */
export function modulo(dividend: FeelNumber, divisor: FeelNumber): FeelNumber | null {
  if (divisor === 0) return null;
  if (Number.isSafeInteger(dividend) && Number.isSafeInteger(divisor)) {
    const [a, b] = [dividend as number, divisor as number];
    const rest = a % b;
    return (rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest) + 0;
  }
  const by = decimalOf(divisor);
  const rest = decimalOf(dividend).mod(by);
  return given(rest.isZero() || rest.isNegative() === by.isNegative() ? rest : rest.plus(by));
}

export function squareRoot(n: FeelNumber): FeelNumber | null {
  return signOf(n) < 0 ? null : given(decimalOf(n).sqrt());
}

export const logarithm = (n: FeelNumber): FeelNumber | null => (signOf(n) <= 0 ? null : given(decimalOf(n).ln()));

/** `e` to a power that is farther away than this is out of range. */
const FARTHEST_EXPONENT = 15_000;

export function exponential(n: FeelNumber): FeelNumber | null {
  const exponent = decimalOf(n);
  if (exponent.greaterThan(FARTHEST_EXPONENT)) return null;
  return exponent.lessThan(-FARTHEST_EXPONENT) ? 0 : given(exponent.exp());
}

/** Whether a number is whole and leaves this remainder when halved. */
export function hasParity(n: FeelNumber, remainder: 0 | 1): boolean {
  if (typeof n === 'number' && Math.abs(n) <= Number.MAX_SAFE_INTEGER) return Math.abs(n) % 2 === remainder;
  const exact = decimalOf(n);
  return exact.isInteger() && exact.abs().mod(2).equals(remainder);
}
