/** Single tasks, and lists of ended ones. Lists of open ones are in `inbox.ts`. */
import type { Task } from '../../core/state.ts';
import type { Lamp } from '../../sla/lamp.ts';
import type { Database } from '../people/database.ts';
import { counts } from './objections.ts';
import { type Order, type PageOf, type Paging, readPage, run, sql } from './paging.ts';
import { type Reader, whereDepartmentsEndedTask, whereOwnEndedTask, whereOwnTask } from './reader.ts';
import { type TaskFilter, whereFilter } from './task-filter.ts';

export interface TaskRow {
  readonly id: string;
  readonly instanceId: string;
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  /** Who began the case. */
  readonly applicant: string | null;
  /** With which process the case began, and what its service item is called. */
  readonly appliedFor: { readonly definitionId: string; readonly item: unknown };
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
  /** Stored when it last changed; null without a limit, and of tasks opened before there were clocks. */
  readonly lamp: Lamp | null;
  readonly provisional: boolean | null;
  readonly calendar: string | null;
  readonly priority: number;
  readonly visit: number;
  readonly formKey: string | null;
  /** What the process of the case declares for task lists; null where it declares nothing. */
  readonly variables: Readonly<Record<string, unknown>> | null;
  /** Held tasks: the state to return to. */
  readonly heldFrom: 'offered' | 'claimed' | 'working' | 'delegated' | null;
  /** The case is suspended. */
  readonly suspended: boolean;
  /** Why it is somebody's; null where it is not known. */
  readonly reasons: Task['reasons'] | null;
  /** Who may not do it; of an ended task nobody. */
  readonly barred: readonly string[];
}

const COMMON = `t.id, t.instance_id as "instanceId", t.definition_id as "definitionId", t.definition_key as "definitionKey",
  t.business_key as "businessKey", t.element_id as "elementId", t.element_instance_id as "elementInstanceId", t.name, t.assignee, t.owner,
  t.department, t.created_at as "createdAt", t.due_at as "dueAt", t.lamp, t.priority, t.visit, t.form_key as "formKey", t.variables, t.reasons`;
const appliedFor = (table: string): string =>
  `(select jsonb_build_object('definitionId', i.definition_id, 'item', i.variables #> '{serviceItem,name}') from ${table} i where i.id = t.instance_id)`;
export const OPEN = `${COMMON}, t.barred, t.provisional, t.calendar, t.state, t.candidate_users as "candidateUsers", t.candidate_groups as "candidateGroups",
  (select i.initiator from instance i where i.id = t.instance_id) as applicant, ${appliedFor('instance')} as "appliedFor", null::timestamptz as "endedAt", null::text as "endedBy", null::text as "onBehalfOf",
  (select i.status = 'suspended' from instance i where i.id = t.instance_id) as suspended,
  case when t.state = 'held' then coalesce((select i.state -> 'tasks' -> t.id ->> 'heldFrom' from instance i where i.id = t.instance_id),
    (select p.content -> 'tasks' -> t.id ->> 'heldFrom' from instance_part p where p.instance_id = t.instance_id and p.id = t.part)) end as "heldFrom"`;
const ENDED = `${COMMON}, '{}'::text[] as barred, null::boolean as provisional, null::text as calendar, t.outcome as state, '{}'::text[] as "candidateUsers", '{}'::text[] as "candidateGroups",
  coalesce((select i.initiator from instance_history i where i.id = t.instance_id), (select i.initiator from instance i where i.id = t.instance_id)) as applicant,
  coalesce(${appliedFor('instance_history')}, ${appliedFor('instance')}) as "appliedFor",
  t.ended_at as "endedAt", t.ended_by as "endedBy", t.on_behalf_of as "onBehalfOf", false as suspended, null::text as "heldFrom"`;

const LAST_ENDED_FIRST: Order = {
  keys: [
    { column: 't.ended_at', field: 'endedAt', type: 'time' },
    { column: 't.id', field: 'id', type: 'text' },
  ],
  descending: true,
};

