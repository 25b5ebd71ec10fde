/** The demand list. A step is taken once: the row only changes from the state the step begins in. */
import type { DemandState } from '../../sharing/demand.ts';
import type { Database } from '../people/database.ts';
import { type PageOf, type Paging, readPage, sql } from '../read/paging.ts';

interface DemandStepRow {
  readonly step: string;
  readonly by: string;
  /** RFC 3339. */
  readonly at: string;
  readonly reason: string | null;
}

export interface DemandRow {
  readonly id: string;
  readonly code: string | null;
  readonly description: string;
  readonly department: string;
  readonly items: readonly string[];
  readonly purpose: string;
  readonly matter: string | null;
  readonly until: number;
  readonly plain: boolean;
  readonly state: DemandState;
  readonly dueAt: number | null;
  readonly askedBy: string;
  readonly askedAt: number;
  readonly trail: readonly DemandStepRow[];
  readonly grantId: string | null;
}

const COLUMNS = `d.id, d.code, d.description, d.department, d.items, d.purpose, d.matter, d.until, d.plain, d.state, d.due_at as "dueAt",
  d.asked_by as "askedBy", d.asked_at as "askedAt", d.trail, d.grant_id as "grantId"`;

export interface DemandFilter {
  readonly state?: DemandState | undefined;
  readonly department?: string | undefined;
}

/** The latest first. */
export function listDemands(database: Database, filter: DemandFilter, paging: Paging): Promise<PageOf<DemandRow>> {
  const query = sql.select(sql.raw(COLUMNS)).from('data_demand as d');
  if (filter.state !== undefined) query.where('d.state', filter.state);
  if (filter.department !== undefined) query.where('d.department', filter.department);
  const order = { keys: [{ column: 'd.id', field: 'id', type: 'text' as const }], descending: true };
  return readPage<DemandRow>(database, query, order, paging);
}

/** Locked until the transaction ends. */
export async function findDemand(database: Database, id: string): Promise<DemandRow | undefined> {
  return (await database.query<DemandRow>(`select ${COLUMNS} from data_demand d where d.id = $1 for update`, [id]))
    .rows[0];
}

export async function insertDemand(database: Database, demand: DemandRow): Promise<void> {
  await database.query(
    `insert into data_demand (id, code, description, department, items, purpose, matter, until, plain, state, due_at, asked_by, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      demand.id,
      demand.code,
      demand.description,
      demand.department,
      demand.items,
      demand.purpose,
      demand.matter,
      new Date(demand.until),
      demand.plain,
      demand.state,
      demand.dueAt === null ? null : new Date(demand.dueAt),
      demand.askedBy,
      new Date(demand.askedAt),
    ],
  );
}

export interface DemandMove {
  readonly id: string;
  readonly state: DemandState;
  readonly dueAt: number | null;
  readonly code: string | null;
  readonly grantId: string | null;
  readonly step: DemandStepRow;
}

export async function moveDemandRow(database: Database, move: DemandMove): Promise<void> {
  await database.query(
    `update data_demand set state = $2, due_at = $3, code = $4, grant_id = $5, trail = trail || $6::jsonb where id = $1`,
    [
      move.id,
      move.state,
      move.dueAt === null ? null : new Date(move.dueAt),
      move.code,
      move.grantId,
      JSON.stringify([move.step]),
    ],
  );
}
