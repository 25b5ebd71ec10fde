/** Open deadlines that are computed again because a calendar has changed. */
import type { Database } from '../people/database.ts';

export interface RetimingRow {
  readonly id: string;
  readonly calendar: string;
  readonly version: number;
  /** Deadlines before this cannot have moved; epoch ms. */
  readonly fromAt: number;
  readonly startedAt: number;
  readonly startedBy: string;
  readonly finishedAt: number | null;
  /** Cases. */
  readonly total: number;
  readonly done: number;
  /** Deadlines that are others now. */
  readonly moved: number;
  /** Cases that refused; their clocks keep what they had, and `verify-clocks` names them. */
  readonly failed: number;
  readonly lastCase: string;
}

const COLUMNS = `id, calendar, version, from_at as "fromAt", started_at as "startedAt", started_by as "startedBy", finished_at as "finishedAt",
  total, done, moved, failed, last_case as "lastCase"`;

/** Cases with a clock or a timer by one of the calendars that is due at or after an instant. */
const AFFECTED = `select instance_id from clock where calendar = any($1) and due_at >= $2
  union select instance_id from task where calendar = any($1) and due_at >= $2
  union select instance_id from job where calendar = any($1) and due_at >= $2`;

export async function countAffected(database: Database, calendars: readonly string[], from: number): Promise<number> {
  const { rows } = await database.query<{ n: number }>(`select count(*)::integer as n from (${AFFECTED}) a`, [
    calendars,
    new Date(from),
  ]);
  return rows[0]?.n ?? 0;
}

export interface AffectedPage {
  readonly calendars: readonly string[];
  readonly from: number;
  readonly after: string;
  readonly limit: number;
}

/** In the order of ids, so that it can be gone on with. */
export async function affectedCases(
  database: Database,
  { calendars, from, after, limit }: AffectedPage,
): Promise<readonly string[]> {
  const { rows } = await database.query<{ id: string }>(
    `select instance_id as id from (
       (select distinct instance_id from clock where calendar = any($1) and due_at >= $2 and instance_id > $3 order by instance_id limit $4)
       union
       (select distinct instance_id from task where calendar = any($1) and due_at >= $2 and instance_id > $3 order by instance_id limit $4)
       union
       (select distinct instance_id from job where calendar = any($1) and due_at >= $2 and instance_id > $3 order by instance_id limit $4)
     ) a order by instance_id limit $4`,
    [calendars, new Date(from), after, limit],
  );
  return rows.map(({ id }) => id);
}

/** With the job that goes on with it, in the caller's transaction. */
export async function insertRetiming(
  client: Database,
  row: Pick<RetimingRow, 'id' | 'calendar' | 'version' | 'fromAt' | 'startedAt' | 'startedBy' | 'total'>,
): Promise<void> {
  const at = new Date(row.startedAt);
  await client.query(
    `insert into retiming (id, calendar, version, from_at, started_at, started_by, total) values ($1, $2, $3, $4, $5, $6, $7)`,
    [row.id, row.calendar, row.version, new Date(row.fromAt), at, row.startedBy, row.total],
  );
  await client.query(
    `insert into job (id, kind, payload, created_at, due_at) values ($1, 'async', '{"work":"retime"}', $2, $2)`,
    [row.id, at],
  );
}

export async function findRetiming(database: Database, id: string): Promise<RetimingRow | undefined> {
  return (await database.query<RetimingRow>(`select ${COLUMNS} from retiming where id = $1`, [id])).rows[0];
}

/** The latest first. */
export async function listRetimings(database: Database, calendar: string): Promise<readonly RetimingRow[]> {
  const { rows } = await database.query<RetimingRow>(
    `select ${COLUMNS} from retiming where calendar = $1 order by started_at desc, id desc limit 20`,
    [calendar],
  );
  return rows;
}

export interface RetimingStep {
  readonly id: string;
  /** The case before the page. */
  readonly after: string;
  readonly lastCase: string;
  readonly done: number;
  readonly moved: number;
  readonly failed: number;
  /** Epoch ms where that was all. */
  readonly finishedAt: number | null;
  /** For how long nobody else goes on with it, in real time; 0: its job is free. */
  readonly leaseMs: number;
}

/**
 * How far it has come, and its job free for the next step or held for it; at the end the job goes. False where somebody else has gone through the
 * page meanwhile, as where a lease ran out: then only what has moved by this one is added.
 */
export async function stepRetiming(client: Database, step: RetimingStep): Promise<boolean> {
  const { id, after, lastCase, done, moved, failed, finishedAt, leaseMs } = step;
  const { rowCount } = await client.query(
    `update retiming set last_case = $3, done = done + $4, moved = moved + $5, failed = failed + $6, finished_at = $7
     where id = $1 and last_case = $2 and finished_at is null`,
    [id, after, lastCase, done, moved, failed, finishedAt === null ? null : new Date(finishedAt)],
  );
  if (rowCount === 0) {
    await client.query('update retiming set moved = moved + $2 where id = $1', [id, moved]);
    return false;
  }
  if (finishedAt === null)
    await client.query(
      `update job set lease_until = clock_timestamp() + nullif($2::integer, 0) * interval '1 millisecond', attempts = 0 where id = $1`,
      [id, leaseMs],
    );
  else await client.query('delete from job where id = $1', [id]);
  return true;
}
