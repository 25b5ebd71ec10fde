import { Decimal as Base } from 'decimal.js';
import { type ExactNumber, isNumber, MAX_DIGITS, MAX_EXPONENT, MIN_EXPONENT, numberOf } from '../../exact-number.ts';

/** A number of FEEL: a decimal of 34 digits (DMN 1.3 §10.3.2.3.1), as a JavaScript number wherever one is written like it. */
export type FeelNumber = number | ExactNumber;

/** Rounds to 34 digits, half to even; the range of exponents is left to `given`. */
export const Decimal = Base.clone({ precision: MAX_DIGITS, rounding: Base.ROUND_HALF_EVEN, defaults: true });

export type Decimal = Base;

export const isFeelNumber: (value: unknown) => value is FeelNumber = isNumber;

/** A number as a decimal; a JavaScript number means the decimal it is written as. */
export const decimalOf = (n: FeelNumber): Decimal => new Decimal(typeof n === 'number' ? n : n.text);

/** A decimal as a number of FEEL: null for what is infinite or none, zero for what is too small to be told from it. */
export function given(result: Decimal): FeelNumber | null {
  if (!result.isFinite() || result.e > MAX_EXPONENT) return null;
  if (result.isZero() || result.e < MIN_EXPONENT) return 0;
  return numberOf(result.toString());
}

/** The nearest JavaScript number: for positions, lengths and the parts of dates. */
export const toDouble = (n: FeelNumber): number => (typeof n === 'number' ? n : Number(n.text));

const LONGEST_TEXT = 10_000;
const FORM = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** Reads a number the way FEEL writes it: digits with an optional point and exponent, rounded to 34 digits; null when it is none. */
export function parseNumber(text: string): FeelNumber | null {
  if (text.length > LONGEST_TEXT) return null;
  const trimmed = text.trim();
  if (!FORM.test(trimmed)) return null;
  return given(new Decimal(trimmed).toSignificantDigits(MAX_DIGITS));
}
