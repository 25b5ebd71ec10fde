import type { Database } from './database.ts';
import { IDENTITY_COLUMNS, type Identity } from './identity.ts';

export interface ApiKeyRow {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
  readonly expiresAt: number | null;
}

export const API_KEY_COLUMNS = `k.id, k.account_id as "userId", k.name, k.created_at as "createdAt",
  k.last_used_at as "lastUsedAt", k.expires_at as "expiresAt"`;

export interface NewApiKey {
  readonly id: string;
  readonly secretHash: Buffer;
  readonly userId: string;
  readonly name: string;
  /** Epoch ms; null = until it is revoked. */
  readonly expiresAt: number | null;
}

export async function insertApiKey(database: Database, key: NewApiKey): Promise<ApiKeyRow> {
  const { rows } = await database.query<ApiKeyRow>(
    `insert into api_key as k (id, secret_hash, account_id, name, expires_at)
     values ($1, $2, $3, $4, to_timestamp($5::double precision / 1000)) returning ${API_KEY_COLUMNS}`,
    [key.id, key.secretHash, key.userId, key.name, key.expiresAt],
  );
  return rows[0] as ApiKeyRow;
}

/** False where there is no such key. */
export async function deleteApiKey(database: Database, id: string): Promise<boolean> {
  return (await database.query('delete from api_key where id = $1', [id])).rowCount === 1;
}

/** Who a key speaks for; undefined where it was revoked, ran out, or its account is not active. */
export async function findApiKey(database: Database, secretHash: Buffer): Promise<Identity | undefined> {
  const { rows } = await database.query<Identity & { stale: boolean }>({
    name: 'find-api-key',
    text: `select ${IDENTITY_COLUMNS}, coalesce(k.last_used_at < now() - interval '1 minute', true) as stale
      from api_key k join account a on a.id = k.account_id
      where k.secret_hash = $1 and (k.expires_at is null or k.expires_at > now()) and a.active`,
    values: [secretHash],
  });
  const [found] = rows;
  if (!found) return undefined;
  const { stale, ...identity } = found;
  if (stale) await database.query('update api_key set last_used_at = now() where secret_hash = $1', [secretHash]);
  return identity;
}
