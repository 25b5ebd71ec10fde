/** What people do with jobs: fire one now, try a failed one again, give it another time. */
import type pg from 'pg';
import type { Actor } from '../commands/command.ts';
import type { InputOf } from '../commands/index.ts';
import { fail } from '../errors.ts';
import { findJob } from '../store/jobs/find-job.ts';
import type { Job } from '../store/jobs/job.ts';
import { reopenJob } from '../store/jobs/reopen-job.ts';
import { rescheduleStartTimer } from '../store/jobs/reschedule-job.ts';
import type { Clock } from './clock.ts';
import type { Departments } from './departments/departments.ts';
import type { AdapterGate } from './departments/gate.ts';
import type { Outcome, Submitter } from './envelope.ts';
import { fireTimer, type JobDeps, runJob } from './run-job.ts';

export interface JobsDeps extends JobDeps {
  readonly pool: pg.Pool;
  readonly dispatcher: Submitter;
  readonly clock: Clock;
  readonly departments: Departments;
  /** Calls the adapter of a job, now; false where somebody is at it. */
  readonly callAdapter: (job: Job, gate: AdapterGate) => Promise<boolean>;
  /** There may be due jobs. */
  readonly nudge: () => void;
}

export class Jobs {
  readonly #deps: JobsDeps;

  constructor(deps: JobsDeps) {
    this.#deps = deps;
  }

  /** Does the job now, due or not, and answers when its consequences are committed. A timer fires as if its time had come. */
  async execute(id: string, actor: Actor): Promise<Outcome> {
    const job = await findJob(this.#deps.pool, id);
    if (!job) return missing(id);
    const at = Math.max(this.#deps.clock.now(), job.dueAt);
    if (job.kind === 'timer' && job.instanceId !== null)
      return this.#deps.dispatcher.submit({ ...fireTimer(job, at), actor });
    if (job.kind !== 'outbox') return runJob(this.#deps, job, job.kind === 'timer' ? at : undefined);
    const gate = this.#deps.departments.gateOf(job.topic ?? '');
    if (!gate) return fail('external-task-elsewhere', { id, topic: job.topic ?? '' });
    const state = this.#deps.departments.isBlocked(gate) ? 'out of order or off' : null;
    const called = state === null && (await this.#deps.callAdapter(job, gate));
    if (!called) return fail('adapter-not-callable', { adapter: gate.adapter.name, state: state ?? 'at it' });
    return { ok: true, instanceId: job.instanceId ?? '', answer: null, replayed: false };
  }

  /** A failed job is tried again, with all its attempts. */
  async retry(id: string, actor: Actor): Promise<Outcome> {
    const job = await findJob(this.#deps.pool, id);
    if (!job) return missing(id);
    if (job.kind === 'outbox') {
      const input: InputOf<'retry-job'> = { jobId: id };
      return this.#deps.dispatcher.submit({ command: 'retry-job', target: { jobId: id }, input, actor });
    }
    await reopenJob(this.#deps.pool, id);
    this.#deps.nudge();
    return { ok: true, instanceId: job.instanceId ?? '', answer: null, replayed: false };
  }

  /** `dueAt`: epoch ms. */
  async reschedule(id: string, dueAt: number, actor: Actor): Promise<Outcome> {
    const job = await findJob(this.#deps.pool, id);
    if (!job) return missing(id);
    if (job.instanceId !== null) {
      const input: InputOf<'reschedule-job'> = { jobId: id, dueAt };
      return this.#deps.dispatcher.submit({ command: 'reschedule-job', target: { jobId: id }, input, actor });
    }
    if (!(await rescheduleStartTimer(this.#deps.pool, id, dueAt))) return missing(id);
    this.#deps.nudge();
    return { ok: true, instanceId: '', answer: null, replayed: false };
  }
}

const missing = (id: string): Outcome => fail('not-found', { kind: 'job', id });
