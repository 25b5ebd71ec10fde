/** What an evaluation can find fault with while it goes on; a warning is "<code>: <detail>". */
const WARNINGS = {
  'context-entry-unknown': { en: 'There is no entry "{detail}".', zh: '没有名为“{detail}”的项。' },
  'external-function': { en: 'External functions are not available: {detail}.', zh: '不支持外部函数：{detail}。' },
  'function-arguments': { en: 'The arguments do not fit: {detail}.', zh: '参数不符合要求：{detail}。' },
  'no-function': { en: 'This cannot be called: {detail}.', zh: '无法调用：{detail}。' },
  'not-a-number': { en: 'The result is not a finite number: {detail}.', zh: '结果不是有限的数：{detail}。' },
  'not-comparable': { en: 'These cannot be compared: {detail}.', zh: '无法比较：{detail}。' },
  'pattern-invalid': { en: 'This is not a usable pattern: {detail}.', zh: '不是可用的正则表达式：{detail}。' },
  'type-mismatch': { en: 'The types do not fit: {detail}.', zh: '类型不符：{detail}。' },
  'variable-unknown': { en: 'There is no variable "{detail}".', zh: '没有名为“{detail}”的变量。' },
} as const satisfies Record<string, { en: string; zh: string }>;

export type WarningCode = keyof typeof WARNINGS;

/** A warning in words, in the reader's language. */
export function describeWarning(warning: string, language: 'zh' | 'en'): string {
  const at = warning.indexOf(': ');
  const code = warning.slice(0, at);
  if (!Object.hasOwn(WARNINGS, code)) return warning;
  return WARNINGS[code as WarningCode][language].replace('{detail}', () => warning.slice(at + 2));
}
