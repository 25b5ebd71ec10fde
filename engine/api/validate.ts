/** Requests against the schemas of the contract. A schema is compiled when it is first needed. */
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { TSchema } from 'typebox';
import { type Failure, type Language, refuse } from '../errors.ts';
import { isDay, isDuration, isTime } from './formats.ts';

const MOST_PROBLEMS = 20;

const make = (coerceTypes: boolean): Ajv => {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    strictRequired: false,
    coerceTypes,
    useDefaults: coerceTypes,
    ownProperties: true,
  });
  ajv.addFormat('date-time', isTime);
  ajv.addFormat('date', isDay);
  ajv.addFormat('duration', isDuration);
  return ajv;
};

/** Query strings are texts: numbers and booleans are read from them. Bodies are taken as they are. */
const VALIDATORS = { query: make(true), body: make(false) };
const compiled = new WeakMap<TSchema, ValidateFunction>();

function validator(kind: keyof typeof VALIDATORS, schema: TSchema): ValidateFunction {
  const known = compiled.get(schema);
  if (known) return known;
  const fresh = VALIDATORS[kind].compile(schema);
  compiled.set(schema, fresh);
  return fresh;
}

/** Refuses with `bad-request` and the problems of single fields, in the caller's language. */
export function checkShape(kind: 'query' | 'body', schema: TSchema, value: unknown, language: Language): void {
  const validate = validator(kind, schema);
  if (validate(value)) return;
  const fields = (validate.errors ?? []).slice(0, MOST_PROBLEMS).map((error) => fieldProblem(error, language));
  const reason = language === 'zh' ? '有字段不符合要求' : 'some fields are not as they should be';
  refuse('bad-request', { reason }, { fields });
}

function fieldProblem(error: ErrorObject, language: Language): NonNullable<Failure['fields']>[number] {
  const { missingProperty, additionalProperty } = error.params as Record<string, string | undefined>;
  const name = missingProperty ?? additionalProperty;
  const path = name === undefined ? error.instancePath : `${error.instancePath}/${name}`;
  return { path, message: language === 'zh' ? chinese(error) : (error.message ?? error.keyword) };
}

const CHINESE: Readonly<Record<string, (params: Record<string, unknown>) => string>> = {
  required: () => '缺少该字段',
  additionalProperties: () => '不认识该字段',
  type: ({ type }) => `类型应为 ${String(type)}`,
  enum: ({ allowedValues }) => `应为其中之一：${(allowedValues as unknown[]).map(String).join('、')}`,
  format: ({ format }) => `格式应为 ${String(format)}`,
  pattern: ({ pattern }) => `应符合 ${String(pattern)}`,
  minLength: ({ limit }) => `不应少于 ${String(limit)} 个字符`,
  maxLength: ({ limit }) => `不应多于 ${String(limit)} 个字符`,
  minimum: ({ limit }) => `不应小于 ${String(limit)}`,
  maximum: ({ limit }) => `不应大于 ${String(limit)}`,
  minItems: ({ limit }) => `不应少于 ${String(limit)} 项`,
  maxItems: ({ limit }) => `不应多于 ${String(limit)} 项`,
  uniqueItems: () => '不应有重复项',
  anyOf: () => '不符合任何一种允许的形式',
};

const chinese = (error: ErrorObject): string =>
  CHINESE[error.keyword]?.(error.params) ?? `不符合要求（${error.keyword}）`;
