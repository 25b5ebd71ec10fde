/**
 * Open tasks: an inbox is an index range, never a scan. With 300,000 open tasks on two cores a page of 50 takes 1.5 ms of one's own and
 * 5 ms of 5,400 claimable ones; everything that concerns somebody with so many, 50 ms.
 */
import type { Database } from '../people/database.ts';
import { type Order, type PageOf, type Paging, type Query, readPage, run, sql } from './paging.ts';
import { type Reader, whereAssigned, whereClaimable, whereOwnTask } from './reader.ts';

export interface TaskRow {
  readonly id: string;
  readonly instanceId: string;
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly elementId: string;
  readonly elementInstanceId: string;
  readonly name: string;
  readonly state: string;
  readonly assignee: string | null;
  readonly owner: string | null;
  readonly candidateUsers: readonly string[];
  readonly candidateGroups: readonly string[];
  readonly department: string | null;
  readonly createdAt: number;
  /** Infinity where there is no limit. */
  readonly dueAt: number;
  readonly endedAt: number | null;
  readonly endedBy: string | null;
  /** Whom `endedBy` acted for as a proxy. */
  readonly onBehalfOf: string | null;
  readonly priority: number;
  readonly visit: number;
  readonly formKey: string | null;
  /** Held tasks: the state to return to. */
  readonly heldFrom: 'offered' | 'claimed' | 'working' | 'delegated' | null;
  /** The case is suspended. */
  readonly suspended: boolean;
}

type TaskView = 'mine' | 'claimable' | 'delegated';
type TaskLamp = 'green' | 'yellow' | 'red' | 'grey';

interface TaskFilter {
  readonly id?: string;
  readonly instanceId?: string;
  readonly definitionKey?: string;
  readonly definitionId?: string;
  readonly elementId?: string;
  readonly department?: string;
  readonly assignee?: string;
  readonly lamp?: TaskLamp;
  readonly dueBefore?: string;
  readonly q?: string;
}

export interface TaskListing {
  readonly view?: TaskView;
  readonly filter: TaskFilter;
  readonly sort: 'dueAt' | '-createdAt';
  readonly paging: Paging;
  /** The engine's clock, epoch ms: lamps are judged by it. */
  readonly now: number;
}

const COMMON = `t.id, t.instance_id as "instanceId", t.definition_id as "definitionId", t.definition_key as "definitionKey",
  t.business_key as "businessKey", t.element_id as "elementId", t.element_instance_id as "elementInstanceId", t.name, t.assignee, t.owner,
  t.department, t.created_at as "createdAt", t.due_at as "dueAt", t.priority, t.visit, t.form_key as "formKey"`;
const OPEN = `${COMMON}, t.state, t.candidate_users as "candidateUsers", t.candidate_groups as "candidateGroups",
  null::timestamptz as "endedAt", null::text as "endedBy", null::text as "onBehalfOf",
  (select i.status = 'suspended' from instance i where i.id = t.instance_id) as suspended,
  case when t.state = 'held' then coalesce((select i.state -> 'tasks' -> t.id ->> 'heldFrom' from instance i where i.id = t.instance_id),
    (select p.content -> 'tasks' -> t.id ->> 'heldFrom' from instance_part p where p.instance_id = t.instance_id and p.id = t.part)) end as "heldFrom"`;
const ENDED = `${COMMON}, t.outcome as state, '{}'::text[] as "candidateUsers", '{}'::text[] as "candidateGroups",
  t.ended_at as "endedAt", t.ended_by as "endedBy", t.on_behalf_of as "onBehalfOf", false as suspended, null::text as "heldFrom"`;

const ORDERS: Readonly<Record<TaskListing['sort'], Order>> = {
  dueAt: {
    keys: [
      { column: 't.due_at', field: 'dueAt', type: 'time' },
      { column: 't.id', field: 'id', type: 'text' },
    ],
  },
  '-createdAt': { keys: [{ column: 't.id', field: 'id', type: 'text' }], descending: true },
};

const LAST_ENDED_FIRST: Order = {
  keys: [
    { column: 't.ended_at', field: 'endedAt', type: 'time' },
    { column: 't.id', field: 'id', type: 'text' },
  ],
  descending: true,
};

export function listTasks(
  database: Database,
  reader: Reader,
  { view, filter, sort, paging, now }: TaskListing,
): Promise<PageOf<TaskRow>> {
  const query = sql.select(sql.raw(OPEN)).from('task as t');
  whereInView(query, reader, view);
  whereFilter(query, filter);
  whereLamp(query, filter.lamp, now);
  return readPage<TaskRow>(database, query, ORDERS[sort], paging);
}

/** A task, open or ended, where the reader may see it. */
export async function findTask(database: Database, reader: Reader, id: string): Promise<TaskRow | undefined> {
  const open = sql.select(sql.raw(OPEN)).from('task as t').where('t.id', id);
  whereInView(open, reader, undefined);
  const [found] = await run<TaskRow>(database, open);
  if (found) return found;
  const ended = sql.select(sql.raw(ENDED)).from('task_history as t').where('t.id', id);
  if (!reader.seesAllTasks)
    ended.where((any) =>
      any.where('t.ended_by', reader.id).orWhere('t.assignee', reader.id).orWhere('t.owner', reader.id),
    );
  return (await run<TaskRow>(database, ended))[0];
}

