/** What is wrong with a field, in words. */
import type { FieldProblem } from '../errors.ts';
import type { ValidationError } from './validator.ts';

type Words = readonly [en: string, zh: string];

export const REQUIRED: Words = ['Expected a value, but it is missing.', '必填，但未填写。'];
export const HIDDEN: Words = [
  'Expected no value for a field that is hidden, but there is one.',
  '该字段已隐藏，不应填写。',
];
const READ_ONLY: Words = [
  'Expected no value for a field that cannot be written, but there is one.',
  '该字段不可填写，但提交了值。',
];
export const MASKED: Words = [
  'Expected the value itself, but it is what a mask left of one.',
  '应填写原值，但内容已脱敏。',
];
const UNKNOWN: Words = ['Expected a field of the form, but there is none of this name.', '表单中没有该字段。'];

const TYPES: Readonly<Record<string, Words>> = {
  string: ['a text', '文本'],
  number: ['a number', '数字'],
  boolean: ['true or false', '是或否'],
  array: ['a list', '列表'],
  object: ['a group of fields', '字段组'],
};

const FORMATS: Readonly<Record<string, Words>> = {
  'form-date': ['a date such as 2026-03-01', '日期，例如 2026-03-01'],
  'form-time': ['a time such as 09:30', '时间，例如 09:30'],
  'form-datetime': ['a date and time such as 2026-03-01T09:30', '日期时间，例如 2026-03-01T09:30'],
  email: ['an e-mail address', '电子邮箱'],
  phone: ['a telephone number', '电话号码'],
};

const KEYWORDS: Readonly<Record<string, (params: Readonly<Record<string, unknown>>) => Words>> = {
  'false schema': () => READ_ONLY,
  additionalProperties: () => UNKNOWN,
  type: ({ type }) => expected(TYPES[String(type)]),
  format: ({ format }) => expected(FORMATS[String(format)]),
  enum: () => ['Expected one of the options, but it is none of them.', '应为选项之一。'],
  identityUsual: () => [
    'Expected the first digits of a province, but they are those of none: please look at it again.',
    '前两位不是现行或历史省级行政区划代码，请再核对。',
  ],
  identity: () => [
    'Expected an identity number, but its form or its check character is wrong.',
    '证件号码格式或校验码有误。',
  ],
  minLength: ({ limit }) => [
    `Expected at least ${limit} characters, but there are fewer.`,
    `不应少于 ${limit} 个字符。`,
  ],
  maxLength: ({ limit }) => [`Expected at most ${limit} characters, but there are more.`, `不应超过 ${limit} 个字符。`],
  minimum: ({ limit }) => [`Expected at least ${limit}, but it is less.`, `不应小于 ${limit}。`],
  maximum: ({ limit }) => [`Expected at most ${limit}, but it is more.`, `不应大于 ${limit}。`],
  maxItems: ({ limit }) => [`Expected at most ${limit} entries, but there are more.`, `不应超过 ${limit} 项。`],
  uniqueItems: () => ['Expected each entry once, but one is repeated.', '选项不应重复。'],
  decimalDigits: () => ['Expected fewer decimal places, but there are more.', '小数位数过多。'],
  increment: () => ['Expected a multiple of the step, but it is none.', '应为步长的整数倍。'],
  formPattern: () => ['Expected a text of the given form, but it is not.', '格式不符合要求。'],
  numericText: () => ['Expected a number within the limits, but it is none.', '应为符合要求的数字。'],
};

export function fieldProblem(path: string, [message, messageZh]: Words): FieldProblem {
  return { path, message, messageZh };
}

/** A finding of the validator, at the path of the field. */
export function describeError({ keyword, params, instancePath }: ValidationError): FieldProblem {
  const words = KEYWORDS[keyword]?.(params) ?? (['Expected a valid value, but it is not.', '值不符合要求。'] as const);
  const steps = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
  const extra = keyword === 'additionalProperties' ? [String(params.additionalProperty)] : [];
  return fieldProblem(joinPath([...steps, ...extra]), words);
}

/** `address.city`, `items[0].name`. */
export function joinPath(steps: readonly string[]): string {
  return steps.reduce(
    (path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : path === '' ? step : `${path}.${step}`),
    '',
  );
}

function expected(words: Words | undefined): Words {
  const [en, zh] = words ?? ['a valid value', '有效的值'];
  return [`Expected ${en}, but it is not.`, `应为${zh}。`];
}
