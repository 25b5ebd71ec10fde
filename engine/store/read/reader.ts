import type { Query } from './paging.ts';

/** For whom a list is read: what somebody may not see is left out by the query itself. */
export interface Reader {
  readonly id: string;
  readonly groups: readonly string[];
  readonly seesAllCases: boolean;
  readonly seesAllTasks: boolean;
  /** May do tasks that name nobody, in every process. */
  readonly administers: boolean;
  /** Definitions of processes the reader owns: what happens in them is the reader's business. */
  readonly ownedDefinitions: readonly string[];
}

/** Rows of `task_candidate` that concern the reader. */
export const principalsOf = ({ id, groups }: Pick<Reader, 'id' | 'groups'>): string[] => [
  `user:${id}`,
  ...groups.map((group) => `group:${group}`),
];

const OWN_TASKS = `
  select id from task where assignee = ?
  union all select id from task where owner = ?
  union all select task_id from task_candidate where principal = any(?)
  union all select id from task where definition_id = any(?)`;

/** Open tasks (alias `t`) that are the reader's own: to do, to answer for, or to claim. Costs what the reader has, not what there is. */
export function whereOwnTask(query: Query, reader: Reader): void {
  query.whereRaw(`t.id in (${OWN_TASKS})`, [reader.id, reader.id, principalsOf(reader), [...reader.ownedDefinitions]]);
}

/** Open tasks that the reader may claim: named for it, or named for nobody and left to who administers the process. */
export function whereClaimable(query: Query, reader: Reader): void {
  const own = 'select task_id from task_candidate where principal = any(?)';
  const left = `select id from task where assignee is null and candidate_users = '{}' and candidate_groups = '{}' and state = 'offered'`;
  const owned = [...reader.ownedDefinitions];
  if (reader.administers) query.whereRaw(`t.id in (${own} union all ${left})`, [principalsOf(reader)]);
  else query.whereRaw(`t.id in (${own} union all ${left} and definition_id = any(?))`, [principalsOf(reader), owned]);
}

const OWN_CASES = `
  select id from instance where initiator = ?
  union all select id from instance_history where initiator = ?
  union all select instance_id from task where assignee = ?
  union all select instance_id from task where owner = ?
  union all select instance_id from task_candidate where principal = any(?)
  union all select instance_id from task_history where ended_by = ?
  union all select id from instance where definition_id = any(?)
  union all select id from instance_history where definition_id = any(?)`;

/** Cases (alias `i`) that the reader started, works on or worked on. */
export function whereVisibleCase(query: Query, reader: Reader): void {
  if (reader.seesAllCases) return;
  const { id } = reader;
  const owned = [...reader.ownedDefinitions];
  query.whereRaw(`i.id in (${OWN_CASES})`, [id, id, id, id, principalsOf(reader), id, owned, owned]);
}
