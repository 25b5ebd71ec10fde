import type { JsonSchema } from './contract.ts';

/**
 * What the schema names of a value. Whatever else a department says has no data level, so it does not come in; a schema that is closed
 * (`additionalProperties: false`) still gets to see it, and refuses it. Objects of which it names nothing stay as they are.
 */
export function namedValues(schema: JsonSchema, value: unknown): unknown {
  if (Array.isArray(value)) {
    const { items } = schema;
    return isObject(items) ? value.map((item) => namedValues(items, item)) : value;
  }
  const { properties } = schema;
  if (!isObject(value) || !isObject(properties)) return value;
  const isOpen = schema.additionalProperties === undefined || schema.additionalProperties === true;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
      if (Object.hasOwn(properties, name)) return [[name, namedValues(properties[name] as JsonSchema, inner)]];
      return isOpen ? [] : [[name, inner]];
    }),
  );
}

/** Of JSON; an exact number is none of these. */
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
