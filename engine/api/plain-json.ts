/** What JSON may carry that the engine cannot keep: checked once, where a body enters. */

import { ExactNumber, isBeyondDecimals, MAX_DIGITS } from '../exact-number.ts';

const DEEPEST = 100;

/** What is wrong with a parsed JSON value, in both languages; undefined where nothing is. */
export function findUnstorable(root: unknown): { readonly en: string; readonly zh: string } | undefined {
  const queue: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { value, depth } = next;
    if (depth > DEEPEST) return { en: `it is nested deeper than ${DEEPEST} levels`, zh: `嵌套超过 ${DEEPEST} 层` };
    if (typeof value === 'number' && !Number.isFinite(value))
      return { en: 'a number is out of range', zh: '有数字超出范围' };
    if (value instanceof ExactNumber) {
      if (isBeyondDecimals(value) || isBeyondDoubles(value)) return TOO_LONG_NUMBER;
      continue;
    }
    if (typeof value === 'string' && !isStorable(value)) return UNSTORABLE_TEXT;
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, child] of Object.entries(value)) {
      if (key === '__proto__') return { en: 'a property is named "__proto__"', zh: '有名为“__proto__”的属性' };
      if (!isStorable(key)) return UNSTORABLE_TEXT;
      queue.push({ value: child, depth: depth + 1 });
    }
  }
  return undefined;
}

/** More than 10^308, or too near to zero: another engine or a client would read it as infinite or as nothing. */
const isBeyondDoubles = ({ text }: ExactNumber): boolean => !Number.isFinite(Number(text)) || Number(text) === 0;

/** Numbers are decimals of 34 digits; a longer one would be kept as another one. */
const TOO_LONG_NUMBER = {
  en: `a number has more than ${MAX_DIGITS} digits or is out of range: send it as a text`,
  zh: `有数字超过 ${MAX_DIGITS} 位或超出范围，无法精确保存：请以文本形式提交`,
};

export const UNSTORABLE_TEXT = {
  en: 'a text holds a NUL character or half a surrogate pair',
  zh: '有文本含空字符或不完整的字符',
};

/** PostgreSQL keeps neither NUL nor half a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);
