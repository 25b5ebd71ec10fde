import { type Mandates, type Subquery, unionOfMandates } from './mandates.ts';
import type { Query } from './paging.ts';

/** Departments, with who works there now: what names one of them, or is anybody's of their people, is theirs. */
export interface Departments {
  readonly ids: readonly string[];
  readonly people: readonly string[];
  /** `user:<id>` and `group:<id>` of these people, as in `task_candidate`. */
  readonly principals: readonly string[];
  readonly groups: readonly string[];
}

export const NO_DEPARTMENTS: Departments = { ids: [], people: [], principals: [], groups: [] };

/** For whom a list is read: what somebody may not see is left out by the query itself. */
export interface Reader {
  readonly id: string;
  readonly groups: readonly string[];
  /** By which persons' names confirmations mean the reader; absent: their own. */
  readonly names?: readonly string[];
  /** Roles that confirmations may name. */
  readonly roles?: readonly string[];
  readonly seesAllCases: boolean;
  readonly seesAllTasks: boolean;
  /** Whose cases and tasks the reader sees besides their own; none where absent. */
  readonly caseDepartments?: Departments;
  readonly taskDepartments?: Departments;
  /** False: only what is seen through departments, or everything. */
  readonly seesOwn?: boolean;
  /** May do tasks that name nobody, in every process. */
  readonly administers: boolean;
  /** Definitions of processes the reader owns: what happens in them is the reader's business. */
  readonly ownedDefinitions: readonly string[];
  /** For whom the reader acts as a proxy. */
  readonly mandates: Mandates;
}

/** Rows of `task_candidate` that concern the reader. */
export const principalsOf = ({ id, groups }: Pick<Reader, 'id' | 'groups'>): string[] => [
  `user:${id}`,
  ...groups.map((group) => `group:${group}`),
];

/** Of rows of `task_candidate` (alias `c`), the principal `barred:<reader>` being bound. */
export const NOT_BARRED = `not exists (select from task_candidate b where b.principal = ? and b.due_at = c.due_at and b.task_id = c.task_id)`;

const OWN_TASKS = `
  select id from task where assignee = ?
  union all select id from task where owner = ?
  union all select c.task_id from task_candidate c where c.principal = any(?) and ${NOT_BARRED}
  union all select id from task where definition_id = any(?)`;

/** Open tasks (alias `t`) that are the reader's own: to do, to answer for, or to claim. Costs what the reader has, not what there is. */
export function whereOwnTask(query: Query, reader: Reader): void {
  const others = unionOfMandates(reader.mandates, ['assigned', 'owned', 'claimable']);
  const departments = tasksOf(reader.taskDepartments);
  const own = [reader.id, reader.id, principalsOf(reader), `barred:${reader.id}`, [...reader.ownedDefinitions]];
  query.whereRaw(`t.id in (${OWN_TASKS}${others.text}${departments.text})`, [
    ...own,
    ...others.bindings,
    ...departments.bindings,
  ] as never[]);
}

const OWN_CASES = `
  select id from instance where initiator = ?
  union all select id from instance_history where initiator = ?
  union all select instance_id from task where assignee = ?
  union all select instance_id from task where owner = ?
  union all select instance_id from task_candidate where principal = any(?)
  union all select instance_id from task_history where ended_by = ?
  union all select id from instance where definition_id = any(?)
  union all select id from instance_history where definition_id = any(?)
  union all select instance_id from confirmation where entitled && ?`;

/** Open tasks of departments: each part is a range of an index. */
function tasksOf({ ids, people, principals }: Departments = NO_DEPARTMENTS): Subquery {
  if (ids.length === 0) return { text: '', bindings: [] };
  const text = `
  union all select id from task where department = any(?)
  union all select id from task where assignee = any(?)
  union all select id from task where owner = any(?)
  union all select task_id from task_candidate where principal = any(?)`;
  return { text, bindings: [ids, people, people, principals] };
}

const DEPARTMENT_CASES = `
  select instance_id from task where department = any(?)
  union all select instance_id from task_history where department = any(?)
  union all select id from instance where initiator = any(?)
  union all select id from instance_history where initiator = any(?)
  union all select instance_id from task where assignee = any(?)
  union all select instance_id from task where owner = any(?)
  union all select instance_id from task_candidate where principal = any(?)
  union all select instance_id from task_history where ended_by = any(?)
  union all select instance_id from task_history where candidate_groups && ?::text[] and candidate_groups <> '{}'
  union all select instance_id from task_history where candidate_users && ?::text[] and candidate_users <> '{}'`;

function casesOf({ ids, people, principals, groups }: Departments = NO_DEPARTMENTS): Subquery[] {
  if (ids.length === 0) return [];
  return [
    {
      text: DEPARTMENT_CASES,
      bindings: [ids, ids, people, people, people, people, principals, people, groups, people],
    },
  ];
}

function ownCases(reader: Reader): Subquery[] {
  if (reader.seesOwn === false) return [];
  const { id } = reader;
  const owned = [...reader.ownedDefinitions];
  const others = unionOfMandates(reader.mandates, ['assigned', 'owned', 'claimable'], 'instance_id');
  const roles = (reader.roles ?? []).map((role) => `role:${role}`);
  const named = (reader.names ?? [id]).flatMap((name) => principalsOf({ id: name, groups: reader.groups }));
  const own = [id, id, id, id, principalsOf(reader), id, owned, owned, [...named, ...roles]];
  return [{ text: `${OWN_CASES}${others.text}`, bindings: [...own, ...others.bindings] }];
}

/** Cases that the reader began, works on or worked on, or of which something waits for their confirmation, and those of their departments; `column` holds the id. */
export function whereVisibleCase(query: Query, reader: Reader, column = 'i.id'): void {
  if (reader.seesAllCases) return;
  const parts = [...ownCases(reader), ...casesOf(reader.caseDepartments)];
  const ids = parts.map(({ text }) => text).join(' union all ');
  // What hangs on cases is looked up by their ids, however little the planner expects to save by that.
  const among = column === 'i.id' ? `in (${ids})` : `= any(array(${ids}))`;
  if (parts.length === 0) query.whereRaw('false');
  else query.whereRaw(`${column} ${among}`, parts.flatMap(({ bindings }) => bindings) as never[]);
}

/** Ended tasks (alias `t`) that the reader did or had, and those of their departments. */
export function whereOwnEndedTask(
  query: Query,
  { id, taskDepartments: { ids, people } = NO_DEPARTMENTS }: Reader,
): void {
  query.whereRaw(
    `t.id in (select id from task_history where ended_by = ?
       union all select id from task_history where ended_by = any(?)
       union all select id from task_history where department = any(?)) or t.assignee = ? or t.owner = ? or t.assignee = any(?) or t.owner = any(?)`,
    [id, people, ids, id, id, people, people] as never[],
  );
}

/** Ended tasks (alias `t`) of the reader's departments; all where they see all. */
export function whereDepartmentsEndedTask(
  query: Query,
  { seesAllTasks, taskDepartments: { ids, people } = NO_DEPARTMENTS }: Reader,
): void {
  if (seesAllTasks) return;
  query.whereRaw(
    `t.id in (select id from task_history where department = any(?) union all select id from task_history where ended_by = any(?))`,
    [ids, people] as never[],
  );
}
