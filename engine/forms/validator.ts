/** The one JSON Schema validator of forms, with the keywords and formats that form-js fields need besides the standard ones. */
import { Ajv, type ErrorObject } from 'ajv';
import { checkIdentity, IDENTITY_KINDS, type IdentityKind } from '../identity/identity.ts';
import type { JsonSchema } from './field-tree.ts';
import { isDate, isDateTime, isEmail, isPhone, isTime } from './formats.ts';
import { matchPattern } from './pattern.ts';

interface NumberShape {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly decimalDigits?: number;
  readonly increment?: number;
}

const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, messages: false });
ajv.addKeyword({
  keyword: 'decimalDigits',
  type: 'number',
  schemaType: 'number',
  validate: (digits: number, value: number) => hasDecimals(value, digits),
});
ajv.addKeyword({
  keyword: 'increment',
  type: 'number',
  schemaType: 'number',
  validate: (increment: number, value: number) => isMultiple(value, increment),
});
ajv.addKeyword({
  keyword: 'formPattern',
  type: 'string',
  schemaType: 'string',
  validate: (pattern: string, value: string) => matchPattern(value, pattern) === true,
});
ajv.addKeyword({
  keyword: 'numericText',
  type: 'string',
  schemaType: 'object',
  validate: (shape: NumberShape, value: string) =>
    /^-?\d{1,300}(\.\d{1,300})?$/.test(value) && fits(Number(value), shape),
});
ajv.addKeyword({
  keyword: 'identity',
  type: 'string',
  schemaType: 'array',
  validate: (kinds: readonly IdentityKind[], value: string) =>
    kinds.some((kind) => checkIdentity(kind, value).length === 0),
});
for (const kind of Object.keys(IDENTITY_KINDS) as IdentityKind[])
  ajv.addFormat(kind, (value: string) => checkIdentity(kind, value).length === 0);
ajv.addFormat('form-date', isDate);
ajv.addFormat('form-time', isTime);
ajv.addFormat('form-datetime', isDateTime);
ajv.addFormat('email', isEmail);
ajv.addFormat('phone', isPhone);

export type Validate = (value: unknown) => readonly ErrorObject[];

/** Compiles a schema; it is kept by the caller only. */
export function compileSchema(schema: JsonSchema | boolean): Validate {
  const validate = ajv.compile(schema);
  ajv.removeSchema(schema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []));
}

function fits(value: number, { minimum, maximum, decimalDigits, increment }: NumberShape): boolean {
  return (
    value >= (minimum ?? Number.NEGATIVE_INFINITY) &&
    value <= (maximum ?? Number.POSITIVE_INFINITY) &&
    (decimalDigits === undefined || hasDecimals(value, decimalDigits)) &&
    (increment === undefined || isMultiple(value, increment))
  );
}

/** toFixed takes up to 100 digits. */
function hasDecimals(value: number, digits: number): boolean {
  return Number(value.toFixed(Math.min(Math.max(digits, 0), 100))) === value;
}

/** Binary fractions are compared with the tolerance they need: 0.3 is three times 0.1. */
function isMultiple(value: number, increment: number): boolean {
  if (increment <= 0) return true;
  const times = value / increment;
  return Math.abs(times - Math.round(times)) <= 1e-9 * Math.max(1, Math.abs(times));
}
