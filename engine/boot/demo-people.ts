import { readFileSync } from 'node:fs';
import type pg from 'pg';
import type { Role } from '../commands/command.ts';
import { findGroup, insertGroup } from '../store/people/groups.ts';
import { findUser, insertUser } from '../store/people/users.ts';

interface Named {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
}

interface Organisation {
  readonly groups: readonly Named[];
  readonly users: readonly (Named & {
    readonly department: string;
    readonly roles: readonly Role[];
    readonly groups: readonly string[];
  })[];
}

/** Adds the people of an organisation file that are not there yet. They have no password: only the demo's own sign-in lets them in. */
export async function addDemoPeople(database: pg.Pool, file: string): Promise<void> {
  const { groups, users } = JSON.parse(readFileSync(file, 'utf8')) as Organisation;
  for (const group of groups) {
    if (!(await findGroup(database, group.id))) await insertGroup(database, group.id, inBoth(group));
  }
  for (const user of users) {
    if (await findUser(database, user.id)) continue;
    const { id, department, roles, groups: memberships } = user;
    await insertUser(database, {
      id,
      name: inBoth(user),
      department,
      roles,
      groups: memberships,
      language: null,
      passwordHash: null,
      demo: true,
    });
  }
}

const inBoth = ({ name }: Named): string => `${name.zh} ${name.en}`;
