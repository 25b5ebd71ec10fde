import { scopeOf } from '../../engine/feel/scope.ts';
import type { KnownOperation, MappingRow } from './known-contract.ts';
import type { Compile } from './schema-doubts.ts';

export interface MappingResult {
  readonly name: string;
  readonly passed: boolean;
  /** As JSON; why there is none where an expression fails. */
  readonly got: string;
}

/** The unit tests of a mapping table, run where it is looked at: the same rows and expressions as in front of the department. */
export function runMappingTests({ mapping }: KnownOperation, compile: Compile): readonly MappingResult[] {
  return (mapping?.tests ?? []).map(({ name, direction, given, expected }) => {
    const mapped = map(mapping?.[direction], given, compile);
    if (!mapped.ok) return { name, passed: false, got: mapped.reason };
    return { name, passed: sameJson(mapped.values, expected), got: JSON.stringify(mapped.values) };
  });
}

type Values = Readonly<Record<string, unknown>>;
type Mapped = { readonly ok: true; readonly values: Values } | { readonly ok: false; readonly reason: string };

/** Without rows everything passes as it is. */
function map(rows: readonly MappingRow[] | undefined, given: Values, compile: Compile): Mapped {
  if (!rows) return { ok: true, values: given };
  const values: [string, unknown][] = [];
  for (const { to, from } of rows) {
    const compiled = compile(from);
    const outcome = compiled.ok ? compiled.value.evaluate(scopeOf({ ...given, request: given })) : compiled;
    if (!outcome.ok) return { ok: false, reason: `${to} = ${from}` };
    values.push([to, outcome.value]);
  }
  return { ok: true, values: Object.fromEntries(values) };
}

const sameJson = (one: unknown, other: unknown): boolean => ordered(one) === ordered(other);

/** The order of names means nothing. */
const ordered = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
