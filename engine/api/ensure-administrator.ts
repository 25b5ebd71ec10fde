import type pg from 'pg';
import { hasAdministrator, putAdministrator } from '../store/people/administrator.ts';
import { hashPassword } from './passwords.ts';
import { newPassword } from './secrets.ts';

/**
 * Makes sure that `admin` can sign in. A given password sets or resets it. Without one, a random password is made the first time and
 * answered, to be shown this once; later starts answer null.
 */
export async function ensureAdministrator(database: pg.Pool, password: string | null): Promise<string | null> {
  if (password !== null) {
    await putAdministrator(database, await hashPassword(password));
    return null;
  }
  if (await hasAdministrator(database)) return null;
  const made = newPassword();
  await putAdministrator(database, await hashPassword(made));
  return made;
}
