/** What variables may be: JSON that the database can keep, of a size that a case can carry. */

import type { Variables } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import { stringify } from '../exact-json.ts';
import { ExactNumber, isBeyondDecimals, MAX_DIGITS } from '../exact-number.ts';

/** Bytes of JSON in one command. */
const MAX_BYTES = 1_000_000;
const MAX_DEPTH = 100;

/** Names that mean something to JavaScript itself. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** NUL and half surrogate pairs: the database cannot store them. */
const UNSTORABLE = /[\0\p{Surrogate}]/u;

interface Finding {
  readonly reason: string;
  readonly reasonZh: string;
}

/** Refuses with 'variables-invalid' what cannot be kept. */
export function checkVariables(variables: Variables): Result<void> {
  const finding = findIn(variables, 0) ?? findSize(variables);
  return finding ? fail('variables-invalid', { ...finding }) : ok(undefined);
}

function findIn(value: unknown, depth: number): Finding | undefined {
  if (depth > MAX_DEPTH)
    return { reason: `they nest deeper than ${MAX_DEPTH} levels`, reasonZh: `嵌套超过 ${MAX_DEPTH} 层` };
  if (typeof value === 'string') return findInText(value);
  if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return undefined;
  if (value instanceof ExactNumber) return findInNumber(value);
  if (Array.isArray(value)) return first(value, (item) => findIn(item, depth + 1));
  if (isRecord(value))
    return first(Object.entries(value), ([name, inner]) => findInName(name) ?? findIn(inner, depth + 1));
  return { reason: `${String(value)} is not a JSON value`, reasonZh: `${String(value)} 不是 JSON 值` };
}

function findInNumber(number: ExactNumber): Finding | undefined {
  if (!isBeyondDecimals(number)) return undefined;
  return {
    reason: `a number has more than ${MAX_DIGITS} digits or is out of range`,
    reasonZh: `有数字超过 ${MAX_DIGITS} 位或超出范围`,
  };
}

function findInName(name: string): Finding | undefined {
  if (FORBIDDEN.has(name)) return { reason: `the name "${name}" is reserved`, reasonZh: `名称“${name}”为保留字` };
  return findInText(name);
}

function findInText(text: string): Finding | undefined {
  if (!UNSTORABLE.test(text)) return undefined;
  return { reason: 'a text holds characters that cannot be stored', reasonZh: '文本含有无法保存的字符' };
}

function findSize(variables: Variables): Finding | undefined {
  const json = stringify(variables);
  if (json.length * 3 <= MAX_BYTES || new TextEncoder().encode(json).length <= MAX_BYTES) return undefined;
  return { reason: `they take more than ${MAX_BYTES} bytes`, reasonZh: `总大小超过 ${MAX_BYTES} 字节` };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function first<T>(items: readonly T[], find: (item: T) => Finding | undefined): Finding | undefined {
  for (const item of items) {
    const finding = find(item);
    if (finding) return finding;
  }
  return undefined;
}
