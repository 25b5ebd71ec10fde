import type { Run } from '../run.ts';
import type { FeelNumber } from '../values/decimal.ts';
import type { FeelDuration } from '../values/duration.ts';
import type { FeelDate, FeelDateTime, FeelTime } from '../values/temporal.ts';
import { dateOf, midnightOf, timeOf } from '../values/temporal-parts.ts';
import {
  type FeelContext,
  type FeelFunction,
  type FeelRange,
  isList,
  type TypeName,
  typeOf,
  type Value,
} from '../values/types.ts';
import { BuiltinFunction } from './builtin-function.ts';

interface Kinds {
  any: Value;
  boolean: boolean;
  context: FeelContext;
  date: FeelDate;
  'date time': FeelDateTime;
  duration: FeelDuration;
  function: FeelFunction;
  list: readonly Value[];
  number: FeelNumber;
  range: FeelRange;
  string: string;
  time: FeelTime;
}

type Kind = keyof Kinds;
/** The name of a parameter and its type; with `?` it may be missing or null, and is null then. */
type Parameter = readonly [name: string, kind: Kind | `${Kind}?`];
type Argument<K> = K extends `${infer B extends Kind}?` ? Kinds[B] | null : K extends Kind ? Kinds[K] : never;
type Arguments<P extends readonly Parameter[]> = { -readonly [I in keyof P]: Argument<P[I][1]> };

/** A built-in function that still lacks its name. */
export type Definition = (name: string) => BuiltinFunction;

/**
 * Defines a built-in function. Arguments are converted as FEEL does implicitly (DMN 1.3 §10.3.2.9.4): a list of one to
 * its element, one value to a list of it, between date and date and time. Where that fails, and where the body gives
 * undefined, the result is null with a warning. `spellings` are further names that the standard gives the parameters.
 */
export function define<const P extends readonly Parameter[]>(
  parameters: P,
  body: (args: Arguments<P>, run: Run) => Value | undefined,
  spellings: readonly (readonly string[])[] = [],
): Definition {
  const names = parameters.map(([name]) => name);
  const kinds = parameters.map(([, kind]) => kind);
  return (name) =>
    new BuiltinFunction(names, { kinds, spellings, variadic: false }, (given, run) => {
      const args = convertAll(parameters, given);
      const result = args && body(args as Arguments<P>, run);
      return args && result !== undefined ? result : unusable(name, run);
    });
}

/** Defines a function over a list that can also be given as separate arguments: `min([1, 2])`, `min(1, 2)`. */
export function defineOverList<K extends Kind>(
  kind: K,
  body: (list: readonly Kinds[K][], run: Run) => Value | undefined,
  spellings: readonly (readonly string[])[] = [],
): Definition {
  return (name) =>
    new BuiltinFunction(['list'], { kinds: [kind], spellings, variadic: true }, (given, run) => {
      const list = given.length === 1 && isList(given[0] ?? null) ? (given[0] as readonly Value[]) : given;
      run.charge(list.length);
      const items = Array.from(list, (item) => convert(item ?? null, kind));
      const usable = given.length > 0 && items.every((item) => item !== undefined);
      const result = usable ? body(items as unknown as readonly Kinds[K][], run) : undefined;
      return result === undefined ? unusable(name, run) : result;
    });
}

/** Defines a function whose last parameter takes all further arguments; the first must be given. */
export function defineVariadic(
  names: readonly string[],
  body: (args: readonly [Value, ...Value[]], run: Run) => Value | undefined,
): Definition {
  return (name) =>
    new BuiltinFunction(
      names,
      { kinds: names.map(() => 'any'), spellings: [], variadic: true },
      ([first, ...others], run) => {
        const result = first === undefined ? undefined : body([first, ...others], run);
        return result === undefined ? unusable(name, run) : result;
      },
    );
}

function unusable(name: string, run: Run): null {
  run.warn('function-arguments', `${name}()`);
  return null;
}

function convertAll(parameters: readonly Parameter[], given: readonly Value[]): Value[] | null {
  const args: Value[] = [];
  for (const [index, [, kind]] of parameters.entries()) {
    const value = given[index];
    const optional = kind.endsWith('?');
    const converted =
      optional && (value ?? null) === null ? null : convert(value, (optional ? kind.slice(0, -1) : kind) as Kind);
    if (converted === undefined) return null;
    args.push(converted);
  }
  return args;
}

function convert(given: Value | undefined, kind: Kind): Value | undefined {
  if (given === undefined) return undefined;
  if (kind === 'any') return given;
  if (kind === 'list') return given === null ? undefined : isList(given) ? given : [given];
  const value = isList(given) && given.length === 1 ? (given[0] ?? null) : given;
  const type = typeOf(value);
  return type === kind ? value : convertTemporal(value, type, kind);
}

function convertTemporal(value: Value, from: TypeName, to: Kind): Value | undefined {
  if (from === 'date' && to === 'date time') return midnightOf(value as FeelDate);
  if (from === 'date time' && to === 'date') return dateOf(value as FeelDateTime);
  if (from === 'date time' && to === 'time') return timeOf(value as FeelDateTime);
  return undefined;
}
