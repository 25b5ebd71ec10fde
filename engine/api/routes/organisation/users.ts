import { refuse } from '../../../errors.ts';
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
import type { UserRole } from '../../contract/roles.ts';
import { timeText } from '../../formats.ts';
import { pageOf, pagingOf } from '../../paging.ts';
import { hashPassword } from '../../passwords.ts';
import type { Handler } from '../../route.ts';

const view = (row: UserRow): User => ({
  ...row,
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

export const listUsers: Handler<'listUsers'> = async ({ query }, { database }) => {
  const page = await readUsers(database, query, { ...pagingOf(query), descending: query.sort === '-id' });
  return pageOf(page, view);
};

export const listColleagues: Handler<'listColleagues'> = async ({ query }, { database }) =>
  pageOf(await readColleagues(database, query, pagingOf(query)), (row) => row);

export const getUser: Handler<'getUser'> = async ({ params }, { database }) =>
  view(await requireUser(database, params.id));

export const createUser: Handler<'createUser'> = async ({ body }, { database }) => {
  const { id, name, roles, groups = [], department = null, language = null, password } = body;
  await requireGroups(database, groups);
  const passwordHash = password === undefined ? null : await hashPassword(password);
  const added = await insertUser(database, {
    id,
    name,
    roles,
    groups,
    department,
    language,
    passwordHash,
    demo: false,
  });
  if (!added) refuse('already-exists', { kind: 'user', id });
  return view(await requireUser(database, id));
};

export const updateUser: Handler<'updateUser'> = async ({ params: { id }, body }, { database }) => {
  await requireUser(database, id);
  const { password, ...change } = body;
  if (change.groups) await requireGroups(database, change.groups);
  const passwordHash = password === undefined ? undefined : await hashPassword(password);
  const result = await writeUser(database, id, { ...change, ...(passwordHash === undefined ? {} : { passwordHash }) });
  if (result === 'last-administrator') refuse('last-administrator', { id });
  return view(await requireUser(database, id));
};
