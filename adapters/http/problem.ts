/** What can go wrong between an adapter and its department, and what that means for the effect. */
import type { AdapterAnswer } from '../../engine/port.ts';

type HttpProblemCode =
  | 'address-forbidden'
  | 'answer-not-readable'
  | 'answer-too-large'
  | 'connection-failed'
  | 'connection-lost'
  | 'redirect-forbidden'
  | 'secret-missing'
  | 'timeout'
  | 'url-forbidden';

export interface HttpProblem {
  readonly code: HttpProblemCode;
  /** Without secrets; for the ledger and the incident. */
  readonly message: string;
  /** Whether the department may have got the request. False only where it certainly has not. */
  readonly sent: boolean;
}

/** A problem on its way to the caller of the client. */
export class HttpFailure extends Error {
  readonly problem: HttpProblem;

  constructor(problem: HttpProblem) {
    super(problem.message);
    this.name = 'HttpFailure';
    this.problem = problem;
  }
}

/** What an adapter answers for a problem: a plain failure where nothing was sent, else that nobody knows. */
export const answerOfProblem = ({ code, message, sent }: HttpProblem): AdapterAnswer =>
  sent ? { kind: 'unknown', message: `${code}: ${message}` } : { kind: 'failed', message: `${code}: ${message}` };

/** Not reached: retrying later is safe. 429 and 503 say that the request was not taken. */
const NOT_TAKEN = new Set([429, 503]);
const MOST_RETRY_AFTER_S = 3_600;

/** What an adapter answers for a status that its department does not use for a business "no"; undefined for 2xx. */
export function answerOfStatus(
  status: number,
  headers: Readonly<Record<string, string | undefined>> = {},
): AdapterAnswer | undefined {
  if (status >= 200 && status < 300) return undefined;
  const message = `the department answered with status ${status}`;
  if (status >= 500 && !NOT_TAKEN.has(status)) return { kind: 'unknown', message };
  const seconds = Number(headers['retry-after']);
  const isPause = Number.isFinite(seconds) && seconds > 0;
  return {
    kind: 'failed',
    message,
    ...(isPause && { retryAfterMs: Math.min(seconds, MOST_RETRY_AFTER_S) * 1_000 }),
  };
}
