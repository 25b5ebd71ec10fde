import { readFileSync } from 'node:fs';
import type pg from 'pg';
import type { Role } from '../commands/command.ts';
import { findDepartment, putDepartment } from '../store/people/departments.ts';
import { insertGroup } from '../store/people/groups.ts';
import type { Names } from '../store/people/names.ts';
import { findUser, insertUser } from '../store/people/users.ts';

interface Named {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
}

interface User extends Named {
  readonly department: string | null;
  readonly roles: readonly Role[];
  readonly groups: readonly string[];
}

interface Organisation {
  readonly departments: readonly (Named & { readonly parent?: string })[];
  readonly groups: readonly Named[];
  /** In the order in which they are offered. */
  readonly users: readonly User[];
}

/**
 * Adds the departments, groups and people of an organisation file that are not there yet. They have no password: only the demo's own sign-in
 * lets them in.
 */
export async function addDemoPeople(database: pg.Pool, file: string, now: number): Promise<void> {
  const { departments, groups, users } = JSON.parse(readFileSync(file, 'utf8')) as Organisation;
  for (const { id, name, parent = null } of departments) {
    if (await findDepartment(database, id)) continue;
    await putDepartment(database, { id, nameZh: name.zh, nameEn: name.en, parent }, now);
  }
  for (const group of groups) await insertGroup(database, { id: group.id, ...namesOf(group) });
  for (const user of users) {
    if (!(await findUser(database, user.id))) await addUser(database, user);
  }
}

async function addUser(database: pg.Pool, user: User): Promise<void> {
  const { id, department, roles, groups } = user;
  const account = { id, department, roles, groups, language: null, passwordHash: null, demo: true };
  await insertUser(database, { ...account, ...namesOf(user) });
}

const namesOf = ({ name }: Named): Names => ({ name: name.zh, nameEn: name.en });
