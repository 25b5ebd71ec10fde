/**
 * The shell, put together: one dispatcher, the loops that send it what falls due, and the ways in from outside. Any number of these, in
 * one process or many, may share a database.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { CaseChange } from '../commands/change.ts';
import type { Adapter } from '../port.ts';
import { ScriptPool, type ScriptPoolOptions } from '../scripts/script-pool.ts';
import { createPool } from '../store/connection.ts';
import { pruneEffects } from '../store/effects/prune-effects.ts';
import type { Job } from '../store/jobs/job.ts';
import { listen } from '../store/notifications.ts';
import { sweepTally } from '../store/read/board.ts';
import { sweepOffers } from '../store/sweep-offers.ts';
import { sweepReceipts } from '../store/sweep-receipts.ts';
import { Broadcast, type News } from './broadcast.ts';
import { CalendarRegistry } from './calendars.ts';
import { ringCard } from './cards/alarm.ts';
import { issueRequested } from './cards/issue-requested.ts';
import { Changes, committedChange } from './changes.ts';
import { type Clock, TestClock } from './clock.ts';
import type { Compilers } from './compilers.ts';
import { DataStoreRegister } from './data-stores.ts';
import type { CommandTable } from './decide-chain.ts';
import { DefinitionRegistry } from './definitions.ts';
import { Departments } from './departments/departments.ts';
import { Reconciliation } from './departments/reconciliation.ts';
import { Deployments } from './deploy.ts';
import { Dispatcher, type DispatcherOptions, type DispatcherStats } from './dispatcher.ts';
import { readEnglishNames } from './english-names.ts';
import { ExternalTasks } from './external-tasks.ts';
import { uuidv7 } from './ids.ts';
import { Incoming } from './incoming.ts';
import { Intake } from './intake.ts';
import { JobBook } from './job-book.ts';
import { type JobQueue, sharedQueue } from './job-queue.ts';
import { JobRunner, type JobRunnerOptions } from './job-runner.ts';
import { Jobs } from './jobs.ts';
import type { Logger } from './logger.ts';
import { Messages } from './messages.ts';
import { OrganisationRegistry } from './organisation.ts';
import { callNow, type OutboxCall, runOutboxCall, takeCalls } from './outbox.ts';
import { ringRating } from './ratings/alarm.ts';
import { Retimings } from './retimings.ts';
import { runOrDelay } from './run-job.ts';
import { runScriptJob, scriptLeaseFor } from './script-jobs.ts';
import { Sharing } from './sharing/sharing.ts';
import { Signals } from './signals.ts';
import { SubscriptionBook } from './subscription-book.ts';
import { TaskTaker } from './take-next.ts';

export interface RuntimeOptions {
  readonly databaseUrl: string;
  readonly clock: Clock;
  readonly commands: CommandTable;
  readonly compilers: Compilers;
  readonly adapters: readonly Adapter[];
  readonly logger: Logger;
  readonly dispatcher?: Pick<DispatcherOptions, 'batchSize' | 'pipeline' | 'queueLimit' | 'maxCaseLength' | 'seedFor'>;
  /** No other process is at the database: nobody is told of commits, jobs are known without looking, and much is written late. See `flush`. */
  readonly alone?: boolean;
  /** How often the loops look for due work without being told, ms; default 1000. */
  readonly pollMs?: number;
  readonly scripts?: ScriptPoolOptions;
  /** How long the ledger of effects keeps what is settled and whose case has ended, days; default 1096. */
  readonly effectDays?: number;
  /** How long after its end a case is kept before its definition may be deleted with it, calendar years; default 0: no schedule is in force. */
  readonly retentionYears?: number;
}

