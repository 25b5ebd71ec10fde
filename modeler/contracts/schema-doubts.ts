/** Whether an expression can be what a contract asks for. Only what its text alone tells: variables are known to the case. */

import type { compileExpression } from '../../engine/feel/compile.ts';
import { scopeOf } from '../../engine/feel/scope.ts';
import type { Words } from '../properties/field.ts';
import type { Schema } from './known-contract.ts';

export type Compile = typeof compileExpression;

/** Of a mapping's source: text, or FEEL after `=`. Undefined where it reads variables, is no FEEL, or fits. */
export function schemaDoubts(schema: Schema, source: string, compile: Compile): Words | undefined {
  if (!source.startsWith('=')) return valueDoubts(schema, source);
  const compiled = compile(source);
  if (!compiled.ok || compiled.value.reads.size > 0) return undefined;
  const outcome = compiled.value.evaluate(scopeOf({}));
  return outcome.ok ? valueDoubts(schema, outcome.value) : undefined;
}

const TYPE_WORDS: Readonly<Record<string, Words>> = {
  string: { zh: '文本', en: 'a text' },
  integer: { zh: '整数', en: 'a whole number' },
  number: { zh: '数字', en: 'a number' },
  boolean: { zh: '是或否', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '对象', en: 'an object' },
  null: { zh: '空', en: 'nothing' },
};

function valueDoubts(schema: Schema, value: unknown): Words | undefined {
  const types = [schema.type].flat().filter((type) => typeof type === 'string');
  if (types.length > 0 && !types.some((type) => isOf(type, value))) {
    const word = (language: keyof Words): string =>
      types.map((type) => TYPE_WORDS[type]?.[language] ?? type).join(language === 'zh' ? '或' : ' or ');
    return { zh: `契约要求${word('zh')}。`, en: `The contract asks for ${word('en')}.` };
  }
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) {
    const known = schema.enum.join(', ');
    return { zh: `契约只允许：${known}。`, en: `The contract knows only: ${known}.` };
  }
  return typeof value === 'string' ? textDoubts(schema, value) : numberDoubts(schema, value);
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}

function textDoubts({ minLength, maxLength, pattern }: Schema, value: string): Words | undefined {
  const { length } = [...value];
  if (typeof maxLength === 'number' && length > maxLength)
    return { zh: `契约至多允许 ${maxLength} 个字符。`, en: `The contract admits ${maxLength} characters at most.` };
  if (typeof minLength === 'number' && length < minLength)
    return { zh: `契约至少要求 ${minLength} 个字符。`, en: `The contract asks for ${minLength} characters at least.` };
  if (typeof pattern === 'string' && !new RegExp(pattern, 'u').test(value))
    return { zh: `契约要求的格式为 ${pattern}。`, en: `The contract asks for the form ${pattern}.` };
  return undefined;
}

function numberDoubts({ minimum, maximum }: Schema, value: unknown): Words | undefined {
  if (typeof value !== 'number') return undefined;
  if (typeof minimum === 'number' && value < minimum)
    return { zh: `契约要求不小于 ${minimum}。`, en: `The contract asks for ${minimum} or more.` };
  if (typeof maximum === 'number' && value > maximum)
    return { zh: `契约要求不大于 ${maximum}。`, en: `The contract asks for ${maximum} or less.` };
  return undefined;
}
