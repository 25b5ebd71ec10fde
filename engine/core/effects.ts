/** Work asked of the outside: written with the state, done after the commit, at least once. */
import { fail, ok, type Result } from '../errors.ts';
import type { JobSpec } from '../model/job-spec.ts';
import type { Execution } from './execution.ts';
import { evaluateText } from './expressions.ts';
import { payloadOf } from './payload.ts';
import { visibleVariables } from './query.ts';
import type { Effect } from './state.ts';

/** Requests the job of the element instance, with the variables of its input mappings or, without any, all it sees. */
export function requestEffect(x: Execution, id: string): Result<void> {
  const job = jobOf(x, id);
  const topic = evaluateText(x, id, job.topic);
  if (!topic.ok) return topic;
  const priority = priorityOf(x, id, job);
  if (!priority.ok) return priority;
  const variables = payloadOf(x, id) ?? visibleVariables(x.draft.state, id);
  const base = {
    id: x.env.newId(),
    element: id,
    topic: topic.value,
    variables,
    requestedAt: x.env.now,
    ...(priority.value !== 0 && { priority: priority.value }),
    ...(job.purpose !== null && { purpose: job.purpose }),
    ...(job.giveUp?.manual && { manual: true as const }),
  };
  x.emit({ type: 'effectRequested', effect: { ...base, ...freshAttempts(x, job) } });
  return ok(undefined);
}

const MAX_PRIORITY = 1_000_000;

function priorityOf(x: Execution, id: string, { priority }: JobSpec): Result<number> {
  if (priority === null) return ok(0);
  const text = evaluateText(x, id, priority);
  if (!text.ok) return text;
  const value = Number(text.value);
  if (Number.isInteger(value) && Math.abs(value) <= MAX_PRIORITY) return ok(value);
  const expression = priority.kind === 'feel' ? priority.expression.source : priority.text;
  return fail('expression-failed', { expression, reason: `it gave ${text.value}, not a whole number up to a million` });
}

/** Asks again for work that had been given up, with all its attempts. */
export function requestAgain(x: Execution, effect: Effect): void {
  x.emit({ type: 'effectRequested', effect: { ...effect, ...freshAttempts(x, jobOf(x, effect.element)) } });
}

function freshAttempts(x: Execution, { retry }: JobSpec): Pick<Effect, 'attemptsLeft' | 'delayMs' | 'dueAt'> {
  return { attemptsLeft: retry.attempts, delayMs: retry.delayMs, dueAt: x.env.now };
}

/** What the model says about the work of the element. */
export function jobOf(x: Execution, id: string): JobSpec {
  const { job } = x.node(x.element(id));
  if (!job) throw new Error(`Expected ${id} to have a topic, but it has none.`);
  return job;
}
