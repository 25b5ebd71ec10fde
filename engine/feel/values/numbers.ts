/**
 * All arithmetic on numbers, so that exact decimals need to replace this file only. Numbers are IEEE 754 doubles; what
 * has no finite result is null.
 */
const finite = (n: number): number | null => (Number.isFinite(n) ? n : null);

export const add = (a: number, b: number): number | null => finite(a + b);

export const subtract = (a: number, b: number): number | null => finite(a - b);

export const multiply = (a: number, b: number): number | null => finite(a * b);

export const divide = (a: number, b: number): number | null => (b === 0 ? null : finite(a / b));

export const power = (a: number, b: number): number | null => finite(a ** b);

export const negate = (a: number): number => 0 - a;

export const compareNumbers = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The remainder with the sign of the divisor (DMN 1.3 §10.3.4.5), rounded to nine places to hide the noise of doubles.
 */
export function modulo(dividend: number, divisor: number): number | null {
  if (divisor === 0) return null;
  const places = 1e9;
  return finite(Math.round((((dividend % divisor) + divisor) % divisor) * places) / places);
}

export type Rounding = 'half even' | 'half up' | 'half down' | 'up' | 'down' | 'floor' | 'ceiling';

const roundings: Record<Rounding, (n: number) => number> = {
  'half even': (n) => (isHalf(n) ? 2 * Math.round(n / 2) : Math.round(n)),
  'half up': (n) => (isHalf(n) ? awayFromZero(n) : Math.round(n)),
  'half down': (n) => (isHalf(n) ? Math.trunc(n) : Math.round(n)),
  up: (n) => awayFromZero(n),
  down: (n) => Math.trunc(n),
  floor: (n) => Math.floor(n),
  ceiling: (n) => Math.ceil(n),
};

const isHalf = (n: number): boolean => Math.abs(n % 1) === 0.5;

const awayFromZero = (n: number): number => (n > 0 ? Math.ceil(n) : Math.floor(n));

/** Rounds to `scale` places behind the decimal point (negative: before it). */
export function round(n: number, scale: number, rounding: Rounding): number {
  const factor = 10 ** Math.trunc(scale);
  const rounded = roundings[rounding](n * factor) / factor;
  return Number.isFinite(rounded) ? rounded + 0 : n;
}

const MAX_DIGITS = 400;

/** Reads a number the way FEEL writes it: digits with an optional point and exponent; null when it is none. */
export function parseNumber(text: string): number | null {
  if (text.length > MAX_DIGITS) return null;
  const trimmed = text.trim();
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(trimmed) ? finite(Number(trimmed)) : null;
}

export const sum = (numbers: readonly number[]): number | null => finite(numbers.reduce((total, n) => total + n, 0));

export const product = (numbers: readonly number[]): number | null =>
  finite(numbers.reduce((total, n) => total * n, 1));

export function mean(numbers: readonly number[]): number | null {
  const total = sum(numbers);
  return total === null ? null : divide(total, numbers.length);
}

export function median(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort(compareNumbers);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : finite((lower + upper) / 2);
}

/** The deviation of a sample: divided by n - 1. */
export function standardDeviation(numbers: readonly number[]): number | null {
  const average = mean(numbers);
  if (average === null || numbers.length < 2) return null;
  const squares = numbers.map((n) => (n - average) ** 2);
  return finite(Math.sqrt(squares.reduce((total, n) => total + n, 0) / (numbers.length - 1)));
}

/** The most frequent numbers, ascending. */
export function modes(numbers: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const n of numbers) counts.set(n, (counts.get(n) ?? 0) + 1);
  const most = Math.max(0, ...new Set(counts.values()));
  return [...counts]
    .filter(([, count]) => count === most)
    .map(([n]) => n)
    .sort(compareNumbers);
}
