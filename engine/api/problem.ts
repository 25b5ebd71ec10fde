/** Failures as RFC 9457 problem documents. */
import { describe, describeField, ERRORS, type ErrorCode, type Failure, type Language } from '../errors.ts';
import type { Problem } from './contract/problem.ts';

export const PROBLEM_TYPE = 'application/problem+json';

const TITLES: Readonly<Record<number, Readonly<Record<Language, string>>>> = {
  400: { en: 'Malformed request', zh: '请求格式错误' },
  401: { en: 'Sign-in required', zh: '需要登录' },
  403: { en: 'Not allowed', zh: '没有权限' },
  404: { en: 'Not found', zh: '没有找到' },
  405: { en: 'Method not allowed', zh: '请求方法不允许' },
  409: { en: 'Conflict with the current state', zh: '与当前状态冲突' },
  413: { en: 'Too large', zh: '请求过大' },
  415: { en: 'Unsupported media type', zh: '不支持的内容类型' },
  422: { en: 'Understood but not valid', zh: '内容不符合要求' },
  429: { en: 'Too many requests', zh: '请求过于频繁' },
  500: { en: 'Internal error', zh: '内部错误' },
  503: { en: 'Not available now', zh: '服务暂不可用' },
};

const statusOf = (code: ErrorCode): number => ERRORS[code].status;

export function problemOf(failure: Failure, language: Language): Problem {
  const status = statusOf(failure.code);
  return {
    type: `urn:tongban:problem:${failure.code}`,
    title: TITLES[status]?.[language] ?? failure.code,
    status,
    code: failure.code,
    detail: describe(failure, language),
    ...(failure.elementId === undefined ? {} : { elementId: failure.elementId }),
    ...(Object.keys(failure.params).length > 0 ? { params: failure.params } : {}),
    ...(failure.fields && failure.fields.length > 0
      ? { errors: failure.fields.map((field) => ({ path: field.path, message: describeField(field, language) })) }
      : {}),
  };
}
