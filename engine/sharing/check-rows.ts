/** Rows of a source against the rules of their fields: what fails is set aside, nothing is refused for it. */
import type { MaskKind } from '../model/masks.ts';
import { maskValue } from '../rights/mask.ts';

export interface RowFailure {
  readonly rowKey: string;
  readonly field: string;
  readonly rule: string;
  readonly value: string;
  /** The value as it may be kept. */
  readonly shown: string;
}

export interface FieldTally {
  readonly field: string;
  readonly rule: string;
  readonly checked: number;
  readonly failed: number;
}

/** What a rule says of a value: codes of what is wrong, none where it is good. */
export type RuleOf = (rule: string, value: string) => readonly string[];

export interface SourceRow {
  readonly key: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** `rules` by field. Empty values are not checked: whether they may be missing is another question. */
export function checkRows(
  rows: readonly SourceRow[],
  rules: Readonly<Record<string, string>>,
  ruleOf: RuleOf,
): { readonly tallies: readonly FieldTally[]; readonly failures: readonly RowFailure[] } {
  const failures: RowFailure[] = [];
  const tallies = Object.entries(rules).map(([field, rule]) => {
    const found = rows.flatMap(({ key, values }) => {
      const value = Object.hasOwn(values, field) ? values[field] : undefined;
      return value === undefined || value === null || value === '' ? [] : [{ key, value: String(value) }];
    });
    const bad = found.filter(({ value }) => ruleOf(rule, value).length > 0);
    for (const { key, value } of bad)
      failures.push({ rowKey: key, field, rule, value, shown: String(maskValue(MASK, value)) });
    return { field, rule, checked: found.length, failed: bad.length };
  });
  return { tallies, failures };
}

const MASK: MaskKind = 'idNumber';
