/** The one JSON Schema validator of forms, with the keywords and formats that form-js fields need besides the standard ones. */
import { Ajv, type ErrorObject } from 'ajv';
import type { JsonSchema } from './field-tree.ts';
import { FORMATS, KEYWORDS } from './keywords.ts';

const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, messages: false });
for (const { keyword, type, schemaType, holds } of KEYWORDS) {
  const validate = (schema: unknown, value: unknown) => holds(schema as never, value as never);
  ajv.addKeyword({ keyword, type, schemaType, validate });
}
for (const [name, check] of FORMATS) ajv.addFormat(name, check);

export type ValidationError = Pick<ErrorObject, 'keyword' | 'instancePath' | 'params'>;

export type Validate = (value: unknown) => readonly ValidationError[];

/** Makes a validator of a schema. */
export type CompileSchema = (schema: JsonSchema | boolean) => Validate;

/** Compiles a schema; it is kept by the caller only. */
export function compileSchema(schema: JsonSchema | boolean): Validate {
  const validate = ajv.compile(schema);
  ajv.removeSchema(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []));
}
