import type { Surroundings } from '../evaluate.ts';
import type { Chart } from '../organisation/chart.ts';

/** What rules for finding people may ask of the case and of the organisation, both as they are at one instant. */
export interface CaseFacts {
  readonly elementId: string;
  readonly chart: Chart;
  readonly surroundings: Surroundings;
  readonly initiator: string | null;
  /** Who did the human step before this one. */
  previousHandler(): string | null;
  /** Who did the user task of this id last. */
  handlerOf(node: string): string | null;
}

/** Those whom a rule finds, and why. */
export interface Hit {
  readonly users: readonly string[];
  readonly rule: string;
  readonly params: Readonly<Record<string, string>>;
  /** Whom F6 goes up to, one level above where the rule looked. */
  above(): readonly string[];
  /** The lead first; the others only where several decide together. */
  readonly co?: readonly Hit[];
}

/** Values in the order given, without those that are not there. */
export const paramsOf = (values: Readonly<Record<string, string | null>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null));

/** Officials: whoever is not only an applicant. */
export const isActiveOfficial = (chart: Chart, id: string): boolean =>
  chart.person(id)?.roles.some((role) => role !== 'applicant' && role !== 'script') ?? false;

/** Somebody who may not act, by which rule, and what the person did before, where it is that. */
export interface Bar {
  readonly person: string;
  readonly rule: 'conflict-of-interest' | 'separation-of-duties';
  readonly act?: { readonly taskId: string; readonly elementId: string; readonly at: number };
}
