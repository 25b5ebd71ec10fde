/**
 * Work that departments' own programs fetch: calls on topics that no adapter serves. A worker locks what it fetches; only while its lock
 * holds, by the engine's clock, may it answer, and the commit of the answer checks that once more.
 */
import type pg from 'pg';
import type { Actor } from '../commands/command.ts';
import type { InputOf } from '../commands/index.ts';
import { type Failure, fail, ok, type Result } from '../errors.ts';
import { markSent } from '../store/effects/mark-sent.ts';
import { extendLock, type Lock, lockExternal, lockOne, releaseLock } from '../store/jobs/external.ts';
import { findJob } from '../store/jobs/find-job.ts';
import type { Job } from '../store/jobs/job.ts';
import type { Clock } from './clock.ts';
import { hashOf, type OutboxPayload } from './departments/deliver.ts';
import { checkGrants } from './departments/topic-grants.ts';
import type { Outcome, Submitter } from './envelope.ts';

export interface TopicRequest {
  readonly topic: string;
  /** Milliseconds. */
  readonly lockDuration: number;
  /** Only these variables; all of the job's where absent. */
  readonly variables?: readonly string[];
  /** Only of cases with this business key, or of this process. */
  readonly businessKey?: string;
  readonly definitionKey?: string;
}

export interface FetchRequest {
  readonly workerId: string;
  readonly topics: readonly TopicRequest[];
  readonly maxTasks: number;
  readonly actor: Actor;
  /** Default true; false: in the order they fell due. */
  readonly usePriority?: boolean;
  /** Milliseconds to wait for work where there is none; default 0. */
  readonly asyncResponseTimeout?: number;
  /** Aborted when the caller has gone. */
  readonly signal?: AbortSignal;
}

export interface ExternalTask {
  readonly id: string;
  readonly topic: string;
  readonly instanceId: string;
  readonly businessKey: string | null;
  readonly definitionId: string | null;
  readonly definitionKey: string | null;
  readonly elementId: string;
  readonly elementInstanceId: string | null;
  readonly lastError: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Epoch ms. */
  readonly lockExpiresAt: number;
  /** Fencing: of this lock alone, greater than that of every earlier one. */
  readonly lockToken: number;
  readonly retries: number;
  readonly priority: number;
}

export interface WorkerCall {
  readonly id: string;
  readonly workerId: string;
  /** Of the lock by which it answers: one that was taken since, be it by a worker of the same name, refuses it. Absent: any lock of that name. */
  readonly lockToken?: number | undefined;
  readonly actor: Actor;
  /** Idempotency key. */
  readonly receipt?: string;
}

export interface WorkerFailure {
  readonly message: string;
  /** Tries left; 0 makes an incident. */
  readonly retries?: number;
  /** Milliseconds until the next try. */
  readonly retryTimeout?: number;
}

export interface WorkerError {
  readonly errorCode: string;
  readonly message?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface ExternalTasksDeps {
  readonly pool: pg.Pool;
  readonly dispatcher: Submitter;
  readonly clock: Clock;
  /** Topics served in this process; workers do not get them. */
  readonly served: ReadonlySet<string>;
}

const LONGEST_POLL_MS = 1_000;

export class ExternalTasks {
  readonly #deps: ExternalTasksDeps;
  readonly #waiting = new Set<() => void>();

  constructor(deps: ExternalTasksDeps) {
    this.#deps = deps;
  }

  /** Locks up to `maxTasks` of topics that the actor was granted; waits for the first one as long as asked. */
  async fetchAndLock(request: FetchRequest): Promise<Result<ExternalTask[]>> {
    const granted = await checkGrants(
      this.#deps.pool,
      request.actor,
      request.topics.map(({ topic }) => topic),
    );
    if (!granted.ok) return granted;
    const deadline = Date.now() + (request.asyncResponseTimeout ?? 0);
    for (;;) {
      const woken = this.#wake(deadline, request.signal);
      const found = await this.#lock(request);
      const rest = deadline - Date.now();
      if (found.length > 0 || rest <= 0 || request.signal?.aborted) {
        woken.cancel();
        return ok(found);
      }
      await woken.promise;
    }
  }

