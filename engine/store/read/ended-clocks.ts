/** The single clocks and turns of lamps behind figures of a period. */
import type { Database } from '../people/database.ts';
import { counts } from './objections.ts';
import { type PageOf, type Paging, type Query, readPage, sql } from './paging.ts';

interface Where {
  /** Whose clocks may be seen; null: everybody's. */
  readonly within: readonly string[] | null;
  readonly department?: string | undefined;
  readonly definitionKey?: string | undefined;
  readonly elementId?: string | undefined;
  readonly clock?: string | undefined;
  /** Only those of no department. */
  readonly without?: 'department' | undefined;
  /** Epoch ms, the second not included. */
  readonly from: number;
  readonly to: number;
}

export interface EndedFilter extends Where {
  readonly late?: boolean | undefined;
  /** Whole days, as the distribution counts them. */
  readonly netDays?: number | undefined;
  readonly grossDays?: number | undefined;
  /** Only steps in cases that began at another department. */
  readonly answering?: boolean | undefined;
}

export interface EndedClockRow {
  readonly instanceId: string;
  readonly clockId: string;
  readonly clock: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly elementId: string;
  readonly department: string | null;
  readonly lamp: string;
  readonly startedAt: number;
  readonly stoppedAt: number;
  readonly dueAt: number;
  readonly gross: number;
  readonly workingDays: number;
}

const CLOCK = `p.instance_id as "instanceId", p.clock_id as "clockId", p.clock, p.definition_key as "definitionKey", p.business_key as "businessKey",
  p.element_id as "elementId", p.department, p.lamp, p.started_at as "startedAt", p.due_at as "dueAt"`;
const FIRST_DEPARTMENT = `(select f.department from clock_period f where f.instance_id = p.instance_id and f.task_id <> '' and f.department is not null
  order by f.from_at, f.clock_id, f.task_id limit 1)`;
const SAME_CLOCK = [
  { column: 'p.instance_id', field: 'instanceId', type: 'text' },
  { column: 'p.clock_id', field: 'clockId', type: 'text' },
] as const;

/** The last that stopped comes first. */
export function listEndedClocks(
  database: Database,
  filter: EndedFilter,
  paging: Paging,
): Promise<PageOf<EndedClockRow>> {
  const query = sql('clock_history as p').select(
    sql.raw(
      `${CLOCK}, p.stopped_at as "stoppedAt", p.gross_ms::double precision as gross, p.working_days as "workingDays"`,
    ),
  );
  where(query, filter, 'stopped_at');
  const { late, netDays, grossDays, answering } = filter;
  if (late !== undefined) query.whereRaw(`p.lamp ${late ? '' : 'not '}in ('red', 'double-red')`);
  if (netDays !== undefined) query.where('p.working_days', netDays);
  if (grossDays !== undefined) query.whereRaw('p.gross_ms / 86400000 = ?', [grossDays]);
  if (answering) query.whereRaw(`p.clock = 'step' and p.department <> ${FIRST_DEPARTMENT}`);
  const keys = [{ column: 'p.stopped_at', field: 'stoppedAt', type: 'time' }, ...SAME_CLOCK] as const;
  return readPage<EndedClockRow>(database, query, { keys, descending: true }, paging);
}

export interface TurnFilter extends Where {
  readonly lamp?: string | undefined;
}

export interface TurnRow extends Omit<EndedClockRow, 'stoppedAt' | 'gross' | 'workingDays'> {
  readonly taskId: string;
  readonly person: string | null;
  readonly at: number;
}

/** When lamps turned yellow, red or double red; the last turn first. */
export function listTurns(database: Database, filter: TurnFilter, paging: Paging): Promise<PageOf<TurnRow>> {
  const query = sql('clock_period as p').select(sql.raw(`${CLOCK}, p.task_id as "taskId", p.person, p.from_at as at`));
  where(query, filter, 'from_at');
  query.whereRaw(`p.lamp in ('yellow', 'red', 'double-red') and p.lamp is distinct from p.was`);
  if (filter.lamp !== undefined) query.where('p.lamp', filter.lamp);
  const keys = [
    { column: 'p.from_at', field: 'at', type: 'time' },
    ...SAME_CLOCK,
    { column: 'p.task_id', field: 'taskId', type: 'text' },
  ] as const;
  return readPage<TurnRow>(database, query, { keys, descending: true }, paging);
}

function where(query: Query, filter: Where, column: 'stopped_at' | 'from_at'): void {
  const { within, department, definitionKey, elementId, clock, without, from, to } = filter;
  query.whereRaw(`p.${column} >= ?::timestamptz and p.${column} < ?::timestamptz`, [
    new Date(from).toISOString(),
    new Date(to).toISOString(),
  ]);
  query.whereRaw(`p.${counts('dispatch', 'assessment')}`);
  if (within !== null) query.whereRaw('p.department = any(?)', [[...within]]);
  if (department !== undefined) query.where('p.department', department);
  if (definitionKey !== undefined) query.where('p.definition_key', definitionKey);
  if (elementId !== undefined) query.where('p.element_id', elementId);
  if (clock !== undefined) query.where('p.clock', clock);
  if (without !== undefined) query.whereNull('p.department');
}
