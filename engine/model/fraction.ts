/** Exact fractions of whole numbers, for votes: 2/3 of 3 is 2, whatever floating point says. */

export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Reads `2/3`, `66.7%`, `0.5`, `1`; null where it is none of these, or not between 0 (excluded) and 1. */
export function parseFraction(text: string): Fraction | null {
  const trimmed = text.trim();
  const ratio = /^(\d{1,9})\s*\/\s*(\d{1,9})$/.exec(trimmed);
  if (ratio) return checked(BigInt(ratio[1] ?? 0), BigInt(ratio[2] ?? 0));
  const decimal = /^(\d{1,9})(?:\.(\d{1,9}))?\s*(%)?$/.exec(trimmed);
  if (!decimal) return null;
  const [, whole = '0', part = '', percent] = decimal;
  const denominator = 10n ** BigInt(part.length + (percent ? 2 : 0));
  return checked(BigInt(whole + part), denominator);
}

function checked(numerator: bigint, denominator: bigint): Fraction | null {
  if (denominator === 0n || numerator === 0n || numerator > denominator) return null;
  return { numerator, denominator };
}

/** Whether part/whole is at least the fraction; of nothing, nothing is enough. */
export function reaches(part: bigint, whole: bigint, { numerator, denominator }: Fraction): boolean {
  return whole > 0n && part * denominator >= whole * numerator;
}
