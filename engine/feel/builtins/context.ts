import type { Run } from '../run.ts';
import { contextFrom } from '../values/context.ts';
import { entryOf } from '../values/properties.ts';
import { type FeelContext, isContext, type Value } from '../values/types.ts';
import { type Definition, define, defineOverList } from './define.ts';

/** Context functions (DMN 1.3 §10.3.4.10, and the later `context`, `context put`, `context merge`). */
export const contextFunctions: Readonly<Record<string, Definition>> = {
  'get value': define(
    [
      ['m', 'context'],
      ['key', 'string'],
    ],
    ([context, key]) => entryOf(context, key) ?? null,
    [['context', 'key']],
  ),
  'get entries': define([['m', 'context']], ([context], run) => {
    const keys = Object.keys(context);
    run.chargeList(keys.length);
    return keys.map((key) =>
      contextFrom([
        ['key', key],
        ['value', context[key] ?? null],
      ]),
    );
  }),
  context: defineOverList(
    'context',
    (entries) => {
      const pairs = entries.map((entry): [unknown, Value] => [entryOf(entry, 'key'), entryOf(entry, 'value') ?? null]);
      const names = pairs.map(([key]) => key);
      const usable = names.every((key) => typeof key === 'string') && new Set(names).size === names.length;
      const complete = entries.every((entry) => Object.hasOwn(entry, 'value'));
      return usable && complete ? contextFrom(pairs as [string, Value][]) : undefined;
    },
    [['entries']],
  ),
  'context merge': defineOverList(
    'context',
    (contexts, run) => {
      const entries = contexts.flatMap((context) => {
        run.charge(Object.keys(context).length);
        return Object.entries(context);
      });
      return contextFrom(entries);
    },
    [['contexts']],
  ),
  'context put': define(
    [
      ['context', 'context'],
      ['keys', 'any?'],
      ['value', 'any?'],
      ['key', 'string?'],
    ],
    ([context, keys, value, key], run) => put(context, keysOf(keys ?? key), value, run),
  ),
};

const keysOf = (keys: Value): readonly Value[] => (Array.isArray(keys) ? keys : [keys]);

/**
 * The context with a value at the end of a path; undefined when the path leads through something that is no context.
 */
function put(context: Value, [key, ...further]: readonly Value[], value: Value, run: Run): FeelContext | undefined {
  if (typeof key !== 'string' || !isContext(context)) return undefined;
  run.charge(Object.keys(context).length + 1);
  const inner = further.length === 0 ? value : run.deeper(() => put(context[key] ?? null, further, value, run));
  return inner === undefined ? undefined : contextFrom([...Object.entries(context), [key, inner]]);
}
