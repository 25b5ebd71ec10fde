/** Administration of accounts. */
import type pg from 'pg';
import type { Role } from '../../commands/command.ts';
import type { Language } from '../../errors.ts';
import { SQLSTATE, sqlState } from '../connection.ts';
import { inTransaction } from '../transaction.ts';
import type { Database } from './database.ts';
import type { Names } from './names.ts';

export interface UserRow extends Names {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly groups: readonly string[];
  readonly department: string | null;
  readonly language: Language | null;
  readonly active: boolean;
  readonly demo: boolean;
  readonly createdAt: number;
}

export interface NewUser extends Names {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly groups: readonly string[];
  readonly department: string | null;
  readonly language: Language | null;
  readonly passwordHash: string | null;
  readonly demo: boolean;
}

/** What is absent stays as it is. */
export interface UserChange extends Partial<Names> {
  readonly roles?: readonly Role[];
  readonly groups?: readonly string[];
  readonly department?: string | null;
  readonly language?: Language | null;
  readonly active?: boolean;
  readonly passwordHash?: string;
}

export const USER_COLUMNS = `a.id, a.name, a.name_en as "nameEn", a.roles, a.department, a.language, a.active, a.demo, a.created_at as "createdAt",
  array(select m.group_id from membership m where m.account_id = a.id order by m.group_id) as groups`;

export async function findUser(database: Database, id: string): Promise<UserRow | undefined> {
  return (await database.query<UserRow>(`select ${USER_COLUMNS} from account a where a.id = $1`, [id])).rows[0];
}

/** Names by id, of those that exist. */
export async function findNames(
  database: Database,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, Names>> {
  const { rows } = await database.query<Names & { readonly id: string }>(
    'select id, name, name_en as "nameEn" from account where id = any($1)',
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Which of the given groups do not exist. */
export async function unknownGroups(database: Database, groups: readonly string[]): Promise<readonly string[]> {
  const { rows } = await database.query<{ id: string }>(
    'select id from unnest($1::text[]) as wanted(id) where not exists (select from account_group g where g.id = wanted.id)',
    [groups],
  );
  return rows.map((row) => row.id);
}

/** False where the id is taken. */
export async function insertUser(pool: pg.Pool, user: NewUser): Promise<boolean> {
  try {
    await inTransaction(pool, async (client) => {
      await client.query(
        `insert into account (id, name, name_en, roles, department, language, password_hash, demo) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [user.id, user.name, user.nameEn, user.roles, user.department, user.language, user.passwordHash, user.demo],
      );
      await joinGroups(client, user.id, user.groups);
    });
    return true;
  } catch (error) {
    if (sqlState(error) === SQLSTATE.uniqueViolation) return false;
    throw error;
  }
}

/** Adds many at once, who have no password; whoever is there already stays as he is. */
export async function insertUsers(pool: pg.Pool, users: readonly Omit<NewUser, 'passwordHash'>[]): Promise<void> {
  await pool.query(
    `with x as (select * from json_to_recordset($1) as x(id text, name text, "nameEn" text, roles json, groups json, department text, language text, demo boolean)),
      added as (
        insert into account (id, name, name_en, roles, department, language, demo)
        select id, name, "nameEn", array(select json_array_elements_text(roles)), department, language, demo from x
        on conflict do nothing returning id)
     insert into membership (account_id, group_id) select x.id, g from x join added using (id), json_array_elements_text(x.groups) g`,
    [JSON.stringify(users)],
  );
}

/**
 * Changes an account; a new password or deactivation ends its sessions in the same transaction. Answers `last-administrator`,
 * changing nothing, where nobody could administer any more.
 */
export async function updateUser(
  pool: pg.Pool,
  id: string,
  change: UserChange,
): Promise<'done' | 'last-administrator'> {
  const LAST = new Error('last administrator');
  try {
    await inTransaction(pool, async (client) => {
      await client.query("select from account where 'admin' = any(roles) and active order by id for update");
      await writeAccount(client, id, change);
      if (change.groups) {
        await client.query('delete from membership where account_id = $1', [id]);
        await joinGroups(client, id, change.groups);
      }
      if (change.passwordHash !== undefined || change.active === false)
        await client.query('delete from session where account_id = $1', [id]);
      const { rowCount } = await client.query("select from account where 'admin' = any(roles) and active limit 1");
      if (rowCount === 0) throw LAST;
    });
    return 'done';
  } catch (error) {
    if (error === LAST) return 'last-administrator';
    throw error;
  }
}

async function writeAccount(client: Database, id: string, change: UserChange): Promise<void> {
  await client.query(
    `update account set name = coalesce($2, name), roles = coalesce($3, roles), active = coalesce($4, active),
       password_hash = coalesce($5, password_hash),
       department = case when $6 then $7 else department end,
       language = case when $8 then $9 else language end,
       name_en = case when $10 then $11 else name_en end
     where id = $1`,
    [
      id,
      change.name ?? null,
      change.roles ?? null,
      change.active ?? null,
      change.passwordHash ?? null,
      change.department !== undefined,
      change.department ?? null,
      change.language !== undefined,
      change.language ?? null,
      change.nameEn !== undefined,
      change.nameEn ?? null,
    ],
  );
}

async function joinGroups(client: Database, id: string, groups: readonly string[]): Promise<void> {
  await client.query('insert into membership (account_id, group_id) select $1, unnest($2::text[])', [id, groups]);
}
