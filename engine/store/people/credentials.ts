import type { Database } from './database.ts';
import { IDENTITY_COLUMNS, type Identity } from './identity.ts';

export interface Credentials {
  readonly identity: Identity;
  readonly passwordHash: string | null;
}

/** An active account and the hash to check a password against. */
export async function findCredentials(database: Database, accountId: string): Promise<Credentials | undefined> {
  const { rows } = await database.query<Identity & { password_hash: string | null }>(
    `select ${IDENTITY_COLUMNS}, a.password_hash from account a where a.id = $1 and a.active`,
    [accountId],
  );
  const [row] = rows;
  if (!row) return undefined;
  const { password_hash: passwordHash, ...identity } = row;
  return { identity, passwordHash };
}

/** An active demo account. */
export async function findDemoAccount(database: Database, accountId: string): Promise<Identity | undefined> {
  const { rows } = await database.query<Identity>(
    `select ${IDENTITY_COLUMNS} from account a where a.id = $1 and a.active and a.demo`,
    [accountId],
  );
  return rows[0];
}

/** Active demo accounts of people, in the order they were added, which is that of the demo's own file; administrators last. */
export async function listDemoAccounts(database: Database): Promise<readonly Identity[]> {
  const { rows } = await database.query<Identity>(
    `select ${IDENTITY_COLUMNS} from account a where a.active and a.demo and not 'worker' = any(a.roles)
     order by 'admin' = any(a.roles), a.created_at, a.id limit 100`,
  );
  return rows;
}

export async function setPassword(database: Database, accountId: string, passwordHash: string): Promise<void> {
  await database.query('update account set password_hash = $2 where id = $1', [accountId, passwordHash]);
}

export async function setLanguage(database: Database, accountId: string, language: string | null): Promise<void> {
  await database.query('update account set language = $2 where id = $1', [accountId, language]);
}
