/** Lists of users, groups, departments, colleagues and API keys. */

import type { UserRole } from '../../rights/roles.ts';
import { API_KEY_COLUMNS, type ApiKeyRow } from '../people/api-keys.ts';
import type { Database } from '../people/database.ts';
import { DEPARTMENT_COLUMNS, type Department } from '../people/departments.ts';
import { GROUP_COLUMNS, type GroupRow } from '../people/groups.ts';
import type { Names } from '../people/names.ts';
import { USER_COLUMNS, type UserRow } from '../people/users.ts';
import { type Order, type PageOf, type Paging, readPage, sql, whereContains } from './paging.ts';

const byId = (alias: string, descending = false): Order => ({
  keys: [{ column: `${alias}.id`, field: 'id', type: 'text' }],
  descending,
});

export interface UserFilter {
  readonly q?: string;
  readonly group?: string;
  readonly role?: string;
  readonly active?: boolean;
}

export function listUsers(
  database: Database,
  filter: UserFilter,
  paging: Paging & { descending?: boolean },
): Promise<PageOf<UserRow>> {
  const query = sql.select(sql.raw(USER_COLUMNS)).from('account as a');
  whereContains(query, ['a.id', 'a.name', 'a.name_en'], filter.q);
  if (filter.role !== undefined) query.whereRaw('? = any(a.roles)', [filter.role]);
  if (filter.active !== undefined) query.where('a.active', filter.active);
  if (filter.group !== undefined)
    query.whereRaw('exists (select from membership m where m.account_id = a.id and m.group_id = ?)', [filter.group]);
  return readPage<UserRow>(database, query, byId('a', paging.descending), paging);
}

export interface ColleagueRow extends Names {
  readonly id: string;
  readonly department: string | null;
  readonly roles: readonly UserRole[];
  readonly groups: readonly string[];
}

/** Active people who work on tasks. */
export function listColleagues(
  database: Database,
  filter: { q?: string; department?: string },
  paging: Paging,
): Promise<PageOf<ColleagueRow>> {
  const query = sql
    .select('a.id', 'a.name', 'a.name_en as nameEn', 'a.department', 'a.roles')
    .select(
      sql.raw('array(select m.group_id from membership m where m.account_id = a.id order by m.group_id) as groups'),
    )
    .from('account as a')
    .where('a.active', true)
    .whereRaw("a.roles && array['clerk', 'manager', 'admin', 'analyst']");
  whereContains(query, ['a.id', 'a.name', 'a.name_en'], filter.q);
  if (filter.department !== undefined) query.where('a.department', filter.department);
  return readPage<ColleagueRow>(database, query, byId('a'), paging);
}

export function listGroups(
  database: Database,
  filter: { q?: string },
  paging: Paging & { descending?: boolean },
): Promise<PageOf<GroupRow>> {
  const query = sql.select(sql.raw(GROUP_COLUMNS)).from('account_group as g');
  whereContains(query, ['g.id', 'g.name', 'g.name_en'], filter.q);
  return readPage<GroupRow>(database, query, byId('g', paging.descending), paging);
}

export function listDepartments(
  database: Database,
  filter: { q?: string },
  paging: Paging,
): Promise<PageOf<Department>> {
  const query = sql.select(sql.raw(DEPARTMENT_COLUMNS)).from('department as d');
  whereContains(query, ['d.id', 'd.name_zh', 'd.name_en'], filter.q);
  return readPage<Department>(database, query, byId('d'), paging);
}

export function listApiKeys(
  database: Database,
  filter: { userId?: string },
  paging: Paging,
): Promise<PageOf<ApiKeyRow>> {
  const query = sql.select(sql.raw(API_KEY_COLUMNS)).from('api_key as k');
  if (filter.userId !== undefined) query.where('k.account_id', filter.userId);
  return readPage<ApiKeyRow>(database, query, byId('k'), paging);
}
