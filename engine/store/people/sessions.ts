/** Sessions, by the hash of their token. Idle ones end after 12 hours, all after 7 days. */
import type { Database } from './database.ts';
import type { Identity } from './identity.ts';
import { IDENTITY_COLUMNS } from './identity.ts';

const IDLE = "interval '12 hours'";
const LONGEST = "interval '7 days'";

export async function openSession(database: Database, tokenHash: Buffer, accountId: string): Promise<number> {
  const { rows } = await database.query<{ expires_at: number }>(
    `insert into session (token_hash, account_id, expires_at, ends_at)
     values ($1, $2, now() + ${IDLE}, now() + ${LONGEST}) returning expires_at`,
    [tokenHash, accountId],
  );
  return rows[0]?.expires_at ?? 0;
}

/** Who is signed in with this token; undefined where the session ended or the account is not active. */
export async function findSession(database: Database, tokenHash: Buffer): Promise<Identity | undefined> {
  const { rows } = await database.query<Identity & { stale: boolean }>({
    name: 'find-session',
    text: `select ${IDENTITY_COLUMNS}, s.seen_at < now() - interval '1 minute' as stale
      from session s join account a on a.id = s.account_id
      where s.token_hash = $1 and s.expires_at > now() and a.active`,
    values: [tokenHash],
  });
  const [found] = rows;
  if (!found) return undefined;
  const { stale, ...identity } = found;
  if (stale) await touchSession(database, tokenHash);
  return identity;
}

/** At most once a minute, so that reading does not become writing. */
async function touchSession(database: Database, tokenHash: Buffer): Promise<void> {
  await database.query(
    `update session set seen_at = now(), expires_at = least(now() + ${IDLE}, ends_at) where token_hash = $1`,
    [tokenHash],
  );
}

export async function closeSession(database: Database, tokenHash: Buffer): Promise<void> {
  await database.query('delete from session where token_hash = $1', [tokenHash]);
}

/** Ends the sessions of an account, except the one given. */
export async function closeSessionsOf(
  database: Database,
  accountId: string,
  except: Buffer | null = null,
): Promise<void> {
  await database.query('delete from session where account_id = $1 and token_hash is distinct from $2', [
    accountId,
    except,
  ]);
}
