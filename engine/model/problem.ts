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
  /** What a case has to do so that it shows. */
  readonly run?: readonly RunStep[];
}

/** One step of a run, from one rest of all tokens to the next. */
export interface RunStep {
  /**
   * `start`: a scope opens; `complete`: what waited at the element is done; `event`: the event happens; `begin`: somebody begins an activity of
   * an ad-hoc sub-process.
   */
  readonly kind: 'start' | 'complete' | 'event' | 'begin';
  readonly elementId: string;
  /** The activity or gateway where the event was waited for, where that is another element. */
  readonly at: string | null;
  /** The elements that tokens come to in this step, in their order, each with the flows by which it is left. */
  readonly passed: readonly PassedElement[];
  /** Where tokens wait after it, joins among them. */
  readonly tokens: readonly TokenCount[];
}

interface PassedElement {
  readonly elementId: string;
  /** Ids of sequence flows; null where a token waits now. */
  readonly flows: readonly string[] | null;
}

interface TokenCount {
  readonly elementId: string;
  readonly count: number;
}

export const text = (en: string, zh: string): Text => ({ en, zh });

/** In reading order; what has no place comes first. */
export function inReadingOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
}
