/**
 * The validator of forms where no code may be made of text: pages forbid it (content security policy). Slower than the other, and of one
 * mind with it about every schema that a form gives.
 */
import type { JsonSchema } from './field-tree.ts';
import { FORMATS, KEYWORDS } from './keywords.ts';
import type { CompileSchema, ValidationError } from './validator.ts';

type Find = (rule: never, value: never, at: Place) => readonly ValidationError[];

interface Place {
  readonly path: string;
  readonly schema: JsonSchema;
}

type Type = 'string' | 'number' | 'boolean' | 'array' | 'object' | 'null';

/** As `compileSchema`. Throws for a keyword it does not know: nothing is passed over. */
export const interpretSchema: CompileSchema = (schema) => (value) => check(schema, value, '');

function check(schema: JsonSchema | boolean, value: unknown, path: string): ValidationError[] {
  if (typeof schema === 'boolean') return schema ? [] : [error('false schema', path)];
  return Object.entries(schema).flatMap(([name, rule]) => {
    const known = RULES.get(name);
    if (!known) throw new Error(`Expected a keyword of forms, but found "${name}".`);
    if (known.type !== null && known.type !== typeOf(value)) return [];
    return known.find(rule as never, value as never, { path, schema });
  });
}

const error = (keyword: string, instancePath: string, params: Record<string, unknown> = {}): ValidationError => ({
  keyword,
  instancePath,
  params,
});

function typeOf(value: unknown): Type | null {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number' && !Number.isFinite(value)) return null;
  return ['string', 'number', 'boolean', 'object'].includes(typeof value) ? (typeof value as Type) : null;
}

const escaped = (name: string): string => name.replace(/~/g, '~0').replace(/\//g, '~1');

const asText = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeOf(inner) === 'object'
      ? Object.fromEntries(Object.entries(inner as object).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

const limit = (keyword: string, type: Type, exceeds: (value: never, bound: number) => boolean) =>
  rule(keyword, type, (bound: number, value: never, { path }) =>
    exceeds(value, bound) ? [error(keyword, path, { limit: bound })] : [],
  );

const rule = (keyword: string, type: Type | null, find: Find): [string, { type: Type | null; find: Find }] => [
  keyword,
  { type, find },
];

const RULES: ReadonlyMap<string, { readonly type: Type | null; readonly find: Find }> = new Map([
  rule('type', null, (type: Type, value: unknown, { path }) =>
    typeOf(value) === type ? [] : [error('type', path, { type })],
  ),
  rule('enum', null, (options: readonly unknown[], value: unknown, { path }) =>
    options.some((option) => asText(option) === asText(value)) ? [] : [error('enum', path)],
  ),
  rule('properties', 'object', (properties: Readonly<Record<string, JsonSchema>>, value: object, { path }) =>
    Object.entries(properties).flatMap(([name, schema]) =>
      Object.hasOwn(value, name) && value[name as never] !== undefined
        ? check(schema, value[name as never], `${path}/${escaped(name)}`)
        : [],
    ),
  ),
  rule('additionalProperties', 'object', (allowed: boolean, value: object, { path, schema }) =>
    Object.keys(value)
      .filter((name) => !allowed && !Object.hasOwn((schema.properties ?? {}) as object, name))
      .map((additionalProperty) => error('additionalProperties', path, { additionalProperty })),
  ),
  rule('items', 'array', (schema: JsonSchema | boolean, value: readonly unknown[], { path }) =>
    value.flatMap((item, index) => check(schema, item, `${path}/${index}`)),
  ),
  rule('uniqueItems', 'array', (wanted: boolean, value: readonly unknown[], { path }) =>
    wanted && new Set(value.map(asText)).size < value.length ? [error('uniqueItems', path)] : [],
  ),
  limit('maxItems', 'array', (value: readonly unknown[], bound) => value.length > bound),
  limit('minLength', 'string', (value: string, bound) => [...value].length < bound),
  limit('maxLength', 'string', (value: string, bound) => [...value].length > bound),
  limit('minimum', 'number', (value: number, bound) => value < bound),
  limit('maximum', 'number', (value: number, bound) => value > bound),
  rule('format', 'string', (format: string, value: string, { path }) =>
    FORMATS.get(format)?.(value) ? [] : [error('format', path, { format })],
  ),
  ...KEYWORDS.map(({ keyword, type, holds }) =>
    rule(keyword, type, (schema: never, value: never, { path }) =>
      holds(schema, value) ? [] : [error(keyword, path)],
    ),
  ),
]);
