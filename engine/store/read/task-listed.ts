/** What a list of tasks admits besides being in the reader's ranges. */
import { type Query, sql } from './paging.ts';
import { type Reader, whereVisibleCase } from './reader.ts';
import { type TaskFilter, whereFilter } from './task-filter.ts';
import type { TaskView } from './task-ranges.ts';

export interface Listed {
  readonly view?: TaskView | undefined;
  readonly filter: TaskFilter;
  readonly now: number;
}

/** A followed case that is none of the follower's business any more is left out. */
export function whereListed(query: Query, reader: Reader, { view, filter, now }: Listed): void {
  whereFilter(query, filter, now);
  if (view !== 'following' || reader.seesAllCases) return;
  const visible = sql.select('i.id').from(sql.raw('(select t.instance_id as id) as i'));
  whereVisibleCase(visible, reader);
  query.whereExists(visible);
}
