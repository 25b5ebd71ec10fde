import { kindOf } from '../core/expressions.ts';
import { fail, ok, type Result } from '../errors.ts';
import { stringify } from '../exact-json.ts';
import { isNumber } from '../exact-number.ts';
import type { FeelScope } from '../feel/compile.ts';
import type { ModelValue } from '../model/graph.ts';

/** Where the values of the model are worked out: the variables seen there, and the instant in epoch ms. */
export interface Surroundings {
  readonly scope: FeelScope;
  readonly now: number;
}

/** The value of a text of the model. Fails with 'expression-failed' or 'expression-limit'. */
function evaluate(value: ModelValue, { scope, now }: Surroundings): Result<unknown> {
  if (value.kind === 'literal') return ok(value.text);
  const outcome = value.expression.evaluate(scope, { now });
  return outcome.ok ? ok(outcome.value) : outcome;
}

/** A text, or null where there is none; numbers count as texts. Anything else is 'expression-failed'. */
export function evaluateText(value: ModelValue | null, surroundings: Surroundings): Result<string | null> {
  if (value === null) return ok(null);
  const result = evaluate(value, surroundings);
  if (!result.ok) return result;
  const text = textOf(result.value);
  return text === undefined ? unfit(value, result.value, 'a text') : ok(text);
}

/** A number, or null where there is none; texts are read as numbers. Anything else is 'expression-failed'. */
export function evaluateNumber(value: ModelValue | null, surroundings: Surroundings): Result<number | null> {
  if (value === null) return ok(null);
  const result = evaluate(value, surroundings);
  if (!result.ok) return result;
  const text = textOf(result.value);
  if (text === null) return ok(null);
  const number = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(number) ? ok(number) : unfit(value, result.value, 'a number');
}

/** Comma-separated text, or a list of texts; each once, in the order given. Anything else is 'expression-failed'. */
export function evaluateList(value: ModelValue | null, surroundings: Surroundings): Result<readonly string[]> {
  if (value === null) return ok([]);
  const result = evaluate(value, surroundings);
  if (!result.ok) return result;
  const found: readonly unknown[] = Array.isArray(result.value) ? result.value : split(result.value);
  const texts: string[] = [];
  for (const item of found) {
    const text = textOf(item);
    if (text === undefined) return unfit(value, item, 'a list of texts');
    if (text !== null) texts.push(text);
  }
  return ok([...new Set(texts)]);
}

function split(value: unknown): readonly unknown[] {
  return typeof value === 'string' ? value.split(',') : [value];
}

/** Undefined for what is no text. */
function textOf(value: unknown): string | null | undefined {
  if (value === null || value === undefined) return null;
  if (isNumber(value)) return String(value);
  if (typeof value !== 'string') return undefined;
  return value.trim() === '' ? null : value.trim();
}

export function unfit(value: ModelValue, found: unknown, wanted: string): Result<never> {
  const expression = value.kind === 'literal' ? value.text : value.expression.source;
  const given = typeof found === 'object' || found === undefined ? kindOf(found) : stringify(found);
  return fail('expression-failed', { expression, reason: `it gave ${given}, not ${wanted}` });
}
