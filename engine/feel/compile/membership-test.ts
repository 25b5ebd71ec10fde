import type { Run } from '../run.ts';
import { equals } from '../values/equality.ts';
import { includes } from '../values/membership.ts';
import { FeelFunction, FeelRange, isList, type Value } from '../values/types.ts';

/**
 * Whether a value passes one of the tests: a range that includes it, a function that says so, a list that contains it,
 * or an equal value (DMN 1.3 §10.3.2). Null when no test passes and one of them could not be told.
 */
export function isMember(value: Value, tests: Value, run: Run): boolean | null {
  if (tests === null) return null;
  if (!isList(tests)) return passes(value, tests, run);
  let unknown = false;
  for (const test of tests) {
    run.charge(1);
    const passed = test === null ? value === null : passes(value, test, run);
    if (passed === true) return true;
    if (passed === null) unknown = true;
  }
  return unknown ? null : false;
}

function passes(value: Value, test: Value, run: Run): boolean | null {
  if (test instanceof FeelRange)
    return value instanceof FeelRange && equals(value, test, run) ? true : includes(test, value);
  if (test instanceof FeelFunction) {
    const said = run.deeper(() => test.call([value], run));
    return typeof said === 'boolean' ? said : null;
  }
  if (isList(test) && test.length !== 1 && !isList(value)) return run.deeper(() => isMember(value, test, run));
  return equals(test, value, run) === true;
}
