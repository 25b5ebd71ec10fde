/**
 * After a calendar has changed, every open deadline that rests on it is computed again: case by case, each in a commit of its own, in pages that a
 * job goes through. A process that is killed leaves the rest of its page to the next, which does it once more: what has been timed stays as it is.
 */
import type pg from 'pg';
import { SYSTEM } from '../commands/command.ts';
import type { RetimeAnswer } from '../commands/retime-clocks.ts';
import { affectedCases, countAffected, findRetiming, insertRetiming, stepRetiming } from '../store/clocks/retimings.ts';
import type { Job } from '../store/jobs/job.ts';
import type { Database } from '../store/people/database.ts';
import { inTransaction } from '../store/transaction.ts';
import type { CalendarRegistry } from './calendars.ts';
import type { Clock } from './clock.ts';
import type { Outcome, Submitter } from './envelope.ts';
import { uuidv7 } from './ids.ts';

export interface RetimeWork {
  readonly work: 'retime';
}

export interface RetimingDeps {
  readonly pool: pg.Pool;
  readonly dispatcher: Submitter;
  readonly calendars: CalendarRegistry;
  readonly clock: Clock;
  readonly nudge: () => void;
}

export interface CalendarChange {
  readonly calendar: string;
  readonly version: number;
  /** Calendars that build on it, itself included. */
  readonly affected: readonly string[];
  /** The first day that is another now, epoch ms. */
  readonly from: number;
  readonly by: string;
}

const PAGE = 1_000;

export class Retimings {
  readonly #deps: RetimingDeps;

  constructor(deps: RetimingDeps) {
    this.#deps = deps;
  }

  /** In the transaction of the change; `begin` after it. Gives the id to ask for progress by; undefined where nothing is open. */
  async plan(client: Database, { calendar, version, affected, from, by }: CalendarChange): Promise<string | undefined> {
    const total = await countAffected(client, affected, from);
    if (total === 0) return undefined;
    const startedAt = this.#deps.clock.now();
    const id = uuidv7(startedAt);
    await insertRetiming(client, { id, calendar, version, fromAt: from, startedAt, startedBy: by, total });
    return id;
  }

  /** Deadlines of this process are made by the new calendar from here on. */
  async begin(): Promise<void> {
    await this.#deps.calendars.refresh();
    this.#deps.nudge();
  }

  /** One page. Throws where the database does; then the page is done again. */
  async go(job: Job): Promise<void> {
    const { pool, calendars, clock } = this.#deps;
    const row = await findRetiming(pool, job.id);
    if (!row) return;
    if (calendars.current.version < row.version) await calendars.refresh();
    const affected = calendars.current.affectedBy(row.calendar);
    const page = { calendars: affected, from: row.fromAt, after: row.lastCase, limit: PAGE };
    const ids = await affectedCases(pool, page);
    const outcomes = await Promise.all(ids.map((id) => this.#retime(id)));
    const moved = outcomes.reduce((sum, outcome) => sum + (outcome.ok ? (outcome.answer as RetimeAnswer).moved : 0), 0);
    const failed = outcomes.filter((outcome) => !outcome.ok && outcome.failure.code !== 'case-not-open').length;
    const finishedAt = ids.length < PAGE ? clock.now() : null;
    const step = { id: row.id, lastCase: ids.at(-1) ?? row.lastCase, done: ids.length, moved, failed, finishedAt };
    await inTransaction(pool, (client) => stepRetiming(client, step));
    if (finishedAt === null) this.#deps.nudge();
  }

  async #retime(instanceId: string): Promise<Outcome> {
    const { dispatcher } = this.#deps;
    return dispatcher.submit({
      command: 'retime-clocks',
      target: { instanceId },
      input: {},
      actor: SYSTEM,
      background: true,
    });
  }
}
