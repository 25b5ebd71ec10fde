/** Somebody who was signed in by an identity provider, as an account here. */
import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { MappedAccount } from '../../people/organisation/map-claims.ts';
import type { UserRole } from '../../rights/roles.ts';
import { inTransaction } from '../transaction.ts';
import type { Database } from './database.ts';
import { recordChange } from './organisation-changes.ts';
import { insertPosition, unknownInPosition } from './positions.ts';

export interface Arrival extends MappedAccount {
  readonly roles: readonly UserRole[];
  readonly issuer: string;
  readonly subject: string;
  /** Epoch ms. */
  readonly at: number;
}

/** `taken`: the id belongs to an account with a password of its own, or to another subject; who holds that must not be replaced by a claim. */
export type Provisioned =
  | { readonly kind: 'taken' }
  | { readonly kind: 'done'; readonly id: string; readonly changed: boolean };

export function provision(pool: pg.Pool, arrival: Arrival): Promise<Provisioned> {
  return inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [`sign-in ${arrival.issuer}`]);
    await client.query("select from account where 'admin' = any(roles) and active order by id for update");
    const id = (await linkedTo(client, arrival)) ?? (await link(client, arrival));
    if (id === undefined) return { kind: 'taken' };
    const changed = await bringUpToDate(client, id, arrival);
    return { kind: 'done', id, changed };
  });
}

async function linkedTo(client: Database, { issuer, subject }: Arrival): Promise<string | undefined> {
  const { rows } = await client.query<{ id: string }>(
    'select account_id as id from sign_in_identity where issuer = $1 and subject = $2',
    [issuer, subject],
  );
  return rows[0]?.id;
}

/** A new account, or one that was imported and that nobody can sign in to by a password. */
async function link(
  client: Database,
  { id, name, nameEn, roles, issuer, subject }: Arrival,
): Promise<string | undefined> {
  const { rows } = await client.query<{ free: boolean }>(
    `select a.password_hash is null and not a.demo and not exists (select from api_key k where k.account_id = a.id)
       and not exists (select from sign_in_identity i where i.account_id = a.id) as free from account a where a.id = $1`,
    [id],
  );
  if (rows[0]?.free === false) return undefined;
  if (!rows[0])
    await client.query('insert into account (id, name, name_en, roles) values ($1, $2, $3, $4)', [
      id,
      name,
      nameEn,
      roles,
    ]);
  await client.query('insert into sign_in_identity (issuer, subject, account_id) values ($1, $2, $3)', [
    issuer,
    subject,
    id,
  ]);
  return id;
}

/** The directory is right about name, roles, groups and department; what it does not say stays. The last administrator remains one. */
async function bringUpToDate(client: Database, id: string, arrival: Arrival): Promise<boolean> {
  const { name, nameEn, groups, position, at } = arrival;
  const roles = (await isLastAdministrator(client, id))
    ? [...new Set<string>([...arrival.roles, 'admin'])]
    : arrival.roles;
  const account = await client.query(
    `update account set name = $2, name_en = coalesce($3, name_en), roles = $4
     where id = $1 and (name, coalesce($3, name_en, ''), roles) is distinct from ($2, coalesce(name_en, ''), $4::text[])`,
    [id, name, nameEn, roles],
  );
  const left = await client.query('delete from membership where account_id = $1 and group_id <> all($2::text[])', [
    id,
    groups,
  ]);
  const joined = await client.query(
    `insert into membership (account_id, group_id) select $1, g.id from account_group g where g.id = any($2::text[]) on conflict do nothing`,
    [id, groups],
  );
  const placed = position ? await place(client, { id, ...position, at }) : false;
  const changed = [account, left, joined].some(({ rowCount }) => (rowCount ?? 0) > 0) || placed;
  const details = { roles, groups, position };
  if (changed) await recordChange(client, { at, actor: id, operation: 'signInElsewhere', subject: id, details });
  return changed;
}

async function isLastAdministrator(client: Database, id: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from account where id = $1 and active and 'admin' = any(roles)
       and not exists (select from account o where o.id <> $1 and o.active and 'admin' = any(o.roles))`,
    [id],
  );
  return rowCount === 1;
}

interface Place {
  readonly id: string;
  readonly department: string;
  readonly post: string | null;
  readonly at: number;
}

/** Only departments and posts that are kept here. Whoever already has positions keeps them: those are administered here. */
async function place(client: Database, { id, department, post, at }: Place): Promise<boolean> {
  if (await unknownInPosition(client, { userId: id, department, post: null })) return false;
  const held = await client.query('select from position where account_id = $1 and (until is null or until > $2)', [
    id,
    new Date(at),
  ]);
  if ((held.rowCount ?? 0) > 0) return false;
  const isKnown = post !== null && !(await unknownInPosition(client, { userId: id, department, post }));
  const position = {
    id: randomUUID(),
    userId: id,
    department,
    post: isKnown ? post : null,
    head: false,
    order: 0,
    since: at,
    until: null,
  };
  await insertPosition(client, position);
  await client.query('update account set department = $2 where id = $1', [id, department]);
  return true;
}
