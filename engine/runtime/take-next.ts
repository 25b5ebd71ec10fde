/**
 * 领取下一件: the most urgent task that somebody may claim, claimed. What decides between two at once is the claim itself, a command like any
 * other. That many clerks of one process do not all try the same task, each first sets aside the one he tries; between processes whoever loses
 * tries the next. No row is locked while the claim is under way: its own commit would wait for that lock.
 */
import type pg from 'pg';
import type { Actor } from '../commands/command.ts';
import type { TaskAnswer } from '../commands/task-answer.ts';
import { type ErrorCode, ok, type Result } from '../errors.ts';
import { urgentTasks } from '../store/read/inbox.ts';
import { rangesOfMandates } from '../store/read/mandates.ts';
import type { Reader } from '../store/read/reader.ts';
import { isFiltered, type TaskFilter } from '../store/read/task-filter.ts';
import type { Clock } from './clock.ts';
import type { Dispatcher } from './dispatcher.ts';
import { UrgentLooks } from './urgent-looks.ts';

export interface TakeNext {
  readonly actor: Actor;
  readonly reader: Reader;
  readonly filter: TaskFilter;
  readonly receipt?: string | undefined;
}

/** Somebody was first, or it is not for this clerk: the next one may be. */
const PASSED: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'action-not-allowed',
  'action-switched-off',
  'approver-barred',
  'case-not-active',
  'case-not-open',
  'not-found',
  'proxy-conflict',
  'signer-duplicate',
  'task-already-handled',
  'task-not-delegable',
  'task-state-conflict',
]);

/** After so many the last refusal is the answer. */
const MOST_TRIES = 200;
/** How many are looked at; twice as many each time others are at all of them. */
const FIRST_LOOK = 8;

/** A task that is being claimed. */
interface Choice {
  readonly id: string;
  readonly claimed: Promise<Result<string>>;
}

/** Nothing but what is offered to them and their groups concerns the reader, and no filter leaves any of it out. */
const isPlain = ({ filter, reader }: TakeNext): boolean =>
  !isFiltered(filter) &&
  !reader.administers &&
  reader.ownedDefinitions.length === 0 &&
  rangesOfMandates(reader.mandates, ['claimable']).length === 0;

export class TaskTaker {
  readonly #pool: pg.Pool;
  readonly #dispatcher: Dispatcher;
  readonly #clock: Clock;
  /** By task: ends when its claim is answered. */
  readonly #setAside = new Map<string, Promise<unknown>>();
  readonly #looks: UrgentLooks<Choice>;

  constructor({ pool, dispatcher, clock }: { pool: pg.Pool; dispatcher: Dispatcher; clock: Clock }) {
    this.#pool = pool;
    this.#dispatcher = dispatcher;
    this.#clock = clock;
    this.#looks = new UrgentLooks(pool, this.#setAside);
  }

  /** The id of the task that is now the actor's; null where there is none to be had. A refusal other than of a single task is passed on. */
  async take(request: TakeNext): Promise<Result<string | null>> {
    const passed: string[] = [];
    const chosen = isPlain(request) ? await this.#chooseWithOthers(request) : undefined;
    if (chosen) {
      const claimed = await chosen.claimed;
      if (claimed.ok || !PASSED.has(claimed.failure.code)) return claimed;
      passed.push(chosen.id);
    }
    return this.#takeAlone(request, passed);
  }

  #chooseWithOthers(request: TakeNext): Promise<Choice | undefined> {
    return this.#looks.look(request.reader, (ids) => {
      const id = ids.find((one) => !this.#setAside.has(one));
      return id === undefined ? undefined : { id, claimed: this.#claim(id, request) };
    });
  }

  async #takeAlone(request: TakeNext, passed: string[]): Promise<Result<string | null>> {
    const closed: string[] = [];
    for (let limit = FIRST_LOOK; ; ) {
      const found = await urgentTasks(this.#pool, request.reader, {
        filter: request.filter,
        now: this.#clock.now(),
        except: passed,
        exceptStepsOf: closed,
        limit,
      });
      if (found.length === 0) return ok(null);
      const free = found.find((id) => !this.#setAside.has(id));
      if (free === undefined) {
        if (found.length === limit) limit *= 2;
        // All there are are being claimed; whether one is left shows when the first of these claims is answered.
        else await Promise.race(found.map((id) => this.#setAside.get(id)));
        continue;
      }
      const claimed = await this.#claim(free, request);
      if (claimed.ok || !PASSED.has(claimed.failure.code) || passed.length === MOST_TRIES) return claimed;
      passed.push(free);
      if (claimed.failure.code === 'action-switched-off') closed.push(free);
    }
  }

  async #claim(taskId: string, { actor, receipt }: TakeNext): Promise<Result<string>> {
    const claim = this.#dispatcher.submit({
      command: 'claim-task',
      target: { taskId },
      input: { taskId },
      actor,
      ...(receipt === undefined ? {} : { receipt }),
    });
    const settled = claim.then(
      () => undefined,
      () => undefined,
    );
    this.#setAside.set(taskId, settled);
    try {
      const outcome = await claim;
      // Of a repeated request it is the task of the first one.
      return outcome.ok ? ok((outcome.answer as TaskAnswer).task.id) : outcome;
    } finally {
      this.#setAside.delete(taskId);
    }
  }
}
