import type { Run } from '../run.ts';
import { compare } from '../values/compare.ts';
import type { FeelNumber } from '../values/decimal.ts';
import { mean, median, modes, product, standardDeviation, sum } from '../values/series.ts';
import type { Value } from '../values/types.ts';
import { type Definition, defineOverList } from './define.ts';

/** What calculating with decimals costs beside looking at an element. */
const DECIMAL = 5;

const overNumbers = (body: (numbers: readonly FeelNumber[]) => FeelNumber | null): Definition =>
  defineOverList('number', (numbers, run) => {
    run.charge(numbers.length * DECIMAL);
    return numbers.length === 0 ? null : body(numbers);
  });

/** Functions that sum a list up in one value (DMN 1.3 §10.3.4.4); of an empty list they are null. */
export const statisticFunctions: Readonly<Record<string, Definition>> = {
  min: defineOverList('any', (list, run) => extreme(list, -1, run)),
  max: defineOverList('any', (list, run) => extreme(list, 1, run)),
  sum: overNumbers(sum),
  mean: overNumbers(mean),
  product: overNumbers(product),
  median: overNumbers(median),
  stddev: overNumbers(standardDeviation),
  mode: defineOverList('number', modes),
};

/** The least (-1) or the greatest (1) element of a list whose elements have an order. */
function extreme(list: readonly Value[], direction: 1 | -1, run: Run): Value | undefined {
  run.charge(list.length);
  let best = list[0];
  for (const element of list) {
    const order = compare(element, best ?? null);
    if (order === null) return undefined;
    if (order * direction > 0) best = element;
  }
  return best ?? null;
}
