/** Grants of shared data: for a department or for a process, one purpose, up to a day. */
import type { DataGrant } from '../../sharing/judge-read.ts';
import type { Database } from '../people/database.ts';
import { type PageOf, type Paging, readPage, sql } from '../read/paging.ts';

export interface GrantRow extends DataGrant {
  readonly suspendedBy: string | null;
  readonly reason: string | null;
  readonly demandId: string | null;
  readonly grantedBy: string;
  readonly grantedAt: number;
}

const COLUMNS = `g.id, g.code, g.department, g.process, g.items, g.purpose, g.plain, g.per_hour as "perHour", g.since, g.until,
  g.suspended_at as "suspendedAt", g.suspended_by as "suspendedBy", g.reason, g.demand_id as "demandId", g.granted_by as "grantedBy",
  g.granted_at as "grantedAt"`;

export interface GrantFilter {
  readonly code?: string | undefined;
  readonly department?: string | undefined;
}

/** The latest first. */
export function listGrants(database: Database, filter: GrantFilter, paging: Paging): Promise<PageOf<GrantRow>> {
  const query = sql.select(sql.raw(COLUMNS)).from('data_grant as g');
  if (filter.code !== undefined) query.where('g.code', filter.code);
  if (filter.department !== undefined) query.where('g.department', filter.department);
  const order = { keys: [{ column: 'g.id', field: 'id', type: 'text' as const }], descending: true };
  return readPage<GrantRow>(database, query, order, paging);
}

export async function grantsOf(database: Database, code: string): Promise<readonly GrantRow[]> {
  return (await database.query<GrantRow>(`select ${COLUMNS} from data_grant g where g.code = $1 order by g.id`, [code]))
    .rows;
}

export async function findGrant(database: Database, id: string): Promise<GrantRow | undefined> {
  return (await database.query<GrantRow>(`select ${COLUMNS} from data_grant g where g.id = $1 for update`, [id]))
    .rows[0];
}

export async function insertGrant(
  database: Database,
  grant: Omit<GrantRow, 'suspendedAt' | 'suspendedBy' | 'reason'>,
): Promise<void> {
  await database.query(
    `insert into data_grant (id, code, department, process, items, purpose, plain, per_hour, since, until, demand_id, granted_by, granted_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      grant.id,
      grant.code,
      grant.department,
      grant.process,
      grant.items,
      grant.purpose,
      grant.plain,
      grant.perHour,
      new Date(grant.since),
      new Date(grant.until),
      grant.demandId,
      grant.grantedBy,
      new Date(grant.grantedAt),
    ],
  );
}

export interface GrantChange {
  readonly id: string;
  readonly suspendedAt: number | null;
  readonly suspendedBy: string | null;
  readonly reason: string | null;
  readonly until: number;
}

export async function changeGrant(database: Database, change: GrantChange): Promise<void> {
  await database.query(
    `update data_grant set suspended_at = $2, suspended_by = $3, reason = $4, until = greatest(since, $5) where id = $1`,
    [
      change.id,
      change.suspendedAt === null ? null : new Date(change.suspendedAt),
      change.suspendedBy,
      change.reason,
      new Date(change.until),
    ],
  );
}

/** All of processes: those that are over say that a process had one. */
export async function processGrants(database: Database): Promise<readonly GrantRow[]> {
  return (await database.query<GrantRow>(`select ${COLUMNS} from data_grant g where g.process is not null`)).rows;
}
