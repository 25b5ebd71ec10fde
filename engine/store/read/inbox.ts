/**
 * Lists of open tasks. With 1,000,000 open tasks on two cores, a clerk in 20 groups has a page of 50 out of 64,000 in 3 ms, whichever page it is.
 */
import type { Database } from '../people/database.ts';
import { cut, type Order, orderAndStart, type PageOf, type Paging, type Query, run, sql } from './paging.ts';
import type { Reader } from './reader.ts';
import { countTasks } from './task-count.ts';
import { isFiltered, type TaskFilter } from './task-filter.ts';
import { type Listed, whereListed } from './task-listed.ts';
import { rangesOf, type TaskView } from './task-ranges.ts';
import { OPEN, type TaskRow } from './tasks.ts';

export interface TaskListing {
  /** Absent: everything that the reader may see. */
  readonly view?: TaskView;
  readonly filter: TaskFilter;
  readonly sort: keyof typeof ORDERS;
  readonly paging: Paging;
  /** The engine's clock, epoch ms: lamps are judged by it. */
  readonly now: number;
}

const ID = { column: 't.id', field: 'id', type: 'text' } as const;
const DUE = { column: 't.due_at', field: 'dueAt', type: 'time' } as const;
const ORDERS = {
  dueAt: { keys: [DUE, ID] },
  '-dueAt': { keys: [DUE, ID], descending: true },
  createdAt: { keys: [ID] },
  '-createdAt': { keys: [ID], descending: true },
  '-priority': { keys: [{ column: 't.priority', field: 'priority', type: 'integer' }, ID], descending: true },
} as const satisfies Readonly<Record<string, Order>>;

export async function listTasks(database: Database, reader: Reader, listing: TaskListing): Promise<PageOf<TaskRow>> {
  const { sort, paging } = listing;
  const order: Order = ORDERS[sort];
  const rows = await run<TaskRow>(database, pageQuery(reader, listing, order));
  const total = paging.count ? await countTasks(database, reader, listing) : undefined;
  return { ...cut(rows, order, paging.limit), ...(total === undefined ? {} : { total }) };
}

function pageQuery(reader: Reader, listing: TaskListing, order: Order): Query {
  const { filter, paging, now } = listing;
  const view = listing.view ?? (reader.seesAllTasks ? undefined : 'own');
  if (view !== undefined && (order === ORDERS.dueAt || order === ORDERS['-dueAt']))
    return mergedPage(reader, { ...listing, view }, order);
  const query = sql.select(sql.raw(OPEN)).from('task as t');
  if (view !== undefined) {
    const { text, bindings } = rangesOf(reader, view);
    query.whereRaw(`t.id in (select k.id from (${text}) as k (due_at, id))`, bindings as never[]);
  }
  whereListed(query, reader, { view, filter, now });
  orderAndStart(query, order, paging);
  return query.limit(paging.limit + 1);
}

/** The ranges are merged in their own order and read until the page is full. */
function mergedPage(reader: Reader, listing: TaskListing & { readonly view: TaskView }, order: Order): Query {
  const { paging } = listing;
  const keys = mergedKeys(reader, listing);
  orderAndStart(keys, ofKeys(order), paging);
  const page = sql
    .select(sql.raw(OPEN))
    .from(keys.limit(paging.limit + 1).as('k'))
    .joinRaw('join task t on t.id = k.id');
  orderAndStart(page, order, {});
  return page;
}

const ofKeys = (order: Order): Order => ({
  ...order,
  keys: order.keys.map((key) => ({ ...key, column: key.column.replace('t.', 'k.') })),
});

/** (due_at, id) of each task of the view once. `more` adds conditions on the task. */
function mergedKeys(
  reader: Reader,
  listed: Listed & { readonly view: TaskView; readonly sort: TaskListing['sort'] },
  more?: (admitted: Query) => void,
): Query {
  const { text, bindings } = rangesOf(reader, listed.view, listed.sort === '-dueAt' ? 'desc' : 'asc');
  const keys = sql.distinct('k.due_at', 'k.id').from(sql.raw(`(${text}) as k (due_at, id)`, bindings as never[]));
  if (!more && !isFiltered(listed.filter) && listed.view !== 'following') return keys;
  const admitted = sql.select(sql.raw('1')).from('task as t').whereRaw('t.id = k.id');
  whereListed(admitted, reader, listed);
  more?.(admitted);
  // `offset 0` keeps it a question to each row: joined as a whole it would be asked of all rows before the first is known.
  return keys.joinRaw('cross join lateral (? offset 0) as admitted', [admitted] as never[]);
}

export interface TaskGroup {
  readonly definitionKey: string;
  readonly elementId: string;
  readonly name: string;
  readonly openTasks: number;
  readonly overdueTasks: number;
}

/** By step, exactly what the lists of open and of overdue tasks show to this reader. */
export function groupTasks(database: Database, reader: Reader, now: number): Promise<readonly TaskGroup[]> {
  const query = sql.select(
    sql.raw(
      `t.definition_key as "definitionKey", t.element_id as "elementId", max(t.name) as name, count(*)::integer as "openTasks",
       count(*) filter (where t.due_at < ?::timestamptz)::integer as "overdueTasks"`,
      [new Date(now).toISOString()],
    ),
  );
  return run<TaskGroup>(database, fromOpenTasks(query, reader).groupByRaw('1, 2').orderByRaw('1, 2'));
}

/** Each open task (alias `t`) once that the reader may see. */
export function fromOpenTasks(query: Query, reader: Reader): Query {
  if (reader.seesAllTasks) return query.from('task as t');
  const { text, bindings } = rangesOf(reader, 'own');
  query.from(sql.raw(`(select distinct r.id from (${text}) as r (due_at, id)) as k`, bindings as never[]));
  return query.joinRaw('join task t on t.id = k.id');
}

export interface Urgent {
  readonly filter: TaskFilter;
  readonly now: number;
  /** Not these. */
  readonly except: readonly string[];
  /** None of the steps of these tasks. */
  readonly exceptStepsOf: readonly string[];
  readonly limit: number;
}

/** What the reader may claim now, the most urgent first: ids. */
export async function urgentTasks(
  database: Database,
  reader: Reader,
  { filter, now, except, exceptStepsOf, limit }: Urgent,
): Promise<readonly string[]> {
  const keys = mergedKeys(reader, { view: 'claimable', filter, now, sort: 'dueAt' }, (admitted) => {
    admitted.whereRaw(`not exists (select from instance i where i.id = t.instance_id and i.status = 'suspended')`);
    if (except.length > 0) admitted.whereRaw('t.id <> all(?)', [[...except]]);
    if (exceptStepsOf.length > 0)
      admitted.whereRaw(
        '(t.definition_id, t.element_id) not in (select x.definition_id, x.element_id from task x where x.id = any(?))',
        [[...exceptStepsOf]],
      );
  });
  orderAndStart(keys, ofKeys(ORDERS.dueAt), {});
  return (await run<{ id: string }>(database, keys.limit(limit))).map(({ id }) => id);
}
