import type { TObject } from 'typebox';

const NESTED = /^(\w+)\[([^\][]+)\](?:\[([^\][]+)\])?$/;

/**
 * Query parameters that are objects in the contract: `variables[name]=value` and `variables[name][from]=value` (OpenAPI 3.1, style deepObject).
 * Whatever else looks like that stays as it is, and is refused as unknown.
 */
export function nestQuery(
  query: Readonly<Record<string, unknown>>,
  schema: TObject | undefined,
): Record<string, unknown> {
  const objects = new Map<string, Map<string, unknown>>();
  const flat: [string, unknown][] = [];
  for (const [name, value] of Object.entries(query)) {
    const [, object = '', key = '', end] = NESTED.exec(name) ?? [];
    if (!isObject(schema, object)) flat.push([name, value]);
    else objects.set(object, put(objects.get(object) ?? new Map(), { key, end, value }));
  }
  const nested = [...objects].map(([name, entries]): [string, unknown] => [name, plain(entries)]);
  return Object.fromEntries([...flat, ...nested]);
}

const isObject = (schema: TObject | undefined, name: string): boolean =>
  Object.hasOwn(schema?.properties ?? {}, name) &&
  (schema?.properties[name] as { readonly type?: unknown } | undefined)?.type === 'object';

interface Entry {
  readonly key: string;
  readonly end: string | undefined;
  readonly value: unknown;
}

/** A name with a value and with ends as well is neither: the value is then of no admitted shape. */
function put(entries: Map<string, unknown>, { key, end, value }: Entry): Map<string, unknown> {
  const known = entries.get(key);
  if (end === undefined) return entries.set(key, known === undefined ? value : [known, value]);
  if (known !== undefined && !(known instanceof Map)) return entries.set(key, [known, value]);
  return entries.set(key, (known ?? new Map()).set(end, value));
}

function plain(value: unknown): unknown {
  return value instanceof Map ? Object.fromEntries([...value].map(([name, inner]) => [name, plain(inner)])) : value;
}
