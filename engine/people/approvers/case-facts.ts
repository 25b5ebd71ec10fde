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
  /** The steps that write these variables, as the model names them. */
  writersOf(variables: Iterable<string>): readonly string[];
}

/** Those whom a rule finds, and why. */
export interface Hit {
  readonly users: readonly string[];
  readonly rule: string;
  readonly params: Readonly<Record<string, string>>;
  /** Whom F6 goes up to from where the rule looked, the nearest level first. */
  above(): Levels;
  /** The lead first; the others only where several decide together. */
  readonly co?: readonly Hit[];
}

/** People level by level, the nearest first. */
export type Levels = readonly (readonly string[])[];

/** The superiors of somebody, from this level on; the top of the line where it ends before. */
export function superiorsFrom(chart: Chart, person: string | null, first = 1): Levels {
  const line: (readonly string[])[] = [];
  for (let level = 1; person !== null; level++) {
    const heads = chart.superiorsOf(person, level);
    if (heads.length === 0) break;
    line.push(heads);
  }
  return line.length >= first ? line.slice(first - 1) : line.slice(-1);
}

/** The heads of a department and of those above it, or of those above alone. */
export function headsFrom(chart: Chart, department: string | null, above = false): Levels {
  if (department === null) return [];
  return chart
    .ancestry(department)
    .slice(above ? 1 : 0)
    .map((unit) => chart.headsOf(unit));
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
