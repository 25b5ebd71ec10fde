import type { Query } from './paging.ts';

/** For whom a list is read: what somebody may not see is left out by the query itself. */
export interface Reader {
  readonly id: string;
  readonly groups: readonly string[];
  readonly seesAllCases: boolean;
  readonly seesAllTasks: boolean;
}

/** Rows of `task_candidate` that concern the reader. */
export const principalsOf = ({ id, groups }: Pick<Reader, 'id' | 'groups'>): string[] => [
  `user:${id}`,
  ...groups.map((group) => `group:${group}`),
];

const OWN_TASKS = `
  select id from task where assignee = ?
  union all select id from task where owner = ?
  union all select task_id from task_candidate where principal = any(?)`;

/** Open tasks (alias `t`) that are the reader's own: to do, to answer for, or to claim. Costs what the reader has, not what there is. */
export function whereOwnTask(query: Query, reader: Reader): void {
  query.whereRaw(`t.id in (${OWN_TASKS})`, [reader.id, reader.id, principalsOf(reader)]);
}

const OWN_CASES = `
  select id from instance where initiator = ?
  union all select id from instance_history where initiator = ?
  union all select instance_id from task where assignee = ?
  union all select instance_id from task where owner = ?
  union all select instance_id from task_candidate where principal = any(?)
  union all select instance_id from task_history where ended_by = ?`;

/** Cases (alias `i`) that the reader started, works on or worked on. */
export function whereVisibleCase(query: Query, reader: Reader): void {
  if (reader.seesAllCases) return;
  const { id } = reader;
  query.whereRaw(`i.id in (${OWN_CASES})`, [id, id, id, id, principalsOf(reader), id]);
}
