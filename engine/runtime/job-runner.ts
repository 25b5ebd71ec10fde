/**
 * Takes due jobs and does them, as long as there are any. Woken when a commit made work, when the next job falls due, and once in a while in
 * case it was told nothing.
 */
import type { Job } from '../store/jobs/job.ts';
import type { Clock } from './clock.ts';
import type { Logger } from './logger.ts';

export interface JobRunnerOptions<Taken extends Job> {
  readonly name: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Jobs done at the same time. */
  readonly concurrency: number;
  /** How often to look without being told, ms. */
  readonly pollMs: number;
  /** `except`: cases, by id, that are left where this kind of work gives way to others. */
  readonly claim: (limit: number, except: readonly string[]) => Promise<Taken[]>;
  /** When the next job falls due that nobody is at, by the engine's clock; Infinity where none waits. */
  readonly next: () => Promise<number>;
  /** Must not reject; a job that fails is left for later by it. */
  readonly run: (job: Taken) => Promise<void>;
}

const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** What falls due within this time is taken together: a look for each job alone would cost more than the job. */
const GATHER_MS = 20;

export class JobRunner<Taken extends Job = Job> {
  readonly #options: JobRunnerOptions<Taken>;
  readonly #inFlight = new Map<Promise<void>, Taken>();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<number> | undefined;
  #looping: Promise<void> | undefined;
  #lookAgain = false;
  #started = false;
  #wakeAt = Number.POSITIVE_INFINITY;
  #taken = 0;

  constructor(options: JobRunnerOptions<Taken>) {
    this.#options = options;
  }

  /** Jobs taken since the process started. */
  get taken(): number {
    return this.#taken;
  }

  /** Whose jobs are under way, by id. */
  get cases(): readonly string[] {
    return [...this.#inFlight.values()].flatMap(({ instanceId }) => instanceId ?? []);
  }

  /** Looking for jobs or at some. */
  get isBusy(): boolean {
    return this.#looking !== undefined || this.#inFlight.size > 0;
  }

  start(): void {
    this.#started = true;
    this.nudge();
  }

  /** No more jobs are taken; resolves when those under way are done. */
  async stop(): Promise<void> {
    this.#started = false;
    clearTimeout(this.#timer);
    await this.#looking?.catch(() => 0);
    await this.#looping;
    await this.finish();
  }

  /** There may be work now. */
  nudge(): void {
    if (!this.#started) return;
    this.#lookAgain = true;
    if (this.#looping) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#looping = this.#loop();
  }

  /** There will be work at an instant of the engine's clock. */
  wakeAt(due: number): void {
    if (due <= this.#options.clock.now()) this.nudge();
    else if (due < this.#wakeAt && this.#started) this.#sleep(due);
  }

  /**
   * Begins what is due now, as much of it as there is room for, and gives the number of jobs. A look that was already under way proves nothing: it may
   * have begun before the work was there, or before the clock was moved.
   */
  async begin(except: readonly string[] = []): Promise<number> {
    const joined = this.#looking !== undefined;
    const shared = await this.#look(except);
    return joined && shared === 0 ? this.#look(except) : shared;
  }

  /** Resolves when nothing is under way. */
  async finish(): Promise<void> {
    while (this.#inFlight.size > 0) await Promise.all(this.#inFlight.keys());
  }

  async #loop(): Promise<void> {
    this.#wakeAt = Number.POSITIVE_INFINITY;
    try {
      do {
        await this.#lookUntilNothing();
        this.#wakeAt = Math.min(this.#wakeAt, await this.#nextLook());
      } while (this.#lookAgain && this.#started);
    } catch (error) {
      this.#options.logger.error(
        { err: error, runner: this.#options.name },
        'could not look for due jobs; trying again later',
      );
    }
    this.#looping = undefined;
    if (this.#started) this.#sleep(this.#wakeAt);
  }

  async #lookUntilNothing(): Promise<void> {
    while (this.#lookAgain && this.#started) {
      const joined = this.#looking !== undefined;
      this.#lookAgain = joined;
      const taken = await this.#look();
      if (taken > 0) this.#lookAgain = true;
      if (this.#isFull()) await Promise.race(this.#inFlight.keys());
    }
  }

  /** False where nothing is under way: whoever may do nothing at all, as without any adapter, has nothing to wait for. */
  #isFull(): boolean {
    return this.#inFlight.size > 0 && this.#inFlight.size >= this.#options.concurrency;
  }

  /** Not at once, even where something is due: it is what this look has just left to others. */
  async #nextLook(): Promise<number> {
    const due = await this.#options.next();
    return Math.max(due, this.#options.clock.now() + GATHER_MS);
  }

  /** One look at a time; who comes while one is under way shares it. */
  #look(except: readonly string[] = []): Promise<number> {
    const current = this.#looking ?? this.#take(except);
    this.#looking = current;
    return current.finally(() => {
      if (this.#looking === current) this.#looking = undefined;
    });
  }

  async #take(except: readonly string[]): Promise<number> {
    const room = this.#options.concurrency - this.#inFlight.size;
    if (room <= 0) return 0;
    const jobs = await this.#options.claim(room, except);
    this.#taken += jobs.length;
    for (const job of jobs) {
      const work = this.#options.run(job).finally(() => this.#inFlight.delete(work));
      this.#inFlight.set(work, job);
    }
    return jobs.length;
  }

  #sleep(due: number): void {
    clearTimeout(this.#timer);
    this.#wakeAt = due;
    const pause = Math.min(due - this.#options.clock.now(), this.#options.pollMs, LONGEST_TIMEOUT_MS);
    this.#timer = setTimeout(() => this.nudge(), Math.max(0, pause));
    this.#timer.unref();
  }
}
