import { isDeepStrictEqual } from 'node:util';
import type { Mapping, MappingRow, Values } from './contract.ts';
import { compileTemplate, type Template } from './template.ts';

export type Compiled =
  | { readonly ok: true; readonly map: (values: Values, request?: Values) => Values }
  | { readonly ok: false; readonly problems: readonly string[] };

/** A table of rows as a function. A row that gives null is written as null: what was asked for is there. */
export function compileMapping(rows: readonly MappingRow[]): Compiled {
  const problems: string[] = [];
  const compiled: (readonly [string, Template])[] = [];
  for (const { to, from } of rows) {
    try {
      compiled.push([to, compileTemplate(`=${from}`)]);
    } catch {
      problems.push(`the mapping to ${to} is no FEEL: ${from}`);
    }
  }
  if (problems.length > 0) return { ok: false, problems };
  const map = (values: Values, request: Values = values): Values =>
    Object.fromEntries(compiled.map(([to, from]) => [to, from({ ...values, request })]));
  return { ok: true, map };
}

/** Throws where a row is no FEEL, which a contract that was read cannot have. */
export function mappingOf(rows: readonly MappingRow[] | undefined): (values: Values, request?: Values) => Values {
  if (!rows) return (values) => values;
  const compiled = compileMapping(rows);
  if (!compiled.ok) throw new Error(compiled.problems.join('; '));
  return compiled.map;
}

/** `got` is null where the test passes, else what came instead. */
export function runMappingTests(mapping: Mapping): { readonly name: string; readonly got: Values | null }[] {
  return mapping.tests.map(({ name, direction, given, expected }) => {
    const got = mappingOf(mapping[direction])(given);
    return { name, got: isDeepStrictEqual(JSON.parse(JSON.stringify(got)), expected) ? null : got };
  });
}
