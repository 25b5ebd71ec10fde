/** `docs/errors.md`: every code of the error table, what it means and what to do. */
import { ERRORS, type ErrorCode } from '../errors.ts';
import { ADVICE } from './error-advice.ts';
import { code, generatedFrom, table } from './markdown.ts';

const INTRODUCTION = `# Error codes 错误码

Programs switch on \`code\`, never on text. *Retry* says whether the same request may succeed later without a change by the caller; a retried write
carries the same \`Idempotency-Key\`. Codes marked ◆ are met as incidents on a case rather than as answers to a request; \`GET /api/v1/incidents\` lists them.

程序只按 \`code\` 判断，不按文字。“重试”表示同一请求不作修改稍后可能成功；重试写操作须带同一 \`Idempotency-Key\`。标有 ◆ 的通常不是请求的答复，而是办件上的异常，
可用 \`GET /api/v1/incidents\` 查看。
`;

/** Codes that stand on an element instance of a case, and wait there for somebody to retry. */
const INCIDENTS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'approver-choice-invalid',
  'approver-choice-missing',
  'approver-none',
  'call-activity-not-found',
  'call-depth-exceeded',
  'effect-failed',
  'effect-unknown',
  'expression-failed',
  'expression-limit',
  'draw-too-few',
  'four-eyes-unmet',
  'loop-limit-exceeded',
  'no-flow-chosen',
  'responsibility-forbidden',
  'responsibility-overlap',
  'script-failed',
  'step-budget-exceeded',
  'timer-invalid',
  'uncaught-error',
]);

export function errorsPage(): string {
  const rows = (Object.keys(ERRORS) as ErrorCode[]).sort().map((name) => {
    const { status, retryable, zh, en } = ERRORS[name];
    const advice = ADVICE[name];
    const mark = INCIDENTS.has(name) ? ' ◆' : '';
    return [
      `${code(name)}${mark}`,
      String(status),
      retryable ? '✓' : '',
      `${zh}<br>${en}`,
      `${advice.zh}<br>${advice.en}`,
    ];
  });
  const head = ['code', 'HTTP', 'retry 重试', 'meaning 含义', 'what to do 处理办法'];
  return [generatedFrom('engine/errors.ts'), INTRODUCTION, table(head, rows), ''].join('\n');
}