export interface Runtime {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly dispatcher: Dispatcher;
  readonly definitions: DefinitionRegistry;
  readonly organisation: OrganisationRegistry;
  readonly calendars: CalendarRegistry;
  readonly retimings: Retimings;
  readonly deployments: Deployments;
  readonly messages: Messages;
  readonly signals: Signals;
  readonly externalTasks: ExternalTasks;
  readonly departments: Departments;
  readonly reconciliation: Reconciliation;
  readonly jobs: Jobs;
  readonly dataStores: DataStoreRegister;
  readonly taker: TaskTaker;
  readonly intake: Intake;
  readonly incoming: Incoming;
  readonly changes: Changes;
  readonly sharing: Sharing;
  /**
   * Resolves when everything due by the engine's clock has been processed, what follows from it included: timers, messages, signals, scripts and
   * calls to adapters, those that another process has taken too. Calls that external workers serve are not waited for.
   */
  settle(): Promise<void>;
  /**
   * Moves the test clock to an instant. Going forward it stops at every due time on the way, so that what falls due later because of
   * something earlier falls due at its own time. Moves follow one another; a function is asked when its turn has come. Resolves when
   * everything due is processed; refuses with an error on any other clock.
   */
  moveClock(to: number | ((now: number) => number)): Promise<void>;
  /** When the next job falls due, epoch ms; undefined where none waits. */
  nextDue(): Promise<number | undefined>;
  /** Resolves when everything that was answered is written: an engine that is alone holds back what nobody asks about. */
  flush(): Promise<void>;
  /** Begins to take due work and to listen to other processes. */
  start(): Promise<void>;
  /** Answers what was taken, ends what is under way, closes the connections. */
  stop(): Promise<void>;
  stats(): DispatcherStats;
}

const LEASE_MS = 10_000;
const SWEEP_MS = 5_000;
/** Batches under way, due jobs, deliveries; more only wait for the same processors. */
export const CONNECTIONS = 8;
/** Each connection has plans of its own for the same statements: where nobody waits for an answer, few do as much with less. */
const CONNECTIONS_ALONE = 2;
const DEFAULT_EFFECT_DAYS = 1_096;
const DAY_MS = 86_400_000;
const MAX_CLOCK_STOPS = 20_000;
/** While another process is at what is due. */
const SETTLE_PAUSE_MS = 5;

export async function createRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { clock, logger } = options;
  const onError = (error: Error): void => logger.warn({ err: error }, 'lost an idle database connection');
  const pool = createPool({
    connectionString: options.databaseUrl,
    max: options.alone ? CONNECTIONS_ALONE : CONNECTIONS,
    name: 'tongban',
    onError,
  });
  const runtime = new EngineRuntime(options, pool, uuidv7(clock.now()));
  await Promise.all([runtime.definitions.refresh(), runtime.organisation.refresh(), runtime.calendars.refresh()]);
  return runtime;
}

class EngineRuntime implements Runtime {
  readonly pool: pg.Pool;
  readonly clock: Clock;
  readonly dispatcher: Dispatcher;
  readonly definitions: DefinitionRegistry;
  readonly organisation: OrganisationRegistry;
  readonly calendars: CalendarRegistry;
  readonly retimings: Retimings;
  readonly deployments: Deployments;
  readonly messages: Messages;
  readonly signals: Signals;
  readonly externalTasks: ExternalTasks;
  readonly departments: Departments;
  readonly reconciliation: Reconciliation;
  readonly jobs: Jobs;
  readonly dataStores: DataStoreRegister;
  readonly taker: TaskTaker;
  readonly intake: Intake;
  readonly incoming: Incoming;
  readonly changes: Changes;
  readonly sharing: Sharing;
  readonly #options: RuntimeOptions;
  readonly #logger: Logger;
  readonly #id: string;
  readonly #timers: JobRunner;
  readonly #outbox: JobRunner<OutboxCall>;
  readonly #scripts: JobRunner;
  readonly #sandbox: ScriptPool;
  readonly #queue: JobQueue;
  readonly #subscriptionBook: SubscriptionBook | undefined;
  readonly #broadcast: Broadcast;
  readonly #stopping = new AbortController();
  #stopListening: (() => Promise<void>) | undefined;
  #sweeper: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> = Promise.resolve();
  #reading: Promise<void> = Promise.resolve();
  #settling: Promise<void> = Promise.resolve();
  #moving: Promise<void> = Promise.resolve();

