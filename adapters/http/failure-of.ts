import { HttpFailure, type HttpProblem } from './problem.ts';
import type { Secrets } from './secrets.ts';

/** Nothing has left before there was a connection. */
const NOT_CONNECTED =
  /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|EAI_FAIL|UND_ERR_CONNECT_TIMEOUT|UND_ERR_INVALID_ARG|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|ERR_INVALID_CHAR)/;

/** What an error of a request is. Whatever is not known to have happened before sending counts as sent. */
export function failureOf(error: unknown, secrets: Secrets): HttpProblem {
  const known = knownFailure(error);
  if (known) return { ...known.problem, message: secrets.hide(known.problem.message) };
  const { name, code, message } = error as Error & { code?: string };
  const hidden = secrets.hide(message ?? String(error));
  if (name === 'AbortError' || name === 'TimeoutError' || /_TIMEOUT$/.test(code ?? ''))
    return { code: 'timeout', message: 'no answer within the time limit', sent: !NOT_CONNECTED.test(code ?? '') };
  if (NOT_CONNECTED.test(code ?? '')) return { code: 'connection-failed', message: hidden, sent: false };
  return { code: 'connection-lost', message: hidden, sent: true };
}

/** Our own refusal may arrive wrapped: in a cause, or among the attempts to reach the addresses of a host. */
function knownFailure(error: unknown): HttpFailure | undefined {
  if (error instanceof HttpFailure) return error;
  if (!(error instanceof Error)) return undefined;
  if (error instanceof AggregateError) return error.errors.map(knownFailure).find((found) => found !== undefined);
  return error.cause === undefined ? undefined : knownFailure(error.cause);
}
