/** What JSON may carry that the engine cannot keep: checked once, where a body enters. */

const DEEPEST = 100;

/** What is wrong with a parsed JSON value, in both languages; undefined where nothing is. */
export function findUnstorable(root: unknown): { readonly en: string; readonly zh: string } | undefined {
  const queue: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { value, depth } = next;
    if (depth > DEEPEST) return { en: `it is nested deeper than ${DEEPEST} levels`, zh: `嵌套超过 ${DEEPEST} 层` };
    if (typeof value === 'number' && !Number.isFinite(value))
      return { en: 'a number is out of range', zh: '有数字超出范围' };
    if (typeof value === 'number' && isInexact(value)) return INEXACT_NUMBER;
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

/** An 18-digit identity number sent as a number would be kept as another one. */
const INEXACT_NUMBER = {
  en: 'a whole number is too large to be kept exactly: send it as a text',
  zh: '有整数过大，无法精确保存：请以文本形式提交',
};

export const UNSTORABLE_TEXT = {
  en: 'a text holds a NUL character or half a surrogate pair',
  zh: '有文本含空字符或不完整的字符',
};

/** PostgreSQL keeps neither NUL nor half a surrogate pair. */
export const isStorable = (text: string): boolean => !text.includes('\u0000') && !/\p{Surrogate}/u.test(text);

/** Whole numbers beyond 2^53 that were written digit by digit; larger ones come with an exponent and are meant as approximate. */
const isInexact = (value: number): boolean =>
  Number.isInteger(value) && !Number.isSafeInteger(value) && Math.abs(value) < 1e21;
