/** Cases, open and ended, as one list ordered by start (ids sort by creation). */
import { LAMPS, type Lamp } from '../../sla/lamp.ts';
import type { Database } from '../people/database.ts';
import { cut, type Order, orderAndStart, type PageOf, type Paging, type Query, run, sql } from './paging.ts';
import { type Reader, whereVisibleCase } from './reader.ts';

export interface InstanceRow {
  readonly id: string;
  readonly status: 'active' | 'suspended' | 'completed' | 'terminated';
  readonly definitionId: string;
  readonly definitionKey: string;
  readonly businessKey: string | null;
  readonly initiator: string | null;
  readonly state: unknown;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly startedAt: number;
  readonly endedAt: number | null;
}

interface InstanceFilter {
  readonly id?: string;
  readonly definitionKey?: string;
  readonly definitionId?: string;
  readonly businessKey?: string;
  readonly initiator?: string;
  readonly status?: 'active' | 'suspended' | 'completed' | 'terminated' | 'incident';
  /** Only voided cases; without it they are left out, except where a case is asked for by its id. */
  readonly voided?: boolean;
  readonly open?: boolean;
  /** Only what the reader keeps at hand. */
  readonly favourite?: true;
  readonly elementId?: string;
  /** Its index in the graph of `definitionId`: what is inside a called process or a sub-process is at it, too. */
  readonly node?: number | undefined;
  /** Of the whole case. Both leave ended cases out. */
  readonly lamp?: Lamp;
  readonly dueBefore?: string;
  readonly startedAfter?: string;
  readonly startedBefore?: string;
  /** Either of these leaves open cases out. */
  readonly endedAfter?: string;
  readonly endedBefore?: string;
}

const COLUMNS = `i.id, i.status, i.definition_id as "definitionId", i.definition_key as "definitionKey",
  i.business_key as "businessKey", i.initiator, i.state, i.variables, i.started_at as "startedAt"`;
const TABLES = {
  instance: `${COLUMNS}, null::timestamptz as "endedAt"`,
  instance_history: `${COLUMNS}, i.ended_at as "endedAt"`,
} as const;
type Table = keyof typeof TABLES;

export async function findInstance(database: Database, reader: Reader, id: string): Promise<InstanceRow | undefined> {
  const page = await listInstances(database, reader, { filter: { id }, paging: { limit: 1 } });
  return page.items[0];
}

/** By case, open or ended: which version of its process it runs by. */
export async function definitionsOfCases(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await database.query<{ id: string; definitionId: string }>(
    `select id, definition_id as "definitionId" from instance where id = any($1)
     union all select id, definition_id from instance_history where id = any($1)`,
    [ids],
  );
  return new Map(rows.map(({ id, definitionId }) => [id, definitionId]));
}

export interface InstanceListing {
  readonly filter: InstanceFilter;
  readonly paging: Paging;
  readonly ascending?: boolean;
}

/** Each table gives at most one page by its own index; the merge is cut to a page again. */
export async function listInstances(
  database: Database,
  reader: Reader,
  { filter, paging, ascending = false }: InstanceListing,
): Promise<PageOf<InstanceRow>> {
  const order = orderOf('i.id', ascending);
  const tables = tablesOf(filter);
  const parts = tables.map((table) => {
    const part = filtered(table, reader, filter).select(sql.raw(TABLES[table]));
    orderAndStart(part, order, paging);
    return sql.select('*').from(part.limit(paging.limit + 1).as('part'));
  });
  const [first, ...rest] = parts;
  if (!first) return { items: [], nextCursor: null, ...(paging.count ? { total: 0 } : {}) };
  const merged = sql
    .select('*')
    .from(first.unionAll(rest).as('merged'))
    .orderBy('id', ascending ? 'asc' : 'desc')
    .limit(paging.limit + 1);
  const page = cut(await run<InstanceRow>(database, merged), order, paging.limit);
  return paging.count
    ? {
        ...page,
        total: await count(
          database,
          tables.map((table) => filtered(table, reader, filter)),
        ),
      }
    : page;
}

const orderOf = (column: string, ascending: boolean): Order => ({
  keys: [{ column, field: 'id', type: 'text' }],
  descending: !ascending,
});

function tablesOf({
  status,
  open,
  voided,
  elementId,
  endedAfter,
  endedBefore,
  lamp,
  dueBefore,
}: InstanceFilter): readonly Table[] {
  const ended =
    status === 'completed' || status === 'terminated' || voided === true || (endedAfter ?? endedBefore) !== undefined;
  const running = status === 'active' || status === 'suspended' || status === 'incident';
  const tables: Table[] = [];
  if (!ended && open !== false) tables.push('instance');
  const onlyOpen = (elementId ?? lamp ?? dueBefore) !== undefined;
  if (!running && open !== true && !onlyOpen) tables.push('instance_history');
  return tables;
}

