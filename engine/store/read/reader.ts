import { type Mandates, unionOfMandates } from './mandates.ts';
import type { Query } from './paging.ts';

/** For whom a list is read: what somebody may not see is left out by the query itself. */
export interface Reader {
  readonly id: string;
  readonly groups: readonly string[];
  /** Roles that confirmations may name. */
  readonly roles?: readonly string[];
  readonly seesAllCases: boolean;
  readonly seesAllTasks: boolean;
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
  const own = [reader.id, reader.id, principalsOf(reader), `barred:${reader.id}`, [...reader.ownedDefinitions]];
  query.whereRaw(`t.id in (${OWN_TASKS}${others.text})`, [...own, ...others.bindings] as never[]);
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

/** Cases (alias `i`) that the reader started, works on or worked on, or of which something waits for the reader's confirmation. */
export function whereVisibleCase(query: Query, reader: Reader): void {
  if (reader.seesAllCases) return;
  const { id } = reader;
  const owned = [...reader.ownedDefinitions];
  const others = unionOfMandates(reader.mandates, ['assigned', 'owned', 'claimable'], 'instance_id');
  const roles = (reader.roles ?? []).map((role) => `role:${role}`);
  const own = [id, id, id, id, principalsOf(reader), id, owned, owned, [...principalsOf(reader), ...roles]];
  query.whereRaw(`i.id in (${OWN_CASES}${others.text})`, [...own, ...others.bindings] as never[]);
}
