/** Brings what a department has said to the case, and to the ledger where the case does not wait for it any more. */
import type pg from 'pg';
import { type Actor, SYSTEM } from '../../commands/command.ts';
import type { InputOf } from '../../commands/index.ts';
import { describe, ERRORS } from '../../errors.ts';
import type { AdapterAnswer } from '../../port.ts';
import { effectHash } from '../../store/effects/effect-hash.ts';
import { recordAnswer } from '../../store/effects/record-answer.ts';
import type { Job } from '../../store/jobs/job.ts';
import type { Clock } from '../clock.ts';
import type { Envelope, Outcome, Submitter } from '../envelope.ts';
import type { JobQueue } from '../job-queue.ts';
import type { Logger } from '../logger.ts';
import { noteQuality } from './note-quality.ts';

export interface DeliverDeps {
  readonly pool: pg.Pool;
  readonly queue: Pick<JobQueue, 'delay' | 'release'>;
  readonly dispatcher: Submitter;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface OutboxPayload {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly delayMs: number;
}

/** What is to be told to the case. `attemptsLeft` overrides how often it may still be tried. */
export type News =
  | Exclude<AdapterAnswer, { kind: 'failed' | 'unknown' }>
  | {
      readonly kind: 'failed' | 'unknown';
      readonly message: string;
      readonly retryAfterMs?: number;
      readonly attemptsLeft?: number;
    };

/** Nobody waits for it any more: it was cancelled, or the case has ended. */
const GONE = new Set(['not-found', 'case-not-open']);

/** Submits; what is refused is left for later, given up, or written down, never dropped. */
export async function deliver(deps: DeliverDeps, job: Job, news: News, actor: Actor = SYSTEM): Promise<Outcome> {
  if (news.kind === 'completed') await noteQuality(deps, job.id, news.quality);
  const outcome = await deps.dispatcher.submit(envelope(deps, job, news, actor));
  if (outcome.ok) return outcome;
  const { failure } = outcome;
  if (GONE.has(failure.code)) await writeDown(deps, job, news);
  else if (failure.code === 'case-not-active') await deps.queue.release(job.id);
  else if (ERRORS[failure.code].retryable || !isAnswer(news)) await leave(deps, job, describe(failure, 'en'));
  else return refuseAnswer(deps, job, describe(failure, 'en'));
  return outcome;
}

const isAnswer = (news: News): news is Extract<News, { kind: 'completed' | 'error' }> =>
  news.kind === 'completed' || news.kind === 'error';

/** The department has done it, but its answer is none the case can take: that is for a person, and asking again gives the same. */
async function refuseAnswer(deps: DeliverDeps, job: Job, reason: string): Promise<Outcome> {
  deps.logger.warn(
    { job: job.id, topic: job.topic, instanceId: job.instanceId },
    'the answer of an adapter was refused',
  );
  const message = `the answer was refused: ${reason}`.slice(0, 4_000);
  return deps.dispatcher.submit(envelope(deps, job, { kind: 'unknown', message, attemptsLeft: 0 }, SYSTEM));
}

async function leave({ queue, logger }: DeliverDeps, job: Job, error: string): Promise<void> {
  logger.warn({ job: job.id, topic: job.topic, instanceId: job.instanceId, error }, 'an answer could not be delivered');
  await queue.delay({ id: job.id, error, pauseMs: 1_000 * 2 ** Math.min(job.attempts, 6), counts: false });
}

async function writeDown({ pool, clock }: DeliverDeps, { id }: Job, news: News): Promise<void> {
  const now = clock.now();
  if (isAnswer(news)) await recordAnswer(pool, { id, state: 'confirmed', answerHash: hashOf(news), now });
  else await recordAnswer(pool, { id, state: news.kind, error: news.message, now });
}

/** Of what the department answered, result or business "no". */
export const hashOf = (answer: Extract<AdapterAnswer, { kind: 'completed' | 'error' }>): string =>
  effectHash(
    answer.kind === 'completed'
      ? { variables: answer.variables }
      : { code: answer.code, variables: answer.variables ?? {} },
  );

function envelope({ clock }: DeliverDeps, job: Job, news: News, actor: Actor): Envelope {
  const common = { target: { jobId: job.id }, actor };
  if (news.kind === 'completed') {
    const { variables } = news;
    const input: InputOf<'complete-effect'> = { effectId: job.id, variables, answerHash: hashOf(news) };
    return { ...common, command: 'complete-effect', input };
  }
  if (news.kind === 'error') {
    const { code, message, variables } = news;
    const said = message === undefined ? {} : { message: message.slice(0, 4_000) };
    const input: InputOf<'throw-effect-error'> = {
      effectId: job.id,
      errorCode: code,
      ...said,
      variables,
      answerHash: hashOf(news),
    };
    return { ...common, command: 'throw-effect-error', input };
  }
  const input: InputOf<'fail-effect'> = {
    effectId: job.id,
    message: news.message.slice(0, 4_000),
    dueAt: clock.now() + pauseBefore(job, news.retryAfterMs),
    ...(news.attemptsLeft !== undefined && { attemptsLeft: news.attemptsLeft }),
    ...(news.kind === 'unknown' && { unknown: true }),
  };
  return { ...common, command: 'fail-effect', input };
}

const LONGEST_PAUSE_MS = 3_600_000;

/** What the adapter asks for, else the effect's own pause (the core doubles it), up to a fifth longer so that calls do not come in step. */
function pauseBefore(job: Job, retryAfterMs: number | undefined): number {
  const pause = retryAfterMs ?? (job.payload as OutboxPayload).delayMs;
  return Math.round(Math.min(pause, LONGEST_PAUSE_MS) * (1 + Math.random() / 5));
}
