/**
 * The one table of everything that can be refused or can fail. Clients switch on `code`, never on text.
 * `status` is the HTTP status, `retryable` says whether the same request may succeed later without a change by the caller.
 * Texts are "Expected to X, but Y": what was wanted, then what was found; `{name}` is replaced by a parameter.
 */
export interface ErrorDefinition {
  readonly status: number;
  readonly retryable: boolean;
  readonly en: string;
  readonly zh: string;
}

const define = (status: number, en: string, zh: string, retryable = false): ErrorDefinition => ({
  status,
  retryable,
  en,
  zh,
});

export const ERRORS = {
  'bad-request': define(400, 'Expected a well-formed request, but {reason}.', '请求格式应当正确，但{reason}。'),
  'call-activity-not-found': define(
    422,
    'Expected a deployed process "{key}" for the call activity, but there is none.',
    '调用活动所需的流程“{key}”应已部署，但没有找到。',
  ),
  'call-depth-exceeded': define(
    422,
    'Expected at most {limit} nested calls, but "{key}" would go deeper.',
    '嵌套调用最多 {limit} 层，但调用“{key}”将超出。',
  ),
  'command-conflict': define(
    409,
    'Expected to act on the case as you saw it, but it kept changing.',
    '应在您所见的办件状态上操作，但办件一直在变化，请重试。',
    true,
  ),
  'expression-failed': define(
    422,
    'Expected "{expression}" to give a value, but {reason}.',
    '表达式“{expression}”应能求值，但{reason}。',
  ),
  'expression-invalid': define(
    422,
    'Expected a FEEL expression, but "{expression}" has an error: {reason}.',
    '应为 FEEL 表达式，但“{expression}”有错误：{reason}。',
  ),
  'expression-limit': define(
    422,
    'Expected "{expression}" to stay within its limit, but it used more than {limit}.',
    '表达式“{expression}”应在限额内求值，但超出了 {limit}。',
  ),
  forbidden: define(
    403,
    'Expected the right "{right}", but {actor} does not have it.',
    '需要权限“{right}”，但 {actor} 没有。',
  ),
  'internal-error': define(
    500,
    'Expected to serve the request, but an internal error occurred ({id}).',
    '处理请求时发生内部错误（{id}）。',
  ),
  'no-flow-chosen': define(
    422,
    'Expected a condition leaving "{elementId}" to be true or a default flow, but there is neither.',
    '离开“{elementId}”时应有条件成立或有默认流，但两者都没有。',
  ),
  'not-found': define(404, 'Expected {kind} "{id}" to exist, but it does not.', '{kind}“{id}”应当存在，但没有找到。'),
  'step-budget-exceeded': define(
    422,
    'Expected the case to come to rest within {limit} steps, but it did not: it runs in a circle at "{elementId}".',
    '办件应在 {limit} 步内停下，但没有：它在“{elementId}”处循环。',
  ),
  'uncaught-error': define(
    422,
    'Expected a handler for the error "{errorCode}" thrown at "{elementId}", but there is none.',
    '“{elementId}”抛出的错误“{errorCode}”应有处理者，但没有。',
  ),
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof ERRORS;

/** An expected failure or refusal, as a value. `elementId` is the BPMN element it happened at, where there is one. */
export interface Failure {
  readonly code: ErrorCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly elementId?: string;
  /** Problems of single fields (form validation, request schema). */
  readonly fields?: readonly { readonly path: string; readonly message: string }[];
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const fail = (
  code: ErrorCode,
  params: Failure['params'] = {},
  more: Pick<Failure, 'elementId' | 'fields'> = {},
): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure: { code, params, ...more } });

export type Language = 'zh' | 'en';

/** The failure in words, in the reader's language. */
export function describe(failure: Failure, language: Language): string {
  return ERRORS[failure.code][language].replace(/\{(\w+)\}/g, (whole, name: string) =>
    name in failure.params ? String(failure.params[name]) : whole,
  );
}

/** A failure on its way through code that awaits; the shell catches it and answers with its status. */
export class Refusal extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(describe(failure, 'en'));
    this.name = 'Refusal';
    this.failure = failure;
  }
}

/** For the shell: throws a `Refusal` with the given code. */
export function refuse(
  code: ErrorCode,
  params: Failure['params'] = {},
  more: Pick<Failure, 'elementId' | 'fields'> = {},
): never {
  throw new Refusal({ code, params, ...more });
}
