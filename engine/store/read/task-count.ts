/**
 * How many tasks a list has, exactly. What is offered to groups is most of it, and is not read: `task_offer` has how many tasks are offered to each
 * set of principals. Sets, not principals, so that a task offered to two groups of one person counts once.
 */
import type { Database } from '../people/database.ts';
import { type Query, run, sql } from './paging.ts';
import { NOT_BARRED, principalsOf, type Reader } from './reader.ts';
import { isFiltered } from './task-filter.ts';
import { type Listed, whereListed } from './task-listed.ts';
import { besideOffers, rangesOf, type TaskView } from './task-ranges.ts';

/** A task once however many of the reader's principals it concerns. */
export async function countTasks(
  database: Database,
  reader: Reader,
  { view: given, filter, now }: Listed,
): Promise<number> {
  const view = given ?? (reader.seesAllTasks ? undefined : 'own');
  if (view !== undefined && !isFiltered(filter)) {
    const beside = besideOffers(reader, view);
    if (beside) return countOffered(database, reader, beside);
  }
  const query = sql.count({ total: '*' });
  if (view === undefined) query.from('task as t');
  else {
    fromRanges(query, reader, view);
    if (isFiltered(filter) || view === 'following') query.joinRaw('join task t on t.id = k.id');
  }
  whereListed(query, reader, { view, filter, now });
  const [row] = await run<{ total: number }>(database, query);
  return Number(row?.total ?? 0);
}

function fromRanges(query: Query, reader: Reader, view: TaskView): void {
  const { text, bindings } = rangesOf(reader, view);
  query.from(sql.raw(`(select distinct r.id from (${text}) as r (due_at, id)) as k`, bindings as never[]));
}

/** Tasks offered to the reader, by the tally, without those that bar the reader; and what else is in the view, unless it is offered as well. */
const OFFERED = `
  (select coalesce(sum(o.n), 0) from task_offer o where o.principals && ?::text[])
  - (select count(distinct c.task_id) from task_candidate b join task_candidate c on c.task_id = b.task_id
     where b.principal = ? and c.principal = any(?))`;
const IS_OFFERED = `exists (select from task_candidate c where c.task_id = r.id and c.principal = any(?) and ${NOT_BARRED})`;

async function countOffered(
  database: Database,
  reader: Reader,
  { text, bindings }: NonNullable<ReturnType<typeof besideOffers>>,
): Promise<number> {
  const [principals, barred] = [principalsOf(reader), `barred:${reader.id}`];
  const others =
    text === ''
      ? { text: '', bindings: [] }
      : {
          text: ` + (select count(distinct r.id) from (${text}) as r (due_at, id) where not ${IS_OFFERED})`,
          bindings: [...bindings, principals, barred],
        };
  const query = sql.select(
    sql.raw(`${OFFERED}${others.text} as total`, [principals, barred, principals, ...others.bindings] as never[]),
  );
  const [row] = await run<{ total: number }>(database, query);
  return Number(row?.total ?? 0);
}
