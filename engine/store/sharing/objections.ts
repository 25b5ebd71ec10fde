/** Objections to shared data 异议核实; decided once. */
import type { Database } from '../people/database.ts';
import { type PageOf, type Paging, readPage, sql } from '../read/paging.ts';

export interface DataObjectionRow {
  readonly id: string;
  readonly code: string;
  /** The entry that is the source: there it is corrected. */
  readonly sourceCode: string;
  readonly item: string | null;
  readonly instanceId: string | null;
  readonly department: string;
  readonly reason: string;
  readonly state: 'open' | 'corrected' | 'refused';
  readonly raisedBy: string;
  readonly raisedAt: number;
  readonly dueAt: number;
  readonly decision: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
}

const COLUMNS = `o.id, o.code, o.source_code as "sourceCode", o.item, o.instance_id as "instanceId", o.department, o.reason, o.state,
  o.raised_by as "raisedBy", o.raised_at as "raisedAt", o.due_at as "dueAt", o.decision, o.decided_by as "decidedBy", o.decided_at as "decidedAt"`;

export interface DataObjectionFilter {
  readonly state?: DataObjectionRow['state'] | undefined;
  readonly instanceId?: string | undefined;
  /** Null: everybody's; else those somebody raised, or that lie with these departments. */
  readonly seenBy: { readonly id: string; readonly departments: readonly string[] } | null;
}

/** The latest first. */
export function listDataObjectionRows(
  database: Database,
  filter: DataObjectionFilter,
  paging: Paging,
): Promise<PageOf<DataObjectionRow>> {
  const query = sql.select(sql.raw(COLUMNS)).from('data_objection as o');
  if (filter.state !== undefined) query.where('o.state', filter.state);
  if (filter.instanceId !== undefined) query.where('o.instance_id', filter.instanceId);
  if (filter.seenBy !== null)
    query.whereRaw('(o.raised_by = ? or o.department = any(?))', [filter.seenBy.id, [...filter.seenBy.departments]]);
  const order = { keys: [{ column: 'o.id', field: 'id', type: 'text' as const }], descending: true };
  return readPage<DataObjectionRow>(database, query, order, paging);
}

export async function findDataObjection(database: Database, id: string): Promise<DataObjectionRow | undefined> {
  return (
    await database.query<DataObjectionRow>(`select ${COLUMNS} from data_objection o where o.id = $1 for update`, [id])
  ).rows[0];
}

export async function insertDataObjection(database: Database, row: DataObjectionRow): Promise<void> {
  await database.query(
    `insert into data_objection (id, code, source_code, item, instance_id, department, reason, state, raised_by, raised_at, due_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      row.id,
      row.code,
      row.sourceCode,
      row.item,
      row.instanceId,
      row.department,
      row.reason,
      row.state,
      row.raisedBy,
      new Date(row.raisedAt),
      new Date(row.dueAt),
    ],
  );
}

export interface ObjectionDecision {
  readonly id: string;
  readonly state: 'corrected' | 'refused';
  readonly decision: string;
  readonly by: string;
  readonly at: number;
}

/** Undefined where it was decided before. */
export async function decideDataObjectionRow(
  database: Database,
  decision: ObjectionDecision,
): Promise<DataObjectionRow | undefined> {
  const { rows } = await database.query<DataObjectionRow>(
    `update data_objection o set state = $2, decision = $3, decided_by = $4, decided_at = $5 where o.id = $1 and o.state = 'open' returning ${COLUMNS}`,
    [decision.id, decision.state, decision.decision, decision.by, new Date(decision.at)],
  );
  return rows[0];
}
