/** The one table of everything that can be refused or can fail, and failures as values. The entries are kept by subject in `errors/`, each table in the order of the alphabet. */
import { APPROVER_ERRORS } from './errors/approvers.ts';
import { CASE_ERRORS } from './errors/cases.ts';
import { CLOCK_ERRORS } from './errors/clocks.ts';
import type { ErrorDefinition } from './errors/definition.ts';
import { DEPARTMENT_ERRORS } from './errors/departments.ts';
import { INTAKE_ERRORS } from './errors/intake.ts';
import { ITEM_ERRORS } from './errors/items.ts';
import { MODEL_ERRORS } from './errors/models.ts';
import { PEOPLE_ERRORS } from './errors/people.ts';
import { PROCEEDINGS_ERRORS } from './errors/proceedings.ts';
import { REPORT_ERRORS } from './errors/reports.ts';
import { REQUEST_ERRORS } from './errors/request.ts';
import { RIGHT_ERRORS } from './errors/rights.ts';
import { SHARING_ERRORS } from './errors/sharing.ts';
import { TASK_ERRORS } from './errors/tasks.ts';
import { TELLING_ERRORS } from './errors/telling.ts';

export const ERRORS = {
  ...APPROVER_ERRORS,
  ...CASE_ERRORS,
  ...CLOCK_ERRORS,
  ...DEPARTMENT_ERRORS,
  ...INTAKE_ERRORS,
  ...ITEM_ERRORS,
  ...MODEL_ERRORS,
  ...PEOPLE_ERRORS,
  ...PROCEEDINGS_ERRORS,
  ...REPORT_ERRORS,
  ...REQUEST_ERRORS,
  ...RIGHT_ERRORS,
  ...SHARING_ERRORS,
  ...TASK_ERRORS,
  ...TELLING_ERRORS,
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof ERRORS;

/** What is wrong with one field: `path` names it, `message` says it in English, `messageZh` in Chinese where there is a translation. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
  readonly messageZh?: string;
}

/** An expected failure or refusal, as a value. `elementId` is the BPMN element it happened at, where there is one. */
export interface Failure {
  readonly code: ErrorCode;
  readonly params: Readonly<Record<string, string | number>>;
  readonly elementId?: string;
  /** Problems of single fields (form validation, request schema). */
  readonly fields?: readonly FieldProblem[];
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const fail = (
  code: ErrorCode,
  params: Failure['params'] = {},
  more: Pick<Failure, 'elementId' | 'fields'> = {},
): { readonly ok: false; readonly failure: Failure } => ({ ok: false, failure: { code, params, ...more } });

export type Language = 'zh' | 'en';

/** What the states of a case are called that a text names as `status`. */
const STATUS_ZH: Readonly<Record<string, string>> = {
  active: '办理中',
  suspended: '已挂起',
  completed: '已办结',
  terminated: '已终止',
};

/** The failure in words, in the reader's language. Where a parameter is itself a text, `reasonZh` takes the place of `reason` in Chinese. */
export function describe(failure: Failure, language: Language): string {
  return ERRORS[failure.code][language].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = (language === 'zh' ? failure.params[`${name}Zh`] : undefined) ?? failure.params[name];
    if (value === undefined) return whole;
    return (language === 'zh' && name === 'status' ? STATUS_ZH[value] : undefined) ?? String(value);
  });
}

/** The problem of a field in the reader's language. */
export function describeField({ message, messageZh }: FieldProblem, language: Language): string {
  return language === 'zh' ? (messageZh ?? message) : message;
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
