/**
 * A form written as JSON Schema (draft 2020-12, the part of it that says what a person fills in) as the form-js form that asks for the same. What
 * has no field that could ask for it is refused, never ignored. `title` and `x-title-en` are the label; `x-level`, `x-mask`, `x-sensitive` and
 * `x-purpose` the grade; `x-source` the entry of the data catalogue that has it; `x-hide` is a FEEL condition, `x-multiline` asks for a larger field. An
 * array of texts with the format `attachment` asks for files; `x-accept` says of which kinds.
 */
import type { FieldProblem } from '../errors.ts';
import { isJson, type Json, jsonAt, listAt, textAt } from './component.ts';

const SCHEMA_VERSION = 16;
const MAX_DEPTH = 20;

/** A JSON Schema has no components; a form-js form always has. */
export const isJsonSchema = (json: Json): boolean =>
  json.components === undefined &&
  (typeof json.$schema === 'string' || (json.type === 'object' && isJson(json.properties)));

export interface Converted {
  readonly schema: Json;
  readonly problems: readonly FieldProblem[];
}

/** `$id` is the key of the form. */
export function toFormJs(source: Json): Converted {
  const problems: FieldProblem[] = [];
  const components = objectFields({ schema: source, path: '', depth: 0 }, problems);
  const id = textAt(source, '$id') ?? textAt(source, 'x-key');
  return {
    schema: { type: 'default', ...(id === undefined ? {} : { id }), schemaVersion: SCHEMA_VERSION, components },
    problems,
  };
}

interface Place {
  readonly schema: Json;
  readonly path: string;
  readonly depth: number;
}

const COMMON = [
  'title',
  'description',
  'type',
  'x-title-en',
  'x-description-en',
  'x-level',
  'x-mask',
  'x-sensitive',
  'x-purpose',
  'x-source',
  'x-hide',
  'readOnly',
  'default',
];
/** Keywords that a field of each type can ask for. */
const KEYWORDS: Readonly<Record<string, readonly string[]>> = {
  string: ['enum', 'oneOf', 'minLength', 'maxLength', 'pattern', 'format', 'x-multiline'],
  number: ['minimum', 'maximum', 'multipleOf'],
  integer: ['minimum', 'maximum', 'multipleOf'],
  boolean: ['const'],
  array: ['items', 'uniqueItems', 'maxItems', 'x-accept'],
  object: ['properties', 'required', 'additionalProperties'],
};
const ROOT = ['$schema', '$id', 'x-key'];

function objectFields({ schema, path, depth }: Place, problems: FieldProblem[]): Json[] {
  checkKeywords({ schema, path, depth }, problems);
  if (depth > MAX_DEPTH)
    return refuse(problems, path, [`it nests deeper than ${MAX_DEPTH} levels`, `嵌套超过 ${MAX_DEPTH} 层`]);
  const required = new Set(listAt(schema, 'required'));
  return Object.entries(jsonAt(schema, 'properties')).flatMap(([name, property]) => {
    const at = path === '' ? name : `${path}.${name}`;
    if (!isJson(property)) return refuse(problems, at, ['it is no schema of a field', '不是字段的模式']);
    if (name.includes('.')) return refuse(problems, at, ['its name has a dot', '字段名含有“.”']);
    return fieldOf({ schema: property, path: at, depth: depth + 1 }, { name, required: required.has(name), problems });
  });
}

interface Asked {
  readonly name: string;
  readonly required: boolean;
  readonly problems: FieldProblem[];
}

function fieldOf(place: Place, { name, required, problems }: Asked): Json[] {
  const { schema, path } = place;
  const type = textAt(schema, 'type');
  const common = {
    id: `field_${path.replace(/\W/g, '_')}`,
    label: textAt(schema, 'title') ?? name,
    ...gradeOf(schema),
    ...conditionOf(schema),
  };
  if (type === 'object') return [{ ...common, type: 'group', path: name, components: objectFields(place, problems) }];
  const items = jsonAt(schema, 'items');
  if (type === 'array' && textAt(items, 'type') === 'object') {
    checkKeywords(place, problems);
    const components = objectFields({ schema: items, path, depth: place.depth + 1 }, problems);
    return [{ ...common, type: 'dynamiclist', path: name, components }];
  }
  checkKeywords(place, problems);
  const field = type === undefined ? undefined : FIELDS[type]?.(schema);
  if (!field)
    return refuse(problems, path, [
      `its type "${String(schema.type)}" has no field`,
      `类型“${String(schema.type)}”没有对应的字段`,
    ]);
  const { validate = {}, ...shape } = field;
  const written = schema.readOnly === true ? { disabled: true } : {};
  return [
    { ...common, ...shape, ...written, key: name, validate: { ...validate, ...(required && { required: true }) } },
  ];
}

