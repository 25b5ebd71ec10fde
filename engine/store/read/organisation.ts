/** Lists of posts, positions, proxies and changes, and the tree as it was at an instant. */
import type { Database } from '../people/database.ts';
import { POSITION_COLUMNS, type PositionRecord } from '../people/positions.ts';
import { POST_COLUMNS, type PostRow } from '../people/posts.ts';
import { PROXY_COLUMNS, type ProxyRecord } from '../people/proxies.ts';
import { RESPONSIBILITY_COLUMNS, type ResponsibilityRecord } from '../people/responsibilities.ts';
import { type Order, type PageOf, type Paging, type Query, readPage, sql, whereContains } from './paging.ts';

const byId = (alias: string): Order => ({ keys: [{ column: `${alias}.id`, field: 'id', type: 'text' }] });

const whereHolds = (query: Query, alias: string, at: string): Query =>
  query.whereRaw(`${alias}.since <= ? and (${alias}.until is null or ${alias}.until > ?)`, [at, at]);

export function listPosts(database: Database, { q }: { q?: string }, paging: Paging): Promise<PageOf<PostRow>> {
  const query = sql.select(sql.raw(POST_COLUMNS)).from('post as p');
  whereContains(query, ['p.id', 'p.name_zh', 'p.name_en'], q);
  return readPage<PostRow>(database, query, byId('p'), paging);
}

export interface PositionFilter {
  readonly userId?: string;
  readonly department?: string;
  readonly post?: string;
  /** Those that hold then; all, past and planned, where absent. */
  readonly at?: string;
}

export function listPositions(
  database: Database,
  { userId, department, post, at }: PositionFilter,
  paging: Paging,
): Promise<PageOf<PositionRecord>> {
  const query = sql.select(sql.raw(POSITION_COLUMNS)).from('position as p');
  if (userId !== undefined) query.where('p.account_id', userId);
  if (department !== undefined) query.where('p.department', department);
  if (post !== undefined) query.where('p.post', post);
  if (at !== undefined) whereHolds(query, 'p', at);
  return readPage<PositionRecord>(database, query, byId('p'), paging);
}

export interface ProxyFilter {
  /** Only those of or for this person. */
  readonly concerns?: string;
  readonly principal?: string;
  readonly proxy?: string;
  readonly at?: string;
}

export function listProxies(
  database: Database,
  { concerns, principal, proxy, at }: ProxyFilter,
  paging: Paging,
): Promise<PageOf<ProxyRecord>> {
  const query = sql.select(sql.raw(PROXY_COLUMNS)).from('proxy as x');
  if (concerns !== undefined) query.whereRaw('? in (x.principal, x.proxy)', [concerns]);
  if (principal !== undefined) query.where('x.principal', principal);
  if (proxy !== undefined) query.where('x.proxy', proxy);
  if (at !== undefined) whereHolds(query, 'x', at);
  return readPage<ProxyRecord>(database, query, { ...byId('x'), descending: true }, paging);
}

export interface ChangeRow {
  readonly id: number;
  readonly at: number;
  readonly actor: string;
  readonly operation: string;
  readonly subject: string;
  readonly details: unknown;
}

/** The latest first. */
export function listChanges(
  database: Database,
  { subject, operation }: { readonly subject?: string; readonly operation?: string },
  paging: Paging,
): Promise<PageOf<ChangeRow>> {
  const query = sql
    .select('c.id', 'c.at', 'c.actor', 'c.operation', 'c.subject', 'c.details')
    .from('organisation_change as c');
  if (subject !== undefined) query.where('c.subject', subject);
  if (operation !== undefined) query.where('c.operation', operation);
  const order: Order = { keys: [{ column: 'c.id', field: 'id', type: 'integer' }], descending: true };
  return readPage<ChangeRow>(database, query, order, paging);
}

export interface DepartmentAt {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly parent: string | null;
}

/** The departments there were at the instant, with what they belonged to then. Names are those of today. */
export async function departmentsAt(database: Database, at: number): Promise<readonly DepartmentAt[]> {
  const { rows } = await database.query<DepartmentAt>(
    `select d.id, d.name_zh as "nameZh", d.name_en as "nameEn", t.parent from department d join department_period t on t.id = d.id
     where t.since <= $1 and (t.until is null or t.until > $1) order by d.id`,
    [new Date(at)],
  );
  return rows;
}

export interface StaffAt {
  /** Null for somebody who is there by the account alone. */
  readonly positionId: string | null;
  readonly userId: string;
  readonly name: string;
  readonly nameEn: string | null;
  readonly department: string;
  readonly post: string | null;
  readonly postZh: string | null;
  readonly postEn: string | null;
  readonly head: boolean;
  readonly order: number;
  readonly since: number | null;
  readonly until: number | null;
}

/** Who worked where at the instant, heads first; somebody active without any position then is at home in the department of the account. */
export async function staffAt(database: Database, at: number): Promise<readonly StaffAt[]> {
  const { rows } = await database.query<StaffAt>(
    `with held as (select p.* from position p where p.since <= $1 and (p.until is null or p.until > $1))
     select h.id as "positionId", a.id as "userId", a.name, a.name_en as "nameEn", h.department, h.post, o.name_zh as "postZh", o.name_en as "postEn",
       h.head, h.ordinal as "order", h.since, h.until
     from held h join account a on a.id = h.account_id left join post o on o.id = h.post where a.active
     union all
     select null, a.id, a.name, a.name_en, a.department, null, null, null, false, 0, null, null
     from account a join department d on d.id = a.department
     where a.active and not exists (select from held h where h.account_id = a.id)
     order by "department", head desc, "order", "userId"`,
    [new Date(at)],
  );
  return rows;
}

export interface ResponsibilityFilter {
  readonly matter?: string;
  readonly kind?: 'responsible' | 'forbidden';
  /** Lead or co-department. */
  readonly department?: string;
  readonly at?: string;
}

export function listResponsibilities(
  database: Database,
  { matter, kind, department, at }: ResponsibilityFilter,
  paging: Paging,
): Promise<PageOf<ResponsibilityRecord>> {
  const query = sql.select(sql.raw(RESPONSIBILITY_COLUMNS)).from('responsibility as r');
  if (matter !== undefined) query.where('r.matter', matter);
  if (kind !== undefined) query.where('r.kind', kind);
  if (department !== undefined) query.whereRaw('(r.lead = ? or ? = any(r.departments))', [department, department]);
  if (at !== undefined) whereHolds(query, 'r', at);
  return readPage<ResponsibilityRecord>(database, query, byId('r'), paging);
}

/** By id, in the order of the ids. */
export async function responsibilitiesOf(
  database: Database,
  ids: readonly string[],
): Promise<readonly ResponsibilityRecord[]> {
  const { rows } = await database.query<ResponsibilityRecord>(
    `select ${RESPONSIBILITY_COLUMNS} from responsibility r where r.id = any($1) order by r.id`,
    [ids],
  );
  return rows;
}
