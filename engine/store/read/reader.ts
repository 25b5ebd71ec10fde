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

/** Open tasks (alias `t`) that are the reader's own: to do, to answer for, or to claim. */
export function whereOwnTask(query: Query, reader: Reader): void {
  query.where((any) =>
    any
      .where('t.assignee', reader.id)
      .orWhere('t.owner', reader.id)
      .orWhereRaw('t.id in (select task_id from task_candidate where principal = any(?))', [principalsOf(reader)]),
  );
}

/** Cases (alias `i`) that the reader started, works on or worked on. */
export function whereVisibleCase(query: Query, reader: Reader): void {
  if (reader.seesAllCases) return;
  query.where((any) =>
    any
      .where('i.initiator', reader.id)
      .orWhereRaw('exists (select from task t where t.instance_id = i.id and (t.assignee = ? or t.owner = ?))', [
        reader.id,
        reader.id,
      ])
      .orWhereRaw('exists (select from task_candidate c where c.instance_id = i.id and c.principal = any(?))', [
        principalsOf(reader),
      ])
      .orWhereRaw('exists (select from task_history h where h.instance_id = i.id and h.ended_by = ?)', [reader.id]),
  );
}
