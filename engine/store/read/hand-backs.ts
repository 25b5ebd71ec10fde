/** Cases that departments handed back to one another. */
import type { Database } from '../people/database.ts';
import { type PageOf, type Paging, type Query, readPage, sql } from './paging.ts';

export interface PingPongRow {
  readonly instanceId: string;
  readonly businessKey: string | null;
  readonly definitionKey: string;
  readonly handBacks: number;
  /** In the order in which they had the case. */
  readonly departments: readonly string[];
}

interface Within {
  /** Whose cases: of one of these departments; null is all. */
  readonly within: readonly string[] | null;
}

export interface PingPongFilter extends Within {
  /** A task of theirs ended from and before, epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly atLeast: number;
  /** A department that had them. */
  readonly department?: string | undefined;
}

/**
 * Cases with a task that ended within the period, and how often they were handed back until its end: a department gets a case again that it had
 * before, from another one. What happens later does not change the figures of a period that is over. `from` and `to` are SQL.
 */
const handBacks = (from: string, to: string): string => `with cases as (
    select instance_id from task_history where ended_at >= ${from} and ended_at < ${to}
  ), tasks as (
    select instance_id, id, business_key, definition_key, department, created_at from task
      where instance_id in (select * from cases) and department is not null and created_at < ${to}
    union all
    select instance_id, id, business_key, definition_key, department, created_at from task_history
      where instance_id in (select * from cases) and department is not null and created_at < ${to}
  ), moves as (
    select *, lag(department) over (partition by instance_id order by created_at, id) is distinct from department as moved,
      row_number() over (partition by instance_id, department order by created_at, id) > 1 as again from tasks
  )
  select instance_id, max(business_key) as business_key, max(definition_key) as definition_key,
    count(*) filter (where moved and again)::integer as hand_backs,
    array_agg(department order by created_at, id) filter (where moved) as departments,
    array_agg(distinct department) as concerned
  from moves group by instance_id`;

/** Cases whose tasks ended within the period, most hand-backs first. */
export function listPingPong(
  database: Database,
  { within, from, to, atLeast, department }: PingPongFilter,
  paging: Paging,
): Promise<PageOf<PingPongRow>> {
  const [begins, ends] = [new Date(from).toISOString(), new Date(to).toISOString()];
  const text = handBacks('?::timestamptz', '?::timestamptz');
  const counted = sql.raw(`(${text}) as p`, [begins, ends, ends, ends]) as never;
  const query: Query = sql.queryBuilder();
  query
    .from(counted)
    .select(
      sql.raw(
        `p.instance_id as "instanceId", p.business_key as "businessKey", p.definition_key as "definitionKey", p.hand_backs as "handBacks", p.departments`,
      ),
    )
    .whereRaw('p.hand_backs >= ?', [atLeast]);
  if (within !== null) query.whereRaw('p.concerned && ?::text[]', [[...within]]);
  if (department !== undefined) query.whereRaw('? = any(p.concerned)', [department]);
  const keys = [
    { column: 'p.hand_backs', field: 'handBacks', type: 'integer' },
    { column: 'p.instance_id', field: 'instanceId', type: 'text' },
  ] as const;
  return readPage<PingPongRow>(database, query, { keys, descending: true }, paging);
}

/** From and before, epoch ms. */
export interface NamedSpan {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

export interface HandBackCounts {
  /** The span they are of. */
  readonly name: string;
  /** Null: of all of them, each case once. */
  readonly department: string | null;
  readonly cases: number;
  /** Of these, handed back as often as asked or more. */
  readonly handedBack: number;
}

/** For each span that has cases the whole, and what each department had. */
export async function countHandBacks(
  database: Database,
  spans: readonly NamedSpan[],
  { within, atLeast }: Within & { readonly atLeast: number },
): Promise<readonly HandBackCounts[]> {
  const { rows } = await database.query<HandBackCounts>(
    `select s.name, d.department, count(distinct p.instance_id)::integer as cases,
       count(distinct p.instance_id) filter (where p.hand_backs >= $5)::integer as "handedBack"
     from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) as s(name, begins, ends),
       lateral (${handBacks('s.begins', 's.ends')}) as p, unnest(p.concerned) as d(department)
     where $4::text[] is null or d.department = any($4)
     group by grouping sets ((s.name), (s.name, d.department)) order by 1, 2`,
    [
      spans.map(({ name }) => name),
      spans.map(({ from }) => new Date(from)),
      spans.map(({ to }) => new Date(to)),
      within,
      atLeast,
    ],
  );
  return rows;
}
