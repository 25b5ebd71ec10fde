import { isSame } from '../values/equality.ts';
import { type Definition, define, defineOverList } from './define.ts';

/** Boolean functions (DMN 1.3 §10.3.4.2, and the boolean ones of §10.3.4.4 and §10.3.4.6), in three-valued logic. */
export const booleanFunctions: Readonly<Record<string, Definition>> = {
  not: define([['negand', 'any']], ([negand]) => (typeof negand === 'boolean' ? !negand : null)),
  is: define(
    [
      ['value1', 'any?'],
      ['value2', 'any?'],
    ],
    ([a, b], run) => isSame(a, b, run),
  ),
  all: defineOverList('any', (list) => allAre(list, true)),
  any: defineOverList('any', (list) => {
    const none = allAre(list, false);
    return none === null ? null : !none;
  }),
};

function allAre(list: readonly unknown[], wanted: boolean): boolean | null {
  if (list.includes(!wanted)) return false;
  return list.every((item) => item === wanted) ? true : null;
}