function filtered(table: Table, reader: Reader, filter: InstanceFilter): Query {
  const query = sql.from(`${table} as i`);
  whereVisibleCase(query, reader);
  const equal = {
    id: 'i.id',
    definitionKey: 'i.definition_key',
    definitionId: 'i.definition_id',
    businessKey: 'i.business_key',
    initiator: 'i.initiator',
  } as const;
  for (const [field, column] of Object.entries(equal)) {
    const value = filter[field as keyof typeof equal];
    // A step is one of its own process, which may be one that the case calls.
    if (value !== undefined && !(filter.elementId !== undefined && field.startsWith('definition')))
      query.where(column, value);
  }
  if (table === 'instance_history' && filter.id === undefined) query.where('i.voided', filter.voided ?? false);
  if (filter.startedAfter !== undefined) query.where('i.started_at', '>', filter.startedAfter);
  if (filter.startedBefore !== undefined) query.where('i.started_at', '<', filter.startedBefore);
  if (filter.endedAfter !== undefined) query.where('i.ended_at', '>', filter.endedAfter);
  if (filter.endedBefore !== undefined) query.where('i.ended_at', '<', filter.endedBefore);
  if (filter.favourite)
    query.whereRaw('exists (select from favourite f where f.account_id = ? and f.instance_id = i.id)', [reader.id]);
  whereStatus(query, filter.status);
  if (filter.lamp !== undefined) whereLamp(query, filter.lamp);
  if (filter.dueBefore !== undefined)
    query.whereRaw(`exists (select from clock c where c.instance_id = i.id and ${OF_CASE} and c.due_at < ?)`, [
      filter.dueBefore,
    ]);
  if (filter.elementId !== undefined) whereAtElement(query, filter.elementId, filter);
  return query;
}

/** An open case with an incident is shown as `incident`, so `active` leaves those out. */
function whereStatus(query: Query, status: InstanceFilter['status']): void {
  if (status === 'incident') query.where('i.status', 'active').where('i.incident_count', '>', 0);
  else if (status === 'active') query.where('i.status', 'active').where('i.incident_count', 0);
  else if (status !== undefined) query.where('i.status', status);
}

const OF_CASE = "c.clock in ('statutory', 'promised') and c.element_instance_id is null";

/** The worst lamp of a case is this one. */
function whereLamp(query: Query, lamp: Lamp): void {
  const worse = LAMPS.slice(LAMPS.indexOf(lamp) + 1);
  query.whereRaw(`exists (select from clock c where c.instance_id = i.id and ${OF_CASE} and c.lamp = ?)`, [lamp]);
  query.whereRaw(`not exists (select from clock c where c.instance_id = i.id and ${OF_CASE} and c.lamp = any(?))`, [
    worse,
  ]);
}

/** As the statistics of a definition count, from the truth of the case: only elements that wait have rows of their own. */
const INSIDE = `exists (select from json_array_elements_text(i.state -> 'definitions') with ordinality as used(id, position)
    cross join lateral json_each(i.state -> 'elements') as element
    where used.id = ? and (element.value ->> 'def')::integer = used.position - 1 and (element.value ->> 'node')::integer = ?)`;

/** Where work, a timer, a message or an incident is open: what a person can see of a case's place without opening it. */
function whereAtElement(query: Query, elementId: string, { definitionKey, definitionId, node }: InstanceFilter): void {
  const which = [
    ...(definitionKey === undefined ? [] : [['x.definition_key', definitionKey]]),
    ...(definitionId === undefined ? [] : [['x.definition_id', definitionId]]),
  ];
  const condition = ['x.instance_id = i.id', 'x.element_id = ?', ...which.map(([column]) => `${column} = ?`)];
  const values = [elementId, ...which.map(([, value = '']) => value)];
  query.where((any) => {
    for (const table of ['task', 'job', 'subscription', 'incident'])
      any.orWhereRaw(`exists (select from ${table} x where ${condition.join(' and ')})`, values);
    if (definitionId !== undefined && node !== undefined) any.orWhereRaw(INSIDE, [definitionId, node]);
  });
}

async function count(database: Database, queries: readonly Query[]): Promise<number> {
  const totals = await Promise.all(
    queries.map((query) => run<{ total: number }>(database, query.count({ total: '*' }))),
  );
  return totals.reduce((sum, [row]) => sum + Number(row?.total ?? 0), 0);
}
