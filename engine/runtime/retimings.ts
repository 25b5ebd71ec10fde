/**
 * After a calendar has changed, every open deadline that rests on it is computed again: case by case, each in a commit of its own, in pages that a
 * job goes through. The next page is read and queued while one is under way, so that nobody waits for the last of a page. A process that is killed leaves
 * its pages to the next, which does them once more: what has been timed stays as it is.
 */
import type pg from 'pg';
import { SYSTEM } from '../commands/command.ts';
import type { RetimeAnswer } from '../commands/retime-clocks.ts';
import {
  affectedCases,
  countAffected,
  findRetiming,
  insertRetiming,
  type RetimingRow,
  stepRetiming,
} from '../store/clocks/retimings.ts';
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

/** Cases, so many that full batches come of them; two pages are under way. */
const PAGE = 600;

/** For so long a job goes on from page to page before it lets others have a turn: well within its lease, which every page renews. */
const TURN_MS = 4_000;
const LEASE_MS = 10_000;

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

  /** Some pages. Throws where the database does; then those that are not counted yet are done again. */
  async go(job: Job): Promise<void> {
    const { pool, calendars, clock } = this.#deps;
    const row = await findRetiming(pool, job.id);
    if (!row) return;
    if (calendars.current.version < row.version) await calendars.refresh();
    const until = performance.now() + TURN_MS;
    let page = await this.#begin(row, row.lastCase);
    for (;;) {
      const isLast = page.ids.length < PAGE;
      const goesOn = !isLast && performance.now() < until;
      const next = goesOn ? await this.#begin(row, page.lastCase) : undefined;
      const { after, lastCase, ids } = page;
      const step = { id: row.id, after, lastCase, done: ids.length, ...told(await page.outcomes) };
      const lease = { finishedAt: isLast ? clock.now() : null, leaseMs: next ? LEASE_MS : 0 };
      const isMine = await inTransaction(pool, (client) => stepRetiming(client, { ...step, ...lease }));
      if (isLast || !isMine) return;
      if (!next) break;
      page = next;
    }
    this.#deps.nudge();
  }

  /** Reads the page behind a case and sends its commands on their way. */
  async #begin({ calendar, fromAt: from }: RetimingRow, after: string): Promise<Page> {
    const { pool, calendars } = this.#deps;
    const affected = calendars.current.affectedBy(calendar);
    const ids = await affectedCases(pool, { calendars: affected, from, after, limit: PAGE });
    const outcomes = Promise.all(ids.map((id) => this.#retime(id)));
    return { ids, after, lastCase: ids.at(-1) ?? after, outcomes };
  }

  async #retime(instanceId: string): Promise<Outcome> {
    const { dispatcher } = this.#deps;
    return dispatcher.submit({
      command: 'retime-clocks',
      target: { instanceId },
      input: {},
      actor: SYSTEM,
      background: true,
      passing: true,
    });
  }
}

interface Page {
  readonly ids: readonly string[];
  readonly after: string;
  readonly lastCase: string;
  /** Never rejects. */
  readonly outcomes: Promise<readonly Outcome[]>;
}

function told(outcomes: readonly Outcome[]): { readonly moved: number; readonly failed: number } {
  let moved = 0;
  let failed = 0;
  for (const outcome of outcomes) {
    if (outcome.ok) moved += (outcome.answer as RetimeAnswer).moved;
    else if (outcome.failure.code !== 'case-not-open') failed += 1;
  }
  return { moved, failed };
}
