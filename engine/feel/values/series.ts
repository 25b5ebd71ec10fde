/** What a list of numbers amounts to; null where that is no number. */
import { decimalOf, type FeelNumber, given } from './decimal.ts';
import { add, compareNumbers, divide, equalNumbers, multiply } from './numbers.ts';

type Operation = (a: FeelNumber, b: FeelNumber) => FeelNumber | null;

function folded(numbers: readonly FeelNumber[], start: number, operation: Operation): FeelNumber | null {
  let total: FeelNumber | null = start;
  for (const n of numbers) {
    total = operation(total, n);
    if (total === null) return null;
  }
  return total;
}

export const sum = (numbers: readonly FeelNumber[]): FeelNumber | null => folded(numbers, 0, add);

export const product = (numbers: readonly FeelNumber[]): FeelNumber | null => folded(numbers, 1, multiply);

export function mean(numbers: readonly FeelNumber[]): FeelNumber | null {
  const total = sum(numbers);
  return total === null ? null : divide(total, numbers.length);
}

export function median(numbers: readonly FeelNumber[]): FeelNumber | null {
  const sorted = [...numbers].sort(compareNumbers);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : mean([lower, upper]);
}

/** The deviation of a sample: divided by n - 1. */
export function standardDeviation(numbers: readonly FeelNumber[]): FeelNumber | null {
  const average = mean(numbers);
  if (average === null || numbers.length < 2) return null;
  const middle = decimalOf(average);
  const squares = numbers.map((n) => decimalOf(n).minus(middle).pow(2));
  const total = squares.reduce((sum, square) => sum.plus(square), decimalOf(0));
  return given(total.div(numbers.length - 1).sqrt());
}

/** The most frequent numbers, ascending. */
export function modes(numbers: readonly FeelNumber[]): FeelNumber[] {
  const runs: { n: FeelNumber; count: number }[] = [];
  for (const n of [...numbers].sort(compareNumbers)) {
    const last = runs.at(-1);
    if (last && equalNumbers(last.n, n)) last.count += 1;
    else runs.push({ n, count: 1 });
  }
  const most = runs.reduce((greatest, { count }) => Math.max(greatest, count), 0);
  return runs.filter(({ count }) => count === most).map(({ n }) => n);
}
