/** Signals: everybody who listens at the moment of the throw gets one, each by a commit of his own; one receiver's trouble is not another's. */
import type pg from 'pg';
import type { AsyncWork } from '../commands/change-rows.ts';
import { insertSignal } from '../store/insert-signal.ts';
import type { Job } from '../store/jobs/job.ts';
import type { Clock } from './clock.ts';
import { uuidv7 } from './ids.ts';

export interface ThrowInput {
  readonly name: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Only to this case. */
  readonly instanceId?: string | null;
}

export interface ThrowAnswer {
  /** How many listened. */
  readonly receivers: number;
}

export interface SignalsDeps {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  /** Resolves when it is written who waits for the signal. */
  readonly flush: (name: string) => Promise<void>;
  /** Does a delivery, now; leaves it for later where it fails. */
  readonly run: (job: Job) => Promise<void>;
}

/** While we deliver them ourselves, no other process does. */
const LEASE_MS = 10_000;

export class Signals {
  readonly #deps: SignalsDeps;

  constructor(deps: SignalsDeps) {
    this.#deps = deps;
  }

  /** Answers when the receivers have committed. */
  async throw(input: ThrowInput): Promise<ThrowAnswer> {
    const { name, variables = {}, instanceId = null } = input;
    return this.#deliver({ id: uuidv7(this.#deps.clock.now()), name, variables, instanceId, sentBy: null });
  }

  /** A signal that a case has thrown. */
  async deliverSent(job: Job, { name, variables }: Extract<AsyncWork, { work: 'signal' }>): Promise<void> {
    await this.#deliver({ id: job.id, name, variables, instanceId: null, sentBy: job.id });
  }

  async #deliver(signal: {
    id: string;
    name: string;
    variables: Readonly<Record<string, unknown>>;
    instanceId: string | null;
    sentBy: string | null;
  }): Promise<ThrowAnswer> {
    await this.#deps.flush(signal.name);
    const jobs = await insertSignal(this.#deps.pool, { ...signal, at: this.#deps.clock.now(), leaseMs: LEASE_MS });
    await Promise.all(jobs.map((job) => this.#deps.run(job)));
    return { receivers: jobs.length };
  }
}
