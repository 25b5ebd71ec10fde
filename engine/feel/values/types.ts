import { ExactNumber } from '../../exact-number.ts';
import type { Run } from '../run.ts';
import { FeelDuration } from './duration.ts';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.ts';

/** A context: only its own properties count, whatever its prototype. */
export interface FeelContext {
  readonly [name: string]: Value;
}

/** Every value FEEL knows (DMN 1.3 §10.3.2). JSON values are values as they are. */
export type Value =
  | null
  | boolean
  | number
  | ExactNumber
  | string
  | readonly Value[]
  | FeelContext
  | FeelDate
  | FeelTime
  | FeelDateTime
  | FeelDuration
  | FeelRange
  | FeelFunction;

/** A range (DMN 1.3 §10.3.2.7); an end that is null is open towards infinity. */
export class FeelRange {
  readonly start: Value;
  readonly end: Value;
  readonly startIncluded: boolean;
  readonly endIncluded: boolean;

  constructor(start: Value, end: Value, startIncluded = true, endIncluded = true) {
    this.start = start;
    this.end = end;
    this.startIncluded = startIncluded && start !== null;
    this.endIncluded = endIncluded && end !== null;
  }
}

/**
 * A function: defined in an expression, or built in. `call` takes the arguments in the order of `parameters`, missing
 * ones null.
 */
export class FeelFunction {
  readonly parameters: readonly string[];
  /** The last parameter takes all further arguments. */
  readonly variadic: boolean;
  readonly call: (args: readonly Value[], run: Run) => Value;

  constructor(parameters: readonly string[], variadic: boolean, call: FeelFunction['call']) {
    this.parameters = parameters;
    this.variadic = variadic;
    this.call = call;
  }
}

export type TypeName =
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'list'
  | 'context'
  | 'date'
  | 'time'
  | 'date time'
  | 'duration'
  | 'range'
  | 'function';

/** The type of a value; foreign objects that slipped in with a variable count as null. */
export function typeOf(value: Value): TypeName {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'object':
      return typeOfObject(value);
    default:
      return 'null';
  }
}

function typeOfObject(value: Exclude<Value, string | number | boolean>): TypeName {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return 'context';
  if (value instanceof ExactNumber) return 'number';
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelDateTime) return 'date time';
  if (value instanceof FeelDuration) return 'duration';
  if (value instanceof FeelTime) return 'time';
  if (value instanceof FeelRange) return 'range';
  if (value instanceof FeelFunction) return 'function';
  return 'null';
}

export const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

export const isContext = (value: Value): value is FeelContext => typeOf(value) === 'context';

/**
 * Takes a value of the host as a FEEL value; what FEEL has no type for (functions, symbols, foreign objects) becomes
 * null.
 */
export function fromHost(value: unknown): Value {
  const candidate = value as Value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeOf(candidate) === 'null' ? null : candidate;
}
