import { createHash, createHmac } from 'node:crypto';

export interface Signed {
  readonly method: string;
  /** Path and query as they are sent. */
  readonly target: string;
  readonly body: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * HMAC-SHA256 over method, target, time and SHA-256 of the body, each on a line of its own. Headers `X-Tongban-Key`, `-Time` (seconds) and
 * `-Signature` (hex). The time lets the other side refuse what is older than it likes.
 */
export function signatureHeaders(
  { method, target, body, now }: Signed,
  { keyId, secret }: { readonly keyId: string; readonly secret: string },
): Record<string, string> {
  const time = String(Math.floor(now / 1_000));
  const digest = createHash('sha256').update(body).digest('hex');
  const signature = createHmac('sha256', secret).update([method, target, time, digest].join('\n')).digest('hex');
  return { 'x-tongban-key': keyId, 'x-tongban-time': time, 'x-tongban-signature': signature };
}
