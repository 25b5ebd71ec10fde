/** Who works where, on which post, and when. What has begun is ended, never deleted. */
import type { Database } from './database.ts';

export interface PositionRecord {
  readonly id: string;
  readonly userId: string;
  readonly department: string;
  readonly post: string | null;
  readonly head: boolean;
  /** Of several the first is the main one. */
  readonly order: number;
  /** Epoch ms. */
  readonly since: number;
  readonly until: number | null;
}

export const POSITION_COLUMNS = `p.id, p.account_id as "userId", p.department, p.post, p.head, p.ordinal as "order", p.since, p.until`;

export async function findPosition(database: Database, id: string): Promise<PositionRecord | undefined> {
  const { rows } = await database.query<PositionRecord>(
    `select ${POSITION_COLUMNS} from position p where p.id = $1 for update of p`,
    [id],
  );
  return rows[0];
}

export interface PositionNames {
  readonly userId: string;
  readonly department: string;
  readonly post: string | null;
}

/** What a position names and is not there; undefined where all of it is. */
export async function unknownInPosition(
  database: Database,
  { userId, department, post }: PositionNames,
): Promise<{ readonly kind: string; readonly id: string } | undefined> {
  const { rows } = await database.query<{ kind: string; id: string }>(
    `select 'user' as kind, $1::text as id where not exists (select from account where id = $1)
     union all select 'department', $2 where not exists (select from department where id = $2)
     union all select 'post', $3 where $3::text is not null and not exists (select from post where id = $3)`,
    [userId, department, post],
  );
  return rows[0];
}

export async function insertPosition(database: Database, position: PositionRecord): Promise<void> {
  const { id, userId, department, post, head, order, since, until } = position;
  await database.query(
    `insert into position (id, account_id, department, post, head, ordinal, since, until) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, userId, department, post, head, order, new Date(since), until === null ? null : new Date(until)],
  );
}

export async function endPosition(database: Database, id: string, until: number): Promise<void> {
  await database.query('update position set until = $2 where id = $1', [id, new Date(until)]);
}

/** For one that has not begun. */
export async function removePosition(database: Database, id: string): Promise<void> {
  await database.query('delete from position where id = $1', [id]);
}

/** Those of a person that hold at the instant. */
export async function positionsAt(database: Database, userId: string, at: number): Promise<readonly PositionRecord[]> {
  const { rows } = await database.query<PositionRecord>(
    `select ${POSITION_COLUMNS} from position p
     where p.account_id = $1 and p.since <= $2 and (p.until is null or p.until > $2) order by p.ordinal, p.id for update of p`,
    [userId, new Date(at)],
  );
  return rows;
}
