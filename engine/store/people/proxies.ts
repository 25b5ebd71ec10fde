/** D4 代理: who acts for whom, and when. Ended early by setting `until`, never deleted. */
import type { Database } from './database.ts';

export interface ProxyRecord {
  readonly id: string;
  readonly principal: string;
  readonly proxy: string;
  readonly definitionKeys: readonly string[] | null;
  readonly elementIds: readonly string[] | null;
  readonly includeExisting: boolean;
  readonly reason: string | null;
  /** Epoch ms. */
  readonly since: number;
  readonly until: number | null;
  readonly createdBy: string;
  readonly createdAt: number;
}

export const PROXY_COLUMNS = `x.id, x.principal, x.proxy, x.definition_keys as "definitionKeys", x.element_ids as "elementIds",
  x.include_existing as "includeExisting", x.reason, x.since, x.until, x.created_by as "createdBy", x.created_at as "createdAt"`;

/** Those that hold at the instant or begin later. Nobody adds one before this transaction ends: what is checked stays true. */
export async function lockProxies(database: Database, at: number): Promise<readonly ProxyRecord[]> {
  await database.query('lock table proxy in share row exclusive mode');
  const { rows } = await database.query<ProxyRecord>(
    `select ${PROXY_COLUMNS} from proxy x where x.until is null or x.until > $1 order by x.id`,
    [new Date(at)],
  );
  return rows;
}

/** Those of or for a person that hold at the instant or begin later. */
export async function openProxiesOf(database: Database, person: string, at: number): Promise<readonly ProxyRecord[]> {
  const { rows } = await database.query<ProxyRecord>(
    `select ${PROXY_COLUMNS} from proxy x where $1 in (x.principal, x.proxy) and (x.until is null or x.until > $2) order by x.id`,
    [person, new Date(at)],
  );
  return rows;
}

export async function findProxy(database: Database, id: string): Promise<ProxyRecord | undefined> {
  const { rows } = await database.query<ProxyRecord>(`select ${PROXY_COLUMNS} from proxy x where x.id = $1`, [id]);
  return rows[0];
}

export async function insertProxy(database: Database, row: ProxyRecord): Promise<void> {
  const until = row.until === null ? null : new Date(row.until);
  await database.query(
    `insert into proxy (id, principal, proxy, definition_keys, element_ids, include_existing, reason, since, until, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      row.id,
      row.principal,
      row.proxy,
      row.definitionKeys,
      row.elementIds,
      row.includeExisting,
      row.reason,
      new Date(row.since),
      until,
      row.createdBy,
      new Date(row.createdAt),
    ],
  );
}

/** Ends it at `at`. One that has not begun is moved into the millisecond before, which is over: it never holds. */
export async function endProxy(database: Database, id: string, at: number): Promise<void> {
  await database.query(
    `update proxy set since = least(since, $2::timestamptz - interval '1 millisecond'), until = $2 where id = $1`,
    [id, new Date(at)],
  );
}

/** Which of these is no active official. */
export async function notActive(database: Database, ids: readonly string[]): Promise<string | undefined> {
  const { rows } = await database.query<{ id: string }>(
    `select wanted.id from unnest($1::text[]) as wanted(id)
     where not exists (select from account a where a.id = wanted.id and a.active and a.roles && array['clerk', 'manager', 'admin', 'analyst'])`,
    [ids],
  );
  return rows[0]?.id;
}

/** Of these people, who has a part of his own in the task's case: asked for it, or has decided there in an earlier visit. */
export async function peopleWithPart(
  database: Database,
  task: {
    readonly instanceId: string;
    readonly definitionId: string;
    readonly elementId: string;
    readonly visit: number;
  },
  people: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await database.query<{ id: string }>(
    `select initiator as id from instance where id = $1 and initiator = any($2)
     union select ended_by from task_history
     where instance_id = $1 and definition_id = $3 and element_id = $4 and visit < $5 and ended_by = any($2)`,
    [task.instanceId, people, task.definitionId, task.elementId, task.visit],
  );
  return new Set(rows.map(({ id }) => id));
}
