import type pg from 'pg';
import { putAdministrator } from '../store/people/administrator.ts';
import { findCredentials } from '../store/people/credentials.ts';
import { checkPassword, hashPassword } from './passwords.ts';
import { newPassword } from './secrets.ts';

const ADMINISTRATOR = 'admin';

/**
 * Makes sure that `admin` can sign in. A given password sets or resets it. Without one, a random password is made the first time and
 * answered, to be shown this once; later starts answer null.
 */
export async function ensureAdministrator(database: pg.Pool, password: string | null): Promise<string | null> {
  const found = await findCredentials(database, ADMINISTRATOR);
  if (password === null && found) return null;
  if (
    password !== null &&
    found?.identity.roles.includes('admin') &&
    (await checkPassword(found.passwordHash, password))
  )
    return null;
  const wanted = password ?? newPassword();
  await putAdministrator(database, await hashPassword(wanted));
  return password === null ? wanted : null;
}