  /** There may be work: whoever waits looks again. */
  nudge(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  complete(call: WorkerCall, variables: Readonly<Record<string, unknown>> = {}): Promise<Outcome> {
    const answerHash = hashOf({ kind: 'completed', variables });
    const input: InputOf<'complete-effect'> = { effectId: call.id, variables, answerHash };
    return this.#answer(call, 'complete-effect', input);
  }

  failure(call: WorkerCall, { message, retries, retryTimeout }: WorkerFailure): Promise<Outcome> {
    const input: InputOf<'fail-effect'> = {
      effectId: call.id,
      message,
      ...(retries !== undefined && { attemptsLeft: retries }),
      ...(retryTimeout !== undefined && { dueAt: this.#deps.clock.now() + retryTimeout }),
    };
    return this.#answer(call, 'fail-effect', input);
  }

  bpmnError(call: WorkerCall, { errorCode, message, variables }: WorkerError): Promise<Outcome> {
    const answerHash = hashOf({ kind: 'error', code: errorCode, ...(variables && { variables }) });
    const input: InputOf<'throw-effect-error'> = { effectId: call.id, errorCode, message, variables, answerHash };
    return this.#answer(call, 'throw-effect-error', input);
  }

  /** Gives the worker `lockDuration` ms from now; the new end of the lock. */
  async extendLock(
    { id, workerId, actor, lockToken: token }: WorkerCall,
    lockDuration: number,
  ): Promise<Result<number>> {
    const allowed = await this.#check(await findJob(this.#deps.pool, id), actor);
    if (!allowed.ok) return allowed;
    const now = this.#deps.clock.now();
    const until = now + lockDuration;
    const held = await extendLock(this.#deps.pool, { id, worker: holderOf(actor, workerId), now, token }, until);
    return held ? ok(until) : { ok: false, failure: await this.#whyNot(id, workerId) };
  }

  /** Locks one due task that nobody holds. */
  async lock({ id, workerId, actor, lockToken: token }: WorkerCall, lockDuration: number): Promise<Result<void>> {
    const { pool, clock } = this.#deps;
    const job = await findJob(pool, id);
    if (job?.kind !== 'outbox' || this.#deps.served.has(job.topic ?? ''))
      return fail('not-found', { kind: 'external task', id });
    const allowed = await this.#check(job, actor);
    if (!allowed.ok) return allowed;
    const now = clock.now();
    const worker = holderOf(actor, workerId);
    const held = await lockOne(pool, { id, worker, now, token }, now + lockDuration);
    if (!held) return { ok: false, failure: notLocked(id, workerId) };
    await markSent(pool, now, [{ id, worker }]);
    return ok(undefined);
  }

  async unlock({ id, workerId, actor, lockToken: token }: WorkerCall): Promise<Result<void>> {
    const allowed = await this.#check(await findJob(this.#deps.pool, id), actor);
    if (!allowed.ok) return allowed;
    const { pool, clock } = this.#deps;
    const held = await releaseLock(pool, { id, worker: holderOf(actor, workerId), now: clock.now(), token });
    if (!held) return { ok: false, failure: await this.#whyNot(id, workerId) };
    this.nudge();
    return ok(undefined);
  }

  async #lock({ workerId, topics, maxTasks, actor, usePriority = true }: FetchRequest): Promise<ExternalTask[]> {
    const { pool, clock, served } = this.#deps;
    const now = clock.now();
    const asked = new Map(topics.filter(({ topic }) => !served.has(topic)).map((each) => [each.topic, each]));
    if (asked.size === 0) return [];
    const worker = holderOf(actor, workerId);
    const jobs = await lockExternal(pool, {
      worker,
      topics: [...asked.values()].map(({ lockDuration, variables: _, ...each }) => ({
        ...each,
        lockedUntil: now + lockDuration,
      })),
      now,
      limit: maxTasks,
      byPriority: usePriority,
    });
    const sent = await markSent(
      pool,
      now,
      jobs.map(({ id }) => ({ id, worker })),
    );
    const marked = new Set(sent.map(({ id }) => id));
    // What a commit is at in this moment is not handed out: it is just being settled.
    for (const { id } of jobs) if (!marked.has(id)) await releaseLock(pool, { id, worker, now });
    return jobs.filter(({ id }) => marked.has(id)).map((job) => taskOf(job, asked.get(job.topic ?? '')?.variables));
  }

  async #answer(
    { id, workerId, actor, receipt, lockToken: token }: WorkerCall,
    command: string,
    input: unknown,
  ): Promise<Outcome> {
    const job = await findJob(this.#deps.pool, id);
    const allowed = await this.#check(job, actor);
    if (!allowed.ok) return allowed;
    const lock = { worker: holderOf(actor, workerId), now: this.#deps.clock.now(), token };
    if (job && !isHeld(job, lock)) return { ok: false, failure: notLocked(id, workerId) };
    const outcome = await this.#deps.dispatcher.submit({
      command,
      target: { jobId: id },
      input,
      actor,
      receipt,
      consumes: { kind: 'job', id, lock },
    });
    if (!outcome.ok && outcome.failure.code === 'already-consumed')
      return { ok: false, failure: await this.#whyNot(id, workerId) };
    return outcome;
  }

  /** A job that is gone is told by its own refusal. */
  async #check(job: Job | undefined, actor: Actor): Promise<Result<void>> {
    return job?.topic ? checkGrants(this.#deps.pool, actor, [job.topic]) : ok(undefined);
  }

  async #whyNot(id: string, worker: string): Promise<Failure> {
    const job = await findJob(this.#deps.pool, id);
    return job ? notLocked(id, worker) : fail('not-found', { kind: 'external task', id }).failure;
  }

  /** Resolves at a nudge, at the deadline, when the caller has gone, and once in a while because locks run out by themselves. */
  #wake(deadline: number, signal: AbortSignal | undefined): { promise: Promise<void>; cancel: () => void } {
    let wake = (): void => undefined;
    const promise = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const timer = setTimeout(wake, Math.max(0, Math.min(deadline - Date.now(), LONGEST_POLL_MS)));
    this.#waiting.add(wake);
    signal?.addEventListener('abort', wake, { once: true });
    const cancel = (): void => {
      clearTimeout(timer);
      this.#waiting.delete(wake);
      signal?.removeEventListener('abort', wake);
    };
    return { promise: promise.finally(cancel), cancel };
  }
}

/** A worker names itself, so its name counts within its account only: another department's worker of the same name does not hold its locks. */
const holderOf = ({ id }: Actor, workerId: string): string => `${id}/${workerId}`;

/** The worker that holds a lock, by its own name. */
export const workerOf = ({ lockedBy }: Pick<Job, 'lockedBy'>, { id }: Pick<Actor, 'id'>): string | null =>
  lockedBy?.startsWith(`${id}/`) ? lockedBy.slice(id.length + 1) : null;

const isHeld = (job: Job, { worker, now, token }: Omit<Lock, 'id'>): boolean =>
  job.lockedBy === worker && (job.lockedUntil ?? 0) > now && (token === undefined || job.lockToken === token);

const notLocked = (id: string, worker: string): Failure => fail('external-task-not-locked', { id, worker }).failure;

function taskOf(job: Job, names: readonly string[] | undefined): ExternalTask {
  const all = (job.payload as OutboxPayload).variables;
  return {
    id: job.id,
    topic: job.topic ?? '',
    instanceId: job.instanceId ?? '',
    businessKey: job.businessKey,
    definitionId: job.definitionId,
    definitionKey: job.definitionKey,
    elementId: job.elementId ?? '',
    elementInstanceId: job.elementInstanceId,
    lastError: job.lastError,
    variables: names ? Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name))) : all,
    lockExpiresAt: job.lockedUntil ?? 0,
    lockToken: job.lockToken ?? 0,
    retries: job.attemptsLeft ?? 0,
    priority: job.priority,
  };
}
