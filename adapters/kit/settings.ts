/** Settings of a connection, as they come from a file: checked before anything is built from them. */
import type { JsonSchema } from './contract.ts';
import { compileSchema } from './schemas.ts';

/** Throws with every place that does not fit. */
export function checkedSettings<T>(kind: string, schema: JsonSchema, settings: unknown): T {
  const problems = compileSchema(schema)(settings);
  if (problems.length > 0)
    throw new Error(`Expected settings of ${kind}, but they do not fit at ${problems.join(', ')}.`);
  return settings as T;
}

export const text: JsonSchema = { type: 'string', minLength: 1 };
export const port: JsonSchema = { type: 'integer', minimum: 1, maximum: 65_535 };
export const texts: JsonSchema = { type: 'array', items: text };
export const textMap: JsonSchema = { type: 'object', additionalProperties: { type: 'string' } };
/** `secret:NAME`: passwords and keys are never written into the file. */
export const secret: JsonSchema = { type: 'string', pattern: '^secret:[A-Z][A-Z0-9_]{0,63}$' };

/** A closed object; `optional` names what may be missing. */
export const object = (properties: JsonSchema, optional: readonly string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false,
});

export const mapOf = (item: JsonSchema): JsonSchema => ({ type: 'object', additionalProperties: item });
