import type { Language } from '../errors.ts';

export type Severity = 'error' | 'warning';

/** A text in both languages of the product: "Expected to X, but Y." */
export type Text = Readonly<Record<Language, string>>;

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** One thing that is wrong with a model. `rule` is stable: it is the name of a file in `rules/`, or of a check of the compiler. */
export interface Problem {
  readonly rule: string;
  readonly severity: Severity;
  readonly elementId: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: Text;
}

export const text = (en: string, zh: string): Text => ({ en, zh });

/** In reading order; what has no place comes first. */
export function inReadingOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}
