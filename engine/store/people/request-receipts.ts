/** Answers already given, by idempotency key. They are kept for 24 hours. */
import { stringify } from '../../exact-json.ts';
import type { Database } from './database.ts';

export type ReceiptClaim =
  /** Ours: serve the request, then `settle` or `release`. */
  | { readonly kind: 'new' }
  /** Somebody is at it. */
  | { readonly kind: 'running' }
  /** The key was used for another request. */
  | { readonly kind: 'different' }
  | { readonly kind: 'answered'; readonly status: number; readonly body: unknown };

/** Claims a key for a minute; a claim that was neither settled nor released by then is lost and can be taken over. */
export async function claimReceipt(database: Database, id: string, fingerprint: string): Promise<ReceiptClaim> {
  const { rowCount } = await database.query(
    `insert into request_receipt as r (id, fingerprint, lease_until, expires_at)
     values ($1, $2, now() + interval '1 minute', now() + interval '24 hours')
     on conflict (id) do update set fingerprint = excluded.fingerprint, status = null, body = null,
       lease_until = excluded.lease_until, expires_at = excluded.expires_at
     where r.expires_at <= now() or (r.status is null and r.lease_until <= now() and r.fingerprint = excluded.fingerprint)`,
    [id, fingerprint],
  );
  if (rowCount === 1) return { kind: 'new' };
  const { rows } = await database.query<{ fingerprint: string; status: number | null; body: unknown }>(
    'select fingerprint, status, body from request_receipt where id = $1',
    [id],
  );
  const [row] = rows;
  if (!row) return { kind: 'running' };
  if (row.fingerprint !== fingerprint) return { kind: 'different' };
  return row.status === null ? { kind: 'running' } : { kind: 'answered', status: row.status, body: row.body };
}

export async function settleReceipt(
  database: Database,
  id: string,
  answer: { status: number; body: unknown },
): Promise<void> {
  await database.query('update request_receipt set status = $2, body = $3 where id = $1', [
    id,
    answer.status,
    stringify(answer.body ?? null),
  ]);
}

/** The request was refused and wrote nothing: the key is free again. */
export async function releaseReceipt(database: Database, id: string): Promise<void> {
  await database.query('delete from request_receipt where id = $1 and status is null', [id]);
}
