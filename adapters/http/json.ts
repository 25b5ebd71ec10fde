/** JSON to and from departments, with every digit of its numbers. */
import { parse } from '../../engine/exact-json.ts';
import type { HttpResult } from './http-client.ts';
import type { HttpProblem } from './problem.ts';
import { notReadable } from './read-body.ts';

type Answered = Extract<HttpResult, { ok: true }>;

/** The object an answer holds. The department may have done what it was asked all the same, so a problem here counts as sent. */
export function jsonObject({
  headers,
  body,
}: Pick<Answered, 'headers' | 'body'>):
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problem: HttpProblem } {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!/^application\/(?:[\w.+-]+\+)?json$/.test(type))
    return { ok: false, problem: notReadable('Expected a JSON answer, but its type is another.').problem };
  try {
    const value = parse(body);
    if (value !== null && typeof value === 'object' && !Array.isArray(value))
      return { ok: true, value: value as Record<string, unknown> };
    return { ok: false, problem: notReadable('Expected the answer to be a JSON object, but it is not.').problem };
  } catch {
    return { ok: false, problem: notReadable('Expected the answer to be JSON, but it is not.').problem };
  }
}