/** A task, open or ended, where the reader may see it. */
export async function findTask(database: Database, reader: Reader, id: string): Promise<TaskRow | undefined> {
  const open = sql.select(sql.raw(OPEN)).from('task as t').where('t.id', id);
  if (!reader.seesAllTasks) whereOwnTask(open, reader);
  const [found] = await run<TaskRow>(database, open);
  if (found) return found;
  const ended = sql.select(sql.raw(ENDED)).from('task_history as t').where('t.id', id);
  if (!reader.seesAllTasks) ended.where((any) => whereOwnEndedTask(any, reader));
  return (await run<TaskRow>(database, ended))[0];
}

/** Whether a task, open or ended, was ever offered to the reader: who came too late may know who was first. */
export async function wasOffered(database: Database, { id: user, groups }: Reader, id: string): Promise<boolean> {
  const { rowCount } = await database.query(
    `select from task where id = $1 and ($2 = any(candidate_users) or $2 = any(barred) or candidate_groups && $3::text[])
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
  readonly now: number;
}

/** What the reader has done; who sees more than their own may ask for everything of it that was done in a case. */
export function listDoneTasks(
  database: Database,
  reader: Reader,
  { filter, paging, now }: DoneListing,
): Promise<PageOf<TaskRow>> {
  const query = sql.select(sql.raw(ENDED)).from('task_history as t');
  const inCase = filter.instanceId !== undefined;
  if (!inCase || (!reader.seesAllTasks && (reader.taskDepartments?.ids.length ?? 0) === 0))
    query.where('t.ended_by', reader.id);
  else if (!reader.seesAllTasks) query.where((any) => whereOwnEndedTask(any, reader));
  whereFilter(query, filter, now);
  return readPage<TaskRow>(database, query, LAST_ENDED_FIRST, paging);
}

export interface DecidedFilter {
  readonly definitionKey: string;
  readonly elementId?: string;
  /** Only those past their limit. */
  readonly late: boolean;
  /** Epoch ms, the second not included; null is open. */
  readonly from: number | null;
  readonly to: number | null;
}

/** The tasks that `readWaitingTimes` counts: decided by people, not voided. */
export function listDecidedTasks(
  database: Database,
  reader: Reader,
  {
    filter: { definitionKey, elementId, late, from, to },
    paging,
  }: { readonly filter: DecidedFilter; readonly paging: Paging },
): Promise<PageOf<TaskRow>> {
  const query = sql
    .select(sql.raw(ENDED))
    .from('task_history as t')
    .where('t.definition_key', definitionKey)
    .whereRaw("t.outcome not like 'voided:%'");
  whereDepartmentsEndedTask(query, reader);
  if (elementId !== undefined) query.where('t.element_id', elementId);
  if (late) query.whereRaw('t.ended_at > t.due_at');
  if (from !== null) query.whereRaw('t.ended_at >= ?::timestamptz', [new Date(from).toISOString()]);
  if (to !== null) query.whereRaw('t.ended_at < ?::timestamptz', [new Date(to).toISOString()]);
  return readPage<TaskRow>(database, query, LAST_ENDED_FIRST, paging);
}

export interface ReturnedFilter {
  readonly department?: string | undefined;
  /** Only those of no department. */
  readonly without?: 'department' | undefined;
  /** Epoch ms, the second not included. */
  readonly from: number;
  readonly to: number;
}

/** The tasks whose returns the monthly indicators count; the last first. */
export function listReturnedTasks(
  database: Database,
  reader: Reader,
  { filter, paging }: { readonly filter: ReturnedFilter; readonly paging: Paging },
): Promise<PageOf<TaskRow>> {
  const { department, without, from, to } = filter;
  const query = sql
    .select(sql.raw(ENDED))
    .from('task_history as t')
    .whereRaw(`t.verb = 'return' and t.outcome not like 'voided:%' and t.${counts('dispatch', 'assessment')}`)
    .whereRaw('t.ended_at >= ?::timestamptz and t.ended_at < ?::timestamptz', [
      new Date(from).toISOString(),
      new Date(to).toISOString(),
    ]);
  whereDepartmentsEndedTask(query, reader);
  if (department !== undefined) query.where('t.department', department);
  if (without !== undefined) query.whereNull('t.department');
  return readPage<TaskRow>(database, query, LAST_ENDED_FIRST, paging);
}
