import type { Words } from '../properties/field.ts';
import { DOUBTS, NO_TEMPLATE } from './dictionary.ts';
import { holdsCode, sourceOf, targetOf } from './targets.ts';
import type { Choice, Condition, ElementTemplate, PropertyType, TemplateProperty } from './template.ts';

type Json = Readonly<Record<string, unknown>>;

export interface ReadTemplates {
  readonly templates: readonly ElementTemplate[];
  /** Why there are none, or not all of them. */
  readonly refused: readonly Words[];
}

const MAX_LENGTH = 1024 * 1024;
const MAX_TEMPLATES = 200;
const MAX_PROPERTIES = 300;
const MAX_DEPTH = 8;
const TYPES: ReadonlySet<unknown> = new Set<PropertyType>([
  'String',
  'Text',
  'Number',
  'Boolean',
  'Dropdown',
  'Hidden',
]);

/** One template, or a list of them. Whatever the file holds, texts stay texts. */
export function readTemplates(text: string): ReadTemplates {
  if (text.length > MAX_LENGTH) return { templates: [], refused: [NO_TEMPLATE.long] };
  let found: unknown;
  try {
    found = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { templates: [], refused: [NO_TEMPLATE.json] }; // No JSON is no template.
  }
  const listed = (Array.isArray(found) ? found : [found]).slice(0, MAX_TEMPLATES);
  const read = listed.map(readTemplate);
  return {
    templates: read.flatMap((one) => ('properties' in one ? [one] : [])),
    refused: read.length === 0 ? [NO_TEMPLATE.shape] : read.flatMap((one) => ('properties' in one ? [] : [one])),
  };
}

function readTemplate(found: unknown): ElementTemplate | Words {
  if (!isJson(found)) return NO_TEMPLATE.shape;
  const { id, name, properties } = found;
  const appliesTo = typesOf(found);
  if (typeof id !== 'string' || typeof name !== 'string' || !Array.isArray(properties) || appliesTo.length === 0)
    return NO_TEMPLATE.shape;
  const listed = properties.slice(0, MAX_PROPERTIES).filter(isJson);
  if (listed.some((property) => holdsCode(bindingOf(property)))) return NO_TEMPLATE.code(name);
  const read = listed.map((property, index) => readProperty(property, index));
  return {
    id,
    name,
    description: textOf(found.description),
    appliesTo,
    properties: read.flatMap(({ property }) => (property ? [property] : [])),
    doubts: read.flatMap(({ doubts }) => doubts),
  };
}

/** The type an element becomes is one it is applied to. */
function typesOf({ appliesTo, elementType }: Json): readonly string[] {
  const becomes = isJson(elementType) && typeof elementType.value === 'string' ? [elementType.value] : [];
  const listed = Array.isArray(appliesTo) ? appliesTo.filter((type) => typeof type === 'string') : [];
  return [...new Set([...listed, ...becomes])];
}

const kindOf = ({ type, name }: Json): string => (type === 'property' ? textOf(name) : textOf(type));

const bindingOf = (property: Json): Json => (isJson(property.binding) ? property.binding : {});

interface ReadProperty {
  readonly property?: TemplateProperty;
  readonly doubts: readonly Words[];
}

function readProperty(found: Json, index: number): ReadProperty {
  const binding = bindingOf(found);
  const label =
    textOf(found.label) || textOf(found.id) || textOf(binding.name) || textOf(binding.property) || `#${index + 1}`;
  const leave = (doubt: Words): ReadProperty => ({ doubts: [doubt] });
  if (found.generatedValue !== undefined) return leave(DOUBTS.generated(label));
  const target = targetOf(binding);
  if (target === 'implied') return { doubts: [] };
  if (target === 'retries') return leave(DOUBTS.retries);
  const type = found.type ?? 'String';
  if (target === null || !TYPES.has(type)) return leave(DOUBTS.binding(label, kindOf(binding) || String(type)));
  if (target === 'expression') return leave(DOUBTS.expression(label, textOf(binding.source)));
  const value = target.kind === 'output' ? plainText(found.value) : sourceOf(plainText(found.value));
  if (value === null) return leave(DOUBTS.expression(label, plainText(found.value)));
  const condition = found.condition === undefined ? null : readCondition(found.condition, 0);
  if (condition === undefined) return leave(DOUBTS.condition(label));
  const constraints = isJson(found.constraints) ? found.constraints : {};
  const pattern = limitOf(constraints.pattern);
  const property: TemplateProperty = {
    key: textOf(found.id) || `#${index + 1}`,
    label,
    description: textOf(found.description),
    type: type as PropertyType,
    value,
    choices: choicesOf(found.choices),
    editable: found.editable !== false,
    target,
    isExpression: found.feel === 'required',
    notEmpty: constraints.notEmpty === true && found.optional !== true,
    minLength: lengthOf(constraints.minLength) ?? 0,
    maxLength: lengthOf(constraints.maxLength) ?? Number.POSITIVE_INFINITY,
    condition,
  };
  return { property, doubts: typeof pattern === 'string' ? [DOUBTS.pattern(label, pattern)] : [] };
}

const choicesOf = (choices: unknown): readonly Choice[] =>
  (Array.isArray(choices) ? choices : [])
    .filter(isJson)
    .map(({ name, value }) => ({ name: textOf(name) || plainText(value), value: plainText(value) }));

/** Undefined where it is none that is known. */
function readCondition(found: unknown, depth: number): Condition | undefined {
  if (!isJson(found) || depth > MAX_DEPTH) return undefined;
  const { property, equals, oneOf, isActive, allMatch } = found;
  if (Array.isArray(allMatch)) {
    const all = allMatch.map((one) => readCondition(one, depth + 1));
    return all.some((one) => one === undefined) ? undefined : { all: all as Condition[] };
  }
  if (typeof property !== 'string') return undefined;
  if (typeof isActive === 'boolean') return { property, isActive };
  if (Array.isArray(oneOf)) return { property, oneOf: oneOf.map(plainText) };
  return equals === undefined ? undefined : { property, oneOf: [plainText(equals)] };
}

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Numbers and truth values as they are written; nothing else is a value. */
const plainText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';

/** A limit alone, or with a message of its own. */
const limitOf = (limit: unknown): unknown => (isJson(limit) ? limit.value : limit);

function lengthOf(limit: unknown): number | undefined {
  const value = limitOf(limit);
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
