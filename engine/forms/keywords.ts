/** Keywords and formats that form-js fields need besides those of JSON Schema; both validators know them. */
import { checkIdentity, doubtIdentity, IDENTITY_KINDS, type IdentityKind } from '../identity/identity.ts';
import { isDate, isDateTime, isEmail, isPhone, isTime } from './formats.ts';
import { matchPattern } from './pattern.ts';

export interface Keyword {
  readonly keyword: string;
  /** Of the values it is about; others are let through. */
  readonly type: 'number' | 'string';
  readonly schemaType: 'number' | 'string' | 'object' | 'array';
  holds(schema: never, value: never): boolean;
}

interface NumberShape {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly decimalDigits?: number;
  readonly increment?: number;
}

export const KEYWORDS: readonly Keyword[] = [
  {
    keyword: 'decimalDigits',
    type: 'number',
    schemaType: 'number',
    holds: (n: number, v: number) => hasDecimals(v, n),
  },
  { keyword: 'increment', type: 'number', schemaType: 'number', holds: (n: number, v: number) => isMultiple(v, n) },
  {
    keyword: 'formPattern',
    type: 'string',
    schemaType: 'string',
    holds: (pattern: string, value: string) => matchPattern(value, pattern) === true,
  },
  {
    keyword: 'numericText',
    type: 'string',
    schemaType: 'object',
    holds: (shape: NumberShape, value: string) =>
      /^-?\d{1,300}(\.\d{1,300})?$/.test(value) && fits(Number(value), shape),
  },
  {
    keyword: 'identity',
    type: 'string',
    schemaType: 'array',
    holds: (kinds: readonly IdentityKind[], value: string) =>
      kinds.some((kind) => checkIdentity(kind, value).length === 0),
  },
  {
    // Of a number that is good: whether nothing is odd about it.
    keyword: 'identityUsual',
    type: 'string',
    schemaType: 'array',
    holds: (kinds: readonly IdentityKind[], value: string) =>
      kinds.every((kind) => checkIdentity(kind, value).length > 0) ||
      kinds.some((kind) => checkIdentity(kind, value).length === 0 && doubtIdentity(kind, value).length === 0),
  },
];

export const FORMATS: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ...(Object.keys(IDENTITY_KINDS) as IdentityKind[]).map(
    (kind) => [kind, (value: string) => checkIdentity(kind, value).length === 0] as const,
  ),
  ['form-date', isDate],
  ['form-time', isTime],
  ['form-datetime', isDateTime],
  ['email', isEmail],
  ['phone', isPhone],
]);

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
