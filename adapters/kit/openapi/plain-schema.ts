/** A schema of an OpenAPI document as the JSON Schema of a contract: references filled in, words of OpenAPI translated, unknown ones left out. */
import type { JsonSchema } from '../contract.ts';
import { isNode, type Node, nodeOf, OpenApiProblem, resolve } from './document.ts';

const MAX_DEPTH = 12;
/** Parts of one schema with everything filled in: a few that refer to each other ten times each would otherwise be millions. */
const MAX_PARTS = 2_000;

interface Walk {
  readonly document: Node;
  readonly budget: { left: number };
  readonly depth: number;
}

/** Kept as they are. */
const KEPT = [
  'type',
  'enum',
  'const',
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'description',
  'examples',
  'x-tb-level',
  'x-tb-sensitive',
];
/** Formats that are checked; of others the text counts alone. */
const FORMATS = new Set([
  'date',
  'date-time',
  'email',
  'uri',
  'resident-id',
  'residence-permit',
  'permanent-residence-card',
  'credit-code',
  'organisation-code',
  'military-id',
  'passport',
]);

/** Throws `OpenApiProblem` for what has no single shape, or no end. The words `x-tb-…` stay, for `withoutOwnWords` to take away. */
export const plainSchema = (document: Node, value: unknown): JsonSchema =>
  plain({ document, budget: { left: MAX_PARTS }, depth: 0 }, value);

function plain(walk: Walk, value: unknown): JsonSchema {
  const schema = merged(walk, value);
  for (const word of ['oneOf', 'anyOf', 'not'])
    if (schema[word] !== undefined)
      throw new OpenApiProblem(`${word} has no single shape whose values could have a data level`);
  const kept: Record<string, unknown> = {};
  for (const word of KEPT) if (schema[word] !== undefined) kept[word] = schema[word];
  if (typeof schema.format === 'string' && FORMATS.has(schema.format)) kept.format = schema.format;
  if (schema.example !== undefined && kept.examples === undefined) kept.examples = [schema.example];
  bounds(kept);
  return withType(kept, schema, parts(deeper(walk), schema));
}

function deeper(walk: Walk): Walk {
  if (walk.depth >= MAX_DEPTH) throw new OpenApiProblem('a schema is nested without end, or deeper than a contract is');
  return { ...walk, depth: walk.depth + 1 };
}

/** What is referred to; `allOf` is one object with all that each of them says. */
function merged(walk: Walk, value: unknown): Node {
  walk.budget.left--;
  if (walk.budget.left < 0) throw new OpenApiProblem(`a schema has more than ${MAX_PARTS} parts`);
  const { allOf, ...own } = resolve(walk.document, value);
  if (!Array.isArray(allOf)) return own;
  const inner = deeper(walk);
  const all = [...allOf.map((part: unknown) => merged(inner, part)), own];
  return {
    ...Object.assign({}, ...all),
    properties: Object.assign({}, ...all.map((part) => nodeOf(part.properties))),
    required: [...new Set(all.flatMap((part) => (Array.isArray(part.required) ? part.required : [])))],
  };
}

/** OpenAPI 3.0 says by a flag that a bound is no member; JSON Schema has the bound itself. */
function bounds(kept: Record<string, unknown>): void {
  for (const [exclusive, bound] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    if (typeof kept[exclusive] !== 'boolean') continue;
    if (kept[exclusive] && kept[bound] !== undefined) {
      kept[exclusive] = kept[bound];
      delete kept[bound];
    } else delete kept[exclusive];
  }
}

function parts(walk: Walk, schema: Node): Record<string, unknown> {
  const properties = isNode(schema.properties) ? schema.properties : undefined;
  return {
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, plain(walk, inner)])),
      required: (Array.isArray(schema.required) ? schema.required : []).filter((name) =>
        Object.hasOwn(properties, String(name)),
      ),
      ...(schema.additionalProperties === false && { additionalProperties: false }),
    }),
    ...(isNode(schema.items) && { items: plain(walk, schema.items) }),
  };
}

function withType(kept: Record<string, unknown>, schema: Node, inner: Record<string, unknown>): JsonSchema {
  const guessed = inner.properties ? 'object' : inner.items ? 'array' : undefined;
  const type = kept.type ?? guessed;
  const nullable = schema.nullable === true && typeof type === 'string';
  if (nullable && Array.isArray(kept.enum) && !kept.enum.includes(null)) kept.enum = [...kept.enum, null];
  return { ...kept, ...(type !== undefined && { type: nullable ? [type, 'null'] : type }), ...inner };
}

/** The schema as a contract holds it. */
export function withoutOwnWords(schema: JsonSchema): JsonSchema {
  const { 'x-tb-level': _level, 'x-tb-sensitive': _sensitive, ...rest } = schema;
  const properties = rest.properties as Readonly<Record<string, JsonSchema>> | undefined;
  return {
    ...rest,
    ...(properties && {
      properties: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, withoutOwnWords(inner)])),
    }),
    ...(isNode(rest.items) && { items: withoutOwnWords(rest.items) }),
  };
}
