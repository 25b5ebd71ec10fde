/** Calls to the outside, after the commit that asked for them, at least once. What comes back is a command. */

import type pg from 'pg';
import { SYSTEM } from '../commands/command.ts';
import type { InputOf } from '../commands/index.ts';
import { describe, ERRORS } from '../errors.ts';
import type { Adapter, AdapterAnswer } from '../port.ts';
import { delayJob } from '../store/jobs/delay-job.ts';
import type { Job } from '../store/jobs/job.ts';
import { releaseLease } from '../store/jobs/release-lease.ts';
import type { Clock } from './clock.ts';
import type { Envelope, Submitter } from './envelope.ts';
import type { Logger } from './logger.ts';

export interface OutboxDeps {
  readonly pool: pg.Pool;
  readonly dispatcher: Submitter;
  readonly clock: Clock;
  readonly logger: Logger;
  /** By topic. */
  readonly adapters: ReadonlyMap<string, Adapter>;
  /** Aborted when the engine stops. */
  readonly stopping: AbortSignal;
}

export interface OutboxPayload {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly delayMs: number;
}

const DEFAULT_TIMEOUT_MS = 5_000;

/** Longer than any adapter may take, so that nobody else calls while one does; short, because a killed process leaves its leases behind. */
export const leaseFor = (adapters: ReadonlyMap<string, Adapter>): number =>
  Math.max(DEFAULT_TIMEOUT_MS, ...[...adapters.values()].map((adapter) => adapter.timeoutMs ?? DEFAULT_TIMEOUT_MS)) +
  5_000;

export async function runOutboxJob(deps: OutboxDeps, job: Job): Promise<void> {
  const adapter = deps.adapters.get(job.topic ?? '');
  if (!adapter) return;
  const answer = await call(deps, adapter, job);
  if (deps.stopping.aborted && answer.kind === 'failed') return releaseLease(deps.pool, job.id);
  const outcome = await deps.dispatcher.submit(commandFor(deps, job, answer));
  if (outcome.ok) return;
  const { failure } = outcome;
  deps.logger.warn(
    { job: job.id, topic: job.topic, instanceId: job.instanceId, code: failure.code },
    'the answer of an adapter was refused',
  );
  const counts = !ERRORS[failure.code].retryable;
  await delayJob(deps.pool, {
    id: job.id,
    error: describe(failure, 'en'),
    pauseMs: 1_000 * 2 ** Math.min(job.attempts, 6),
    counts,
  });
}

/** Never rejects and never takes longer than the adapter may: what it throws is a technical failure. */
async function call(deps: OutboxDeps, adapter: Adapter, job: Job): Promise<AdapterAnswer> {
  const limit = AbortSignal.timeout(adapter.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const signal = AbortSignal.any([limit, deps.stopping]);
  const request = {
    topic: job.topic ?? '',
    idempotencyKey: job.id,
    instanceId: job.instanceId ?? '',
    businessKey: job.businessKey,
    elementId: job.elementId ?? '',
    attempt: job.attempts + 1,
    requestedBy: 'system',
    purpose: null,
    variables: (job.payload as OutboxPayload).variables,
    signal,
  };
  const aborted = new Promise<AdapterAnswer>((resolve) => {
    signal.addEventListener(
      'abort',
      () => resolve({ kind: 'failed', message: `no answer within ${adapter.timeoutMs ?? DEFAULT_TIMEOUT_MS} ms` }),
      { once: true },
    );
  });
  const answered = (async () => adapter.call(request))().catch((error: unknown): AdapterAnswer => {
    deps.logger.warn({ err: error, adapter: adapter.name, topic: job.topic, job: job.id }, 'an adapter failed');
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  });
  return Promise.race([answered, aborted]);
}

function commandFor(deps: OutboxDeps, job: Job, answer: AdapterAnswer): Envelope {
  const common = { target: { jobId: job.id }, actor: SYSTEM };
  if (answer.kind === 'completed') {
    const input: InputOf<'complete-effect'> = { effectId: job.id, variables: answer.variables };
    return { ...common, command: 'complete-effect', input };
  }
  if (answer.kind === 'error') {
    const { code, message, variables } = answer;
    const input: InputOf<'throw-effect-error'> = { effectId: job.id, errorCode: code, message, variables };
    return { ...common, command: 'throw-effect-error', input };
  }
  const input: InputOf<'fail-effect'> = {
    effectId: job.id,
    message: answer.message,
    dueAt: deps.clock.now() + pauseBefore(job, answer),
  };
  return { ...common, command: 'fail-effect', input };
}

/** What the adapter asks for, else the effect's own pause (the core doubles it), up to a fifth longer so that calls do not come in step. */
function pauseBefore(job: Job, answer: Extract<AdapterAnswer, { kind: 'failed' | 'unknown' }>): number {
  const pause = ('retryAfterMs' in answer ? answer.retryAfterMs : undefined) ?? (job.payload as OutboxPayload).delayMs;
  return Math.round(pause * (1 + Math.random() / 5));
}
