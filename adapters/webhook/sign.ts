/** Signatures of webhooks, in the widespread form: headers `webhook-id`, `webhook-timestamp` (seconds), `webhook-signature` (`v1,` Base64). */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface Delivery {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

const TOLERANCE_S = 300;

const digest = ({ id, timestamp, body }: Delivery, secret: string): Buffer =>
  createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest();

export const webhookHeaders = (delivery: Delivery, secret: string): Record<string, string> => ({
  'webhook-id': delivery.id,
  'webhook-timestamp': String(delivery.timestamp),
  'webhook-signature': `v1,${digest(delivery, secret).toString('base64')}`,
});

export type Verdict =
  | { readonly ok: true; readonly id: string }
  | { readonly ok: false; readonly reason: 'headers' | 'timestamp' | 'signature' };

/** Judges a delivery by the bytes that came. Several signatures may be there while a secret is being changed, and several secrets may be good. */
export function verifyWebhook(
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
  { secrets, now }: { readonly secrets: readonly string[]; readonly now: number },
): Verdict {
  const id = headers['webhook-id'] ?? '';
  const time = headers['webhook-timestamp'] ?? '';
  const signatures = (headers['webhook-signature'] ?? '').split(' ').filter((each) => each.startsWith('v1,'));
  if (!/^[\x21-\x7e]{1,200}$/.test(id) || !/^\d{1,12}$/.test(time) || signatures.length === 0)
    return { ok: false, reason: 'headers' };
  const timestamp = Number(time);
  if (Math.abs(now / 1_000 - timestamp) > TOLERANCE_S) return { ok: false, reason: 'timestamp' };
  const wanted = secrets.map((secret) => digest({ id, timestamp, body }, secret));
  const given = signatures.slice(0, 10).map((each) => Buffer.from(each.slice(3), 'base64'));
  const isGood = wanted.some((digestOf) =>
    given.some((one) => one.length === digestOf.length && timingSafeEqual(one, digestOf)),
  );
  return isGood ? { ok: true, id } : { ok: false, reason: 'signature' };
}
