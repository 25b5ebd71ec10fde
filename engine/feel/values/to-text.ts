import { ExactNumber, plainText } from '../../exact-number.ts';
import type { Run } from '../run.ts';
import { type FeelNumber, isFeelNumber } from './decimal.ts';
import { isContext, isList, typeOf, type Value } from './types.ts';

/** A value as the function `string` writes it (DMN 1.3 §10.3.4.1); texts inside lists and contexts are quoted. */
export function toText(value: Value, run: Run): string {
  return typeof value === 'string' ? value : nestedText(value, run);
}

function nestedText(value: Value, run: Run): string {
  run.charge(1);
  if (value === null) return 'null';
  if (typeof value === 'string') return quote(value, run);
  if (isFeelNumber(value)) return numberText(value, run);
  if (typeof value === 'boolean') return String(value);
  if (isList(value))
    return joined(
      '[',
      value.map((element) => () => nestedText(element, run)),
      ']',
      run,
    );
  if (isContext(value)) {
    const entries = Object.entries(value).map(
      ([name, entry]) =>
        () =>
          `${nameText(name, run)}: ${nestedText(entry, run)}`,
    );
    return joined('{', entries, '}', run);
  }
  const type = typeOf(value);
  if (type === 'null') return 'null';
  return type === 'range' || type === 'function' ? `<${type}>` : value.toString();
}

/** Digits and a point, never an exponent. */
function numberText(value: FeelNumber, run: Run): string {
  const text = typeof value === 'number' ? plainText(new ExactNumber(String(value + 0))) : plainText(value);
  run.chargeText(text.length);
  return text;
}

function joined(open: string, parts: readonly (() => string)[], close: string, run: Run): string {
  const text = run.deeper(() => parts.map((part) => part()).join(', '));
  run.chargeText(text.length);
  return open + text + close;
}

function quote(text: string, run: Run): string {
  run.chargeText(text.length);
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

const nameText = (name: string, run: Run): string => (/\W/.test(name) ? quote(name, run) : name);
