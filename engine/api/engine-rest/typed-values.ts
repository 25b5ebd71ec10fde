/** Variables with a type beside their value, as Camunda 7 writes them, to and from plain JSON. */
import { parse, stringify } from '../../exact-json.ts';
import { ExactNumber } from '../../exact-number.ts';
import { notSupported, record } from './request.ts';

export interface TypedValue {
  readonly type: string;
  readonly value: unknown;
  readonly valueInfo: Readonly<Record<string, unknown>>;
}

const typed = (type: string, value: unknown): TypedValue => ({ type, value, valueInfo: {} });

export const typedVariables = (variables: Readonly<Record<string, unknown>>): Readonly<Record<string, TypedValue>> =>
  Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, typedValue(value)]));

const MAX_INTEGER = 2 ** 31;
const MAX_LONG = 2n ** 63n;

function typedValue(value: unknown): TypedValue {
  if (value === null) return typed('Null', null);
  if (typeof value === 'string') return typed('String', value);
  if (typeof value === 'boolean') return typed('Boolean', value);
  if (typeof value === 'number') return typed(numberType(value), value);
  if (value instanceof ExactNumber && isLong(value)) return typed('Long', value);
  // Lists and objects are JSON in a text, and so is a number that neither Long nor Double holds: every digit stays.
  return typed('Json', stringify(value));
}

function numberType(value: number): string {
  if (!Number.isSafeInteger(value)) return 'Double';
  return value >= -MAX_INTEGER && value < MAX_INTEGER ? 'Integer' : 'Long';
}

function isLong({ text }: ExactNumber): boolean {
  if (!/^-?\d{1,19}$/.test(text)) return false;
  const value = BigInt(text);
  return value >= -MAX_LONG && value < MAX_LONG;
}

/** Plain JSON values by name. Types count without regard to case; without a type the value is taken as it is. */
export function plainVariables(given: unknown, name: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(record(given, name)).map(([key, value]) => [key, plainValue(key, record(value, key))]),
  );
}

function plainValue(name: string, { type, value, valueInfo }: Readonly<Record<string, unknown>>): unknown {
  if (record(valueInfo, 'valueInfo').transient === true) notSupported(`the transient variable "${name}"`);
  if (value === undefined || value === null) return null;
  const reader = READERS[typeof type === 'string' ? type.toLowerCase() : 'any'];
  if (!reader) return notSupported(`the type ${String(type).slice(0, 50)} of "${name}"`);
  const read = reader(value);
  return read === undefined ? notSupported(`the value of "${name}" as ${String(type)}`) : read;
}

type Reader = (value: unknown) => unknown;

const isNumber = (value: unknown): boolean => typeof value === 'number' || value instanceof ExactNumber;
const number: Reader = (value) => {
  if (isNumber(value)) return value;
  return typeof value === 'string' && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value) ? parse(value) : undefined;
};
const whole: Reader = (value) => {
  const read = number(value);
  return read !== undefined && /^-?\d+$/.test(stringify(read)) ? read : undefined;
};
const boolean: Reader = (value) => {
  if (value === 'true' || value === 'false') return value === 'true';
  return typeof value === 'boolean' ? value : undefined;
};
const string: Reader = (value) => (typeof value === 'string' ? value : undefined);

/** `2026-03-02T09:00:00.000+0800`, also with a colon or Z: the time as RFC 3339 writes it. */
const date: Reader = (value) => {
  const match =
    typeof value === 'string' && /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:?\d\d)$/.exec(value);
  if (!match) return undefined;
  const [, local = '', zone = ''] = match;
  const written = `${local}${zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`}`;
  return Number.isNaN(Date.parse(written)) ? undefined : written;
};

/** JSON in a text. */
const json: Reader = (value) => {
  if (typeof value !== 'string') return undefined;
  try {
    return parse(value);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

const READERS: Readonly<Record<string, Reader | undefined>> = {
  __proto__: null as never,
  any: (value) => value,
  boolean,
  date,
  double: number,
  integer: whole,
  json,
  long: whole,
  null: () => null,
  object: json,
  short: whole,
  string,
};