  constructor(options: RuntimeOptions, pool: pg.Pool, id: string) {
    const { clock, logger, commands, compilers } = options;
    this.pool = pool;
    this.clock = clock;
    this.#options = options;
    this.#logger = logger;
    this.#id = id;
    this.departments = new Departments(pool, options.adapters, clock);
    this.changes = new Changes(id);
    this.definitions = new DefinitionRegistry(pool, compilers);
    this.organisation = new OrganisationRegistry(pool);
    this.calendars = new CalendarRegistry(pool);
    const { definitions, organisation, calendars, departments } = this;
    const onCommitted = (changes: readonly CaseChange[]): void => this.#committed(changes);
    this.dispatcher = new Dispatcher({
      pool,
      commands,
      definitions,
      organisation,
      calendars,
      clock,
      logger,
      onCommitted,
      alone: options.alone,
      ...options.dispatcher,
    });
    const { dispatcher } = this;
    const queue = options.alone ? new JobBook(pool) : sharedQueue(pool);
    this.#queue = queue;
    this.#subscriptionBook = options.alone ? new SubscriptionBook(pool, () => definitions.sequence) : undefined;
    this.messages = new Messages({ pool, dispatcher, clock, logger, book: this.#subscriptionBook });
    this.taker = new TaskTaker({ pool, dispatcher, clock });
    this.intake = new Intake({ pool, messages: this.messages, clock, logger });
    this.incoming = new Incoming({ pool, messages: this.messages, clock, logger });
    const run = (job: Job): Promise<void> => runOrDelay(deps, job);
    this.signals = new Signals({ pool, clock, dispatcher, book: this.#subscriptionBook, run });
    this.retimings = new Retimings({ pool, dispatcher, calendars, clock, nudge: () => this.#nudge() });
    const activate = (job: Job): Promise<void> => this.deployments.activate(job);
    const deps = {
      pool,
      queue,
      dispatcher,
      messages: this.messages,
      signals: this.signals,
      definitions,
      activate,
      retime: (job: Job) => this.retimings.go(job),
      ringRating: (job: Job, at?: number) => ringRating({ pool, clock, organisation, calendars, dispatcher }, job, at),
      ringCard: (job: Job, at?: number) => ringCard({ pool, clock, organisation, calendars, dispatcher }, job, at),
      issueCard: (job: Job) => issueRequested({ pool, clock, organisation, calendars }, job),
      runScript: (job: Job) => runScriptJob({ dispatcher, definitions, scripts: this.#sandbox }, job),
      clock,
      logger,
    };
    const stopping = this.#stopping.signal;
    this.sharing = new Sharing({ pool, clock, logger, departments, stopping });
    const outbox = { pool, queue, dispatcher, clock, logger, departments, sharing: this.sharing, stopping };
    this.reconciliation = new Reconciliation(outbox);
    this.#timers = this.#runner(
      'timers',
      200,
      (limit) => queue.claimDue({ now: clock.now(), limit, leaseMs: LEASE_MS }),
      run,
      () => queue.nextTimer(),
    );
    this.#outbox = this.#runner(
      'outbox',
      departments.concurrent,
      (limit, except) => takeCalls(outbox, limit, except),
      // An adapter that was full has room again, and nobody else tells.
      async (call) => {
        if (await runOutboxCall(outbox, call)) this.#outbox.nudge();
      },
    );
    const scripts = new ScriptPool(options.scripts);
    this.#sandbox = scripts;
    this.#scripts = this.#runner(
      'scripts',
      scripts.threads,
      (limit, except) =>
        queue.claimScripts({ now: clock.now(), limit, leaseMs: scriptLeaseFor(scripts.limits), except }),
      run,
    );
    this.externalTasks = new ExternalTasks({ pool, dispatcher, clock, served: new Set(departments.topics) });
    this.jobs = new Jobs({
      ...deps,
      callAdapter: (job, gate) => callNow(outbox, job, gate),
      departments,
      nudge: () => this.#nudge(),
    });
    this.dataStores = new DataStoreRegister({ pool, definitions, clock, nudge: () => this.#nudge() });
    this.#broadcast = new Broadcast(pool, logger, id);
    this.deployments = new Deployments({
      pool,
      compilers,
      definitions,
      dispatcher,
      clock,
      retentionYears: options.retentionYears ?? 0,
      organisation,
      onChanged: (due) => this.#definitionsChanged(due),
      onRecipes: (names) => this.messages.readAgain(names),
    });
  }

  /** One after the other: two that look for work at the same time would each take the other for work. */
  settle(): Promise<void> {
    const settled = this.#settling.then(() => this.#settle());
    this.#settling = settled.catch(() => undefined);
    return settled;
  }

  async #settle(): Promise<void> {
    for (;;) {
      const before = this.#taken();
      const due = await this.#queue.dueNow(this.clock.now(), this.departments.callableTopics);
      const runners = [
        [due.inside, this.#timers],
        [due.calls, this.#outbox],
        [due.scripts, this.#scripts],
      ] as const;
      // What is asked of departments goes on beside it, but for cases with something due inside: that comes first, in whatever order it is committed.
      for (const [isDue, runner] of runners) if (isDue || runner.isBusy) await runner.begin(this.#timers.cases);
      for (const [, runner] of runners) await runner.finish();
      await this.intake.idle();
      const met = await this.messages.idle();
      const isBusy = this.#runners().some((runner) => runner.isBusy);
      const isTaken = this.#taken() !== before;
      if (!met && !due.undone && !isBusy && !isTaken) return;
      if (due.undone && !isTaken) await sleep(SETTLE_PAUSE_MS);
    }
  }

  #runners(): readonly Pick<JobRunner, 'isBusy' | 'nudge' | 'start' | 'stop' | 'taken' | 'wakeAt'>[] {
    return [this.#timers, this.#outbox, this.#scripts];
  }

  #taken(): number {
    return this.#runners().reduce((sum, { taken }) => sum + taken, 0);
  }

  moveClock(to: number | ((now: number) => number)): Promise<void> {
    const { clock } = this;
    if (!(clock instanceof TestClock))
      return Promise.reject(new Error('Expected a test clock, but the engine runs on the real one.'));
    const move = this.#moving.then(() => this.#moveClock(clock, typeof to === 'number' ? to : to(clock.now())));
    this.#moving = move.catch(() => undefined);
    return move;
  }

  async #moveClock(clock: TestClock, to: number): Promise<void> {
    for (let stops = 0; stops < MAX_CLOCK_STOPS; stops++) {
      await this.settle();
      const due = await this.nextDue();
      if (due === undefined || due > to) break;
      clock.set(Math.max(due, clock.now()));
    }
    clock.set(to);
    await this.settle();
    this.externalTasks.nudge();
  }

  nextDue(): Promise<number | undefined> {
    return this.#queue.nextDue(this.departments.callableTopics);
  }

  async flush(): Promise<void> {
    await this.dispatcher.flush();
    await this.messages.flush();
    await this.signals.flush();
    await this.#queue.flush();
  }

  async start(): Promise<void> {
    this.#stopListening = listen({
      connectionString: this.#options.databaseUrl,
      onPayload: (payload) => this.#hear(JSON.parse(payload) as News),
      onConnected: () => {
        void this.#refresh(this.organisation, 'the organisation');
        void this.#refresh(this.calendars, 'the calendars');
        this.#nudge();
      },
      onError: (error) =>
        this.#logger.warn({ err: error }, 'lost the connection that listens to other processes; connecting again'),
    });
    for (const runner of this.#runners()) runner.start();
    this.#reading = this.#readNames();
    this.#sweeper = setInterval(() => {
      this.#sweeping = this.#sweep();
    }, SWEEP_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#sweeper);
    await this.#stopListening?.();
    this.#stopping.abort();
    await Promise.all([this.#sweeping, this.#reading]);
    await Promise.all(this.#runners().map((runner) => runner.stop()));
    await this.#sandbox.stop();
    await this.intake.idle();
    await this.messages.idle();
    await this.incoming.flush();
    await this.dispatcher.stop();
    await this.messages.idle();
    await this.messages.flush();
    await this.signals.flush();
    await this.#queue.flush();
    await this.#broadcast.stop();
    await this.pool.end();
  }

  async #readNames(): Promise<void> {
    try {
      await readEnglishNames(
        { pool: this.pool, definitions: this.definitions, logger: this.#logger },
        this.#stopping.signal,
      );
    } catch (error) {
      this.#logger.warn(
        { err: error },
        'English names of earlier definitions were not read; the next start tries again',
      );
    }
  }

  stats(): DispatcherStats {
    return this.dispatcher.stats();
  }

  #runner<Taken extends Job>(
    name: string,
    concurrency: number,
    claim: JobRunnerOptions<Taken>['claim'],
    run: (job: Taken) => Promise<void>,
    next = () => Promise.resolve(Number.POSITIVE_INFINITY),
  ): JobRunner<Taken> {
    return new JobRunner({
      name,
      clock: this.clock,
      logger: this.#logger,
      concurrency,
      pollMs: this.#options.pollMs ?? 1_000,
      claim,
      run,
      next,
    });
  }

  #committed(changes: readonly CaseChange[]): void {
    this.#queue.note(changes);
    this.#subscriptionBook?.note(changes);
    const told = changes.map((change) =>
      committedChange(change, this.definitions.head(change.after.definitions[0] ?? '')?.key ?? ''),
    );
    this.changes.tell(told);
    const due = earliestDue(changes);
    if (due !== Number.POSITIVE_INFINITY) this.#wakeAt(due);
    this.messages.meet(changes);
    if (!this.#options.alone) this.#broadcast.committed(told, due);
  }

  #hear(news: News): void {
    if (news.organisation) void this.#refresh(this.organisation, 'the organisation');
    if (news.calendars) void this.#refresh(this.calendars, 'the calendars');
    if (news.from === this.#id) return;
    if (news.definitions) void this.#refresh(this.definitions, 'the definitions');
    if (news.due !== undefined) this.#wakeAt(news.due);
    if (news.changes) this.changes.tell(news.changes);
    if (news.more) this.changes.tell([undefined]);
  }

  async #refresh(registry: { refresh(): Promise<void> }, name: string): Promise<void> {
    await registry
      .refresh()
      .catch((error: unknown) => this.#logger.warn({ err: error }, `could not read ${name} again`));
  }

  #wakeAt(due: number): void {
    for (const runner of this.#runners()) runner.wakeAt(due);
    if (due <= this.clock.now()) this.externalTasks.nudge();
  }

  #nudge(): void {
    for (const runner of this.#runners()) runner.nudge();
    this.externalTasks.nudge();
  }

  #definitionsChanged(due?: number): void {
    this.#broadcast.definitionsChanged();
    this.#nudge();
    if (due !== undefined) this.#wakeAt(due);
  }

  async #sweep(): Promise<void> {
    await this.#sweeping;
    try {
      await this.messages.sweep();
      this.intake.file();
      await sweepReceipts(this.pool, this.clock.now());
      await sweepTally(this.pool);
      await sweepOffers(this.pool);
      await pruneEffects(this.pool, this.clock.now() - (this.#options.effectDays ?? DEFAULT_EFFECT_DAYS) * DAY_MS);
    } catch (error) {
      this.#logger.warn({ err: error }, 'could not sweep the inbox; trying again later');
    }
  }
}

/** When the first of the jobs that these commits made falls due, epoch ms. */
function earliestDue(changes: readonly CaseChange[]): number {
  let due = Number.POSITIVE_INFINITY;
  for (const { index, stores } of changes) {
    for (const job of index.jobs) if (!job.suspended && job.dueAt < due) due = job.dueAt;
    for (const { at } of stores?.starts ?? []) if (at < due) due = at;
  }
  return due;
}
