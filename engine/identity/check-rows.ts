/** Rows from elsewhere: which are good, which are set aside, and how often a source is wrong. */
import type { IdentityRule } from './finding.ts';
import { checkIdentity, type IdentityKind } from './identity.ts';

/** Field of a row → the kinds of number it may hold. */
export type RowChecks = Readonly<Record<string, readonly IdentityKind[]>>;

export type Row = Readonly<Record<string, unknown>>;

interface Quarantined {
  /** Place in what was given, from 0. */
  readonly index: number;
  readonly row: Row;
  readonly problems: readonly RowProblem[];
}

export interface RowProblem {
  readonly field: string;
  readonly rule: IdentityRule | 'missing';
  readonly en: string;
  readonly zh: string;
}

export interface CheckedRows {
  readonly good: readonly Row[];
  readonly quarantined: readonly Quarantined[];
  /** Per field: how many had a value, and how many of these failed. */
  readonly counts: Readonly<Record<string, { readonly checked: number; readonly failed: number }>>;
}

/** Empty values are no failure of a check: whether a field is needed is for the contract of the source to say. */
export function checkRows(rows: readonly Row[], checks: RowChecks, today?: string): CheckedRows {
  const good: Row[] = [];
  const quarantined: Quarantined[] = [];
  const counts = new Map(Object.keys(checks).map((field) => [field, { checked: 0, failed: 0 }]));
  for (const [index, row] of rows.entries()) {
    const problems: RowProblem[] = [];
    for (const [field, kinds] of Object.entries(checks)) {
      const count = counts.get(field);
      if (!count || isEmpty(row[field])) continue;
      count.checked += 1;
      const found = problemOf(field, { value: row[field], kinds, today });
      if (!found) continue;
      count.failed += 1;
      problems.push(found);
    }
    if (problems.length > 0) quarantined.push({ index, row, problems });
    else good.push(row);
  }
  return { good, quarantined, counts: Object.fromEntries(counts) };
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

interface Asked {
  readonly value: unknown;
  readonly kinds: readonly IdentityKind[];
  readonly today: string | undefined;
}

/** Nothing where the value is a good number of one of the kinds, else the findings of the kind that comes nearest. */
function problemOf(field: string, { value, kinds, today }: Asked): RowProblem | undefined {
  const text = typeof value === 'string' ? value : String(value);
  const [nearest] = kinds
    .map((kind) => checkIdentity(kind, text, today))
    .sort((a, b) => Number(isShape(a)) - Number(isShape(b)) || a.length - b.length);
  const first = nearest?.[0];
  return first && { field, ...first };
}

const isShape = (findings: readonly { readonly rule: string }[]): boolean => findings[0]?.rule === 'shape';
