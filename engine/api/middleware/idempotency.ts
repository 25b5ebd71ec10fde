/**
 * `Idempotency-Key`: a repeat of a writing request gets the first answer and writes nothing. Keys belong to a caller and a route. Only
 * answers of success are kept: a refused request wrote nothing, and its repeat is judged again.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from 'koa';
import { type Language, refuse } from '../../errors.ts';
import type { Database } from '../../store/people/database.ts';
import { claimReceipt, type ReceiptClaim, releaseReceipt, settleReceipt } from '../../store/people/request-receipts.ts';
import { fingerprint } from '../secrets.ts';

const POLLS = 50;
const POLL_MS = 100;

export interface KeyedRequest {
  readonly ctx: Context;
  readonly database: Database;
  readonly userId: string;
  readonly operationId: string;
  readonly raw: Buffer;
}

/** The receipt id of the request; undefined where it carries no key. */
export function receiptId(
  { ctx, userId, operationId }: Omit<KeyedRequest, 'raw' | 'database'>,
  language: Language,
): string | undefined {
  const key = ctx.get('idempotency-key');
  if (!key) return undefined;
  if (key.length > 200)
    refuse('bad-request', {
      reason:
        language === 'zh' ? 'Idempotency-Key 超过 200 个字符' : 'the Idempotency-Key has more than 200 characters',
    });
  return fingerprint(userId, operationId, key);
}

/** Serves the request once per receipt; `serve` sets status and body of the context. */
export async function once(request: KeyedRequest, id: string, serve: () => Promise<void>): Promise<void> {
  const { ctx, database, raw } = request;
  const claim = await claimPatiently(database, id, fingerprint(ctx.method, ctx.url, raw));
  if (claim.kind === 'different') refuse('idempotency-key-reused');
  if (claim.kind === 'running') refuse('idempotency-key-in-use');
  if (claim.kind === 'answered') {
    ctx.status = claim.status;
    ctx.body = claim.status === 204 ? null : claim.body;
    ctx.set('Idempotent-Replay', 'true');
    return;
  }
  try {
    await serve();
  } catch (error) {
    await releaseReceipt(database, id);
    throw error;
  }
  await settleReceipt(database, id, { status: ctx.status, body: ctx.body });
}

/** Two equal requests at once: the second waits for the first. */
async function claimPatiently(database: Database, id: string, print: string): Promise<ReceiptClaim> {
  for (let poll = 0; poll < POLLS; poll += 1) {
    const claim = await claimReceipt(database, id, print);
    if (claim.kind !== 'running') return claim;
    await pause(POLL_MS);
  }
  return { kind: 'running' };
}
