/** Signals: everybody who listens at the moment of the throw gets one, each by a commit of his own; one receiver's trouble is not another's. */
import type pg from 'pg';
import type { AsyncWork } from '../commands/change-rows.ts';
import { insertSignal } from '../store/insert-signal.ts';
import type { Job } from '../store/jobs/job.ts';
import { removeSent } from '../store/remove-sent.ts';
import type { Clock } from './clock.ts';
import type { Dispatcher } from './dispatcher.ts';
import { uuidv7 } from './ids.ts';
import type { SubscriptionBook } from './subscription-book.ts';

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
  readonly dispatcher: Pick<Dispatcher, 'flush'>;
  /** Of a process that has the database to itself. */
  readonly book?: SubscriptionBook | undefined;
  /** Does a delivery, now; leaves it for later where it fails. */
  readonly run: (job: Job) => Promise<void>;
}

/** While we deliver them ourselves, no other process does. */
const LEASE_MS = 10_000;

export class Signals {
  readonly #deps: SignalsDeps;
  /** Jobs of signals that nobody has heard: that they are done need not be written at once. */
  #unheard: string[] = [];

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
    const { book, dispatcher } = this.#deps;
    if (book && !(await book.isAwaited({ name, businessKey: null }))) {
      this.#unheard.push(job.id);
      return;
    }
    // Its row is among what its sender has to write.
    if (job.instanceId !== null) await dispatcher.flush([job.instanceId]);
    await this.#deliver({ id: job.id, name, variables, instanceId: null, sentBy: job.id });
  }

  /** Resolves when everything that was said is written. */
  async flush(): Promise<void> {
    const unheard = this.#unheard;
    this.#unheard = [];
    if (unheard.length > 0) await removeSent(this.#deps.pool, unheard);
  }

  async #deliver(signal: {
    id: string;
    name: string;
    variables: Readonly<Record<string, unknown>>;
    instanceId: string | null;
    sentBy: string | null;
  }): Promise<ThrowAnswer> {
    const { pool, clock, book, dispatcher, run } = this.#deps;
    if (book) await dispatcher.flush(book.changed({ name: signal.name, businessKey: null }));
    const jobs = await insertSignal(pool, { ...signal, at: clock.now(), leaseMs: LEASE_MS });
    await Promise.all(jobs.map((job) => run(job)));
    return { receivers: jobs.length };
  }
}
