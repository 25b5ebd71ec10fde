import { type Language, refuse } from '../../../errors.ts';
import type { UserRole } from '../../../rights/roles.ts';
import type { Database } from '../../../store/people/database.ts';
import {
  findUser,
  insertUser,
  type UserRow,
  unknownGroups,
  updateUser as writeUser,
} from '../../../store/people/users.ts';
import { listColleagues as readColleagues, listUsers as readUsers } from '../../../store/read/people.ts';
import type { User } from '../../contract/organisation.ts';
import { timeText } from '../../formats.ts';
import { nameIn, renamed } from '../../names.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import { hashPassword } from '../../passwords.ts';
import { scopeOf } from '../../rights-now.ts';
import type { Handler } from '../../route.ts';
import { departmentNames } from '../../views/department.ts';
import { organisationChanged } from './change.ts';

const view = (row: UserRow, language: Language): User => ({
  ...row,
  name: nameIn(language, row),
  roles: row.roles.filter((role): role is UserRole => role !== 'system'),
  groups: [...row.groups],
  createdAt: timeText(row.createdAt),
});

async function requireGroups(database: Database, groups: readonly string[]): Promise<void> {
  const [unknown] = await unknownGroups(database, groups);
  if (unknown !== undefined) refuse('group-unknown', { group: unknown });
}

async function requireUser(database: Database, id: string): Promise<UserRow> {
  return (await findUser(database, id)) ?? refuse('not-found', { kind: 'user', id });
}

export const listUsers: Handler<'listUsers'> = async ({ query, language }, { database }) => {
  const page = await readUsers(database, query, { ...pagingOf(query), descending: query.sort === '-id' });
  return pageOf(page, (row) => view(row, language));
};

export const listColleagues: Handler<'listColleagues'> = async (
  { query, language, principal },
  { database, runtime },
) => {
  const rehearses = scopeOf(runtime, principal, 'definition.deploy') !== 'none';
  const page = await readColleagues(database, query, pagingOf(query));
  const departmentName = await departmentNames(database, page.items, language);
  return pageOf(page, (row) => ({
    id: row.id,
    name: nameIn(language, row),
    department: row.department,
    departmentName: departmentName(row),
    roles: rehearses ? [...row.roles] : [],
    groups: rehearses ? [...row.groups] : [],
  }));
};

export const getUser: Handler<'getUser'> = async ({ params, language }, { database }) =>
  view(await requireUser(database, params.id), language);

export const createUser: Handler<'createUser'> = async ({ body, language: caller, principal }, services) => {
  const { database } = services;
  const { id, name, nameEn = null, roles, groups = [], department = null, language = null, password } = body;
  await requireGroups(database, groups);
  const passwordHash = password === undefined ? null : await hashPassword(password);
  const added = await insertUser(database, {
    id,
    name,
    nameEn,
    roles,
    groups,
    department,
    language,
    passwordHash,
    demo: false,
  });
  if (!added) refuse('already-exists', { kind: 'user', id });
  const details = { roles, groups, department };
  await organisationChanged(services, { principal, operation: 'createUser', subject: id, details, user: id });
  return view(await requireUser(database, id), caller);
};

export const updateUser: Handler<'updateUser'> = async ({ params: { id }, body, language, principal }, services) => {
  const { database } = services;
  const current = await requireUser(database, id);
  const { password, name, nameEn, ...others } = body;
  const change = { ...others, ...renamed(language, current, { name, nameEn }) };
  if (change.groups) await requireGroups(database, change.groups);
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  const result = await writeUser(database, id, { ...change, ...(passwordHash === undefined ? {} : { passwordHash }) });
  if (result === 'last-administrator') refuse('last-administrator', { id });
  await organisationChanged(services, { principal, operation: 'updateUser', subject: id, details: others, user: id });
  return view(await requireUser(database, id), language);
};