/** Whether a task, open or ended, was ever offered to the reader: who came too late may know who was first. */
export async function wasOffered(database: Database, { id: user, groups }: Reader, id: string): Promise<boolean> {
  const { rowCount } = await database.query(
    `select from task where id = $1 and ($2 = any(candidate_users) or candidate_groups && $3::text[])
     union all
     select from task_history where id = $1 and ($2 = any(candidate_users) or candidate_groups && $3::text[])`,
    [id, user, groups],
  );
  return (rowCount ?? 0) > 0;
}

/** Tasks by id, open or ended, whoever asks: for showing what an action has done. In the order of the ids. */
export async function findTasks(database: Database, ids: readonly string[]): Promise<readonly TaskRow[]> {
  if (ids.length === 0) return [];
  const open = sql
    .select(sql.raw(OPEN))
    .from('task as t')
    .whereRaw('t.id = any(?)', [[...ids]]);
  const ended = sql
    .select(sql.raw(ENDED))
    .from('task_history as t')
    .whereRaw('t.id = any(?)', [[...ids]]);
  const rows = [...(await run<TaskRow>(database, open)), ...(await run<TaskRow>(database, ended))];
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
}

export interface DoneListing {
  readonly filter: TaskFilter;
  readonly paging: Paging;
}

/** What the reader has done; who sees all tasks may ask for everything done in a case. */
export function listDoneTasks(
  database: Database,
  reader: Reader,
  { filter, paging }: DoneListing,
): Promise<PageOf<TaskRow>> {
  const query = sql.select(sql.raw(ENDED)).from('task_history as t');
  if (!(reader.seesAllTasks && filter.instanceId !== undefined)) query.where('t.ended_by', reader.id);
  whereFilter(query, filter);
  return readPage<TaskRow>(database, query, LAST_ENDED_FIRST, paging);
}

export interface DecidedFilter {
  readonly definitionKey: string;
  readonly elementId?: string;
  /** Only those past their limit. */
  readonly late: boolean;
  /** Days, `2026-03-01`, both included; null is open. */
  readonly from: string | null;
  readonly to: string | null;
}

/** The tasks that `readWaitingTimes` counts: decided by people, not voided. */
export function listDecidedTasks(
  database: Database,
  { definitionKey, elementId, late, from, to }: DecidedFilter,
  paging: Paging,
): Promise<PageOf<TaskRow>> {
  const query = sql
    .select(sql.raw(ENDED))
    .from('task_history as t')
    .where('t.definition_key', definitionKey)
    .whereRaw("t.outcome not like 'voided:%'");
  if (elementId !== undefined) query.where('t.element_id', elementId);
  if (late) query.whereRaw('t.ended_at > t.due_at');
  if (from !== null) query.whereRaw("t.ended_at >= ?::date::timestamp at time zone 'UTC'", [from]);
  if (to !== null) query.whereRaw("t.ended_at < (?::date + 1)::timestamp at time zone 'UTC'", [to]);
  return readPage<TaskRow>(database, query, LAST_ENDED_FIRST, paging);
}

function whereInView(query: Query, reader: Reader, view: TaskView | undefined): void {
  if (view === 'mine') whereAssigned(query, reader);
  else if (view === 'delegated') query.where('t.owner', reader.id).whereNot('t.assignee', reader.id);
  else if (view === 'claimable') whereClaimable(query, reader);
  else if (!reader.seesAllTasks) whereOwnTask(query, reader);
}

function whereFilter(query: Query, filter: TaskFilter): void {
  const equal = {
    instanceId: 't.instance_id',
    definitionKey: 't.definition_key',
    definitionId: 't.definition_id',
    elementId: 't.element_id',
    department: 't.department',
    assignee: 't.assignee',
  } as const;
  for (const [field, column] of Object.entries(equal)) {
    const value = filter[field as keyof typeof equal];
    if (value !== undefined) query.where(column, value);
  }
  if (filter.dueBefore !== undefined) query.where('t.due_at', '<', filter.dueBefore);
  const { q } = filter;
  if (q !== undefined)
    query.where((either) =>
      either.whereRaw('strpos(t.name, ?) > 0', [q]).orWhereRaw('starts_with(t.business_key, ?)', [q]),
    );
}

/** The rule of `TASK_LAMP`, in SQL: red past the limit, yellow from 70 % of it, grey while held. */
function whereLamp(query: Query, lamp: TaskLamp | undefined, now: number): void {
  if (lamp === undefined) return;
  if (lamp === 'grey') {
    query.where('t.state', 'held').whereRaw("t.due_at < 'infinity'");
    return;
  }
  const at = new Date(now).toISOString();
  query.whereNot('t.state', 'held').whereRaw("t.due_at < 'infinity'");
  if (lamp === 'red') query.where('t.due_at', '<', at);
  else
    query
      .where('t.due_at', '>=', at)
      .whereRaw(`t.created_at + (t.due_at - t.created_at) * 0.7 ${lamp === 'yellow' ? '<=' : '>'} ?::timestamptz`, [
        at,
      ]);
}