interface Shape {
  readonly validate?: Json;
  readonly [name: string]: unknown;
}

const FIELDS: Readonly<Record<string, (schema: Json) => Shape | undefined>> = {
  string: textField,
  number: (schema) => numberField(schema),
  integer: (schema) => ({ ...numberField(schema), decimalDigits: 0 }),
  boolean: () => ({ type: 'checkbox' }),
  array: (schema) => {
    const items = jsonAt(schema, 'items');
    if (textAt(items, 'format') === 'attachment') return fileField(schema);
    const values = optionsOf(items);
    return values && { type: 'checklist', values };
  },
};

const TIMES: Readonly<Record<string, string>> = { date: 'date', time: 'time', 'date-time': 'datetime' };
const KINDS: Readonly<Record<string, string>> = { email: 'email', phone: 'phone' };

function textField(schema: Json): Shape | undefined {
  const values = optionsOf(schema);
  if (values) return { type: 'select', values };
  const format = textAt(schema, 'format');
  const subtype = TIMES[format ?? ''];
  if (subtype !== undefined) return { type: 'datetime', subtype };
  if (format !== undefined && KINDS[format] === undefined) return undefined;
  const validate = {
    ...picked(schema, ['minLength', 'maxLength', 'pattern']),
    ...(format !== undefined && { validationType: KINDS[format] }),
  };
  return { type: schema['x-multiline'] === true ? 'textarea' : 'textfield', validate };
}

function numberField(schema: Json): Shape {
  const { minimum: min, maximum: max, multipleOf: increment } = schema;
  return {
    type: 'number',
    ...(increment !== undefined && { increment }),
    validate: { ...(min !== undefined && { min }), ...(max !== undefined && { max }) },
  };
}

/** Ids of attachments: as many as one likes, or one where `maxItems` says so. */
function fileField({ maxItems, 'x-accept': accept }: Json): Shape | undefined {
  if (maxItems !== undefined && maxItems !== 1) return undefined;
  return { type: 'filepicker', multiple: maxItems !== 1, ...(accept !== undefined && { accept }) };
}

/** `enum`, or `oneOf` with `const` and `title`. */
function optionsOf(schema: Json): Json[] | undefined {
  if (Array.isArray(schema.enum)) return schema.enum.map((value: unknown) => ({ label: String(value), value }));
  if (!Array.isArray(schema.oneOf)) return undefined;
  return schema.oneOf.filter(isJson).map((option) => ({
    label: textAt(option, 'title') ?? String(option.const),
    value: option.const,
    ...(textAt(option, 'x-title-en') === undefined ? {} : { labelEn: option['x-title-en'] }),
  }));
}

function gradeOf(schema: Json): { readonly properties: Json } {
  const names = {
    'x-title-en': 'labelEn',
    'x-level': 'level',
    'x-mask': 'mask',
    'x-sensitive': 'sensitive',
    'x-purpose': 'purpose',
    'x-source': 'source',
  };
  const found = Object.entries(names).flatMap(([from, to]) =>
    schema[from] === undefined ? [] : [[to, schema[from]] as const],
  );
  return { properties: Object.fromEntries(found) };
}

function conditionOf(schema: Json): Json {
  const hide = textAt(schema, 'x-hide');
  return hide === undefined ? {} : { conditional: { hide } };
}

const picked = (schema: Json, names: readonly string[]): Json =>
  Object.fromEntries(names.filter((name) => schema[name] !== undefined).map((name) => [name, schema[name]]));

function checkKeywords({ schema, path, depth }: Place, problems: FieldProblem[]): void {
  const type = textAt(schema, 'type') ?? (depth === 0 ? 'object' : '');
  const admitted = new Set([...COMMON, ...(KEYWORDS[type] ?? []), ...(depth === 0 ? ROOT : [])]);
  for (const keyword of Object.keys(schema)) {
    if (!admitted.has(keyword))
      refuse(problems, path, [`the keyword "${keyword}" is not supported there`, `此处不支持关键字“${keyword}”`]);
  }
}

function refuse(problems: FieldProblem[], path: string, [message, messageZh]: readonly [string, string]): [] {
  problems.push({ path, message, messageZh });
  return [];
}
