/**
 * A number that is exact where a double is not. Numbers are decimals of up to 34 digits (decimal128, DMN 1.3 §10.3.2.3.1). A JavaScript number
 * stands for the decimal it is written as (0.1 is one tenth); an `ExactNumber` is used only for what no JavaScript number is written as, such
 * as 12345678901234567891. So each value has one form, and ordinary numbers cost nothing.
 */

/** Significant digits that are kept. */
export const MAX_DIGITS = 34;

/** The greatest and the least power of ten of a number's first digit. */
export const MAX_EXPONENT = 6144;
export const MIN_EXPONENT = -6143;

/** Longer plain texts are written with an exponent. */
const LONGEST_PLAIN = 40;

let texts = 0;

/** How often `JSON.stringify` has been given an exact number as a text, so far: by this it is noticed that there is one. */
export const textsGiven = (): number => texts;

export class ExactNumber {
  /** The canonical text: no superfluous zero, an exponent only where the digits alone would be long. */
  readonly text: string;

  /** For `numberOf` only: the text must be canonical, and no JavaScript number may be written so. */
  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }

  /** What `JSON.stringify` writes, which knows no other numbers: a text. `stringify` of exact-json.ts writes the number. */
  toJSON(): string {
    texts += 1;
    return this.text;
  }
}

export const isNumber = (value: unknown): value is number | ExactNumber =>
  typeof value === 'number' || value instanceof ExactNumber;

const NUMBER = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/;

interface Parts {
  readonly sign: string;
  /** Without zeros at either end; empty for zero. */
  readonly digits: string;
  /** Of the first digit: 123 has 2. */
  readonly exponent: number;
}

function partsOf(text: string): Parts | null {
  const match = NUMBER.exec(text);
  const [, sign, whole = '', fraction = '', power = '0'] = match ?? [];
  if (!match || whole.length + fraction.length === 0) return null;
  const all = whole + fraction;
  const leading = all.length - all.replace(/^0+/, '').length;
  const digits = withoutTail(all.slice(leading));
  return { sign: sign === '-' ? '-' : '', digits, exponent: whole.length - 1 - leading + Number(power) };
}

/** Zeros at the end are cut one by one: a pattern would look for them from every zero. */
function withoutTail(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}

/** Digits alone, however many zeros that takes. */
function plain({ sign, digits, exponent }: Parts): string {
  if (digits === '') return '0';
  const point = exponent + 1;
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits}${'0'.repeat(point - digits.length)}`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

function canonical(parts: Parts): string {
  const { sign, digits, exponent } = parts;
  const length = exponent < 0 ? digits.length - exponent : Math.max(digits.length, exponent + 1);
  if (length <= LONGEST_PLAIN) return plain(parts);
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  return `${sign}${digits[0]}${fraction}e${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}

/**
 * The number that a text of digits, with an optional point and exponent, stands for: no digit is lost. Null for any other text.
 */
export function numberOf(text: string): number | ExactNumber | null {
  const parts = partsOf(text);
  if (!parts) return null;
  if (parts.digits === '') return 0;
  if (Math.abs(parts.exponent) < 300 && parts.digits.length <= 15) return Number(text);
  const written = canonical(parts);
  const double = Number(text);
  const inDouble = Number.isFinite(double) && double !== 0 ? partsOf(String(double)) : null;
  return inDouble && canonical(inDouble) === written ? double : new ExactNumber(written);
}

/** Whether a number has more digits than are kept, or lies beyond the greatest or the least. */
export function isBeyondDecimals(number: ExactNumber): boolean {
  const parts = partsOf(number.text);
  if (!parts) return true;
  return parts.digits.length > MAX_DIGITS || parts.exponent > MAX_EXPONENT || parts.exponent < MIN_EXPONENT;
}

/** The number as JSON writes it everywhere: digits alone, without an exponent. */
export function plainText({ text }: ExactNumber): string {
  const parts = partsOf(text);
  return parts && Number.isSafeInteger(parts.exponent) ? plain(parts) : text;
}
