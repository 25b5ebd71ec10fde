/** One sign-in under way, sealed in a cookie of the browser that began it: nobody can finish it in another browser, nor change where it leads. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export interface Attempt {
  readonly state: string;
  readonly nonce: string;
  /** PKCE (RFC 7636). */
  readonly verifier: string;
  /** Where to go afterwards, on this server. */
  readonly next: string;
  /** Epoch ms. */
  readonly until: number;
}

const LASTS_MS = 600_000;
const IV_BYTES = 12;
const TAG_BYTES = 16;

const random = (): string => randomBytes(32).toString('base64url');

export const newAttempt = (next: string | undefined): Attempt => ({
  state: random(),
  nonce: random(),
  verifier: random(),
  next: isLocal(next) ? next : '/',
  until: Date.now() + LASTS_MS,
});

/** S256 of RFC 7636. */
export const challengeOf = ({ verifier }: Attempt): string => createHash('sha256').update(verifier).digest('base64url');

/** A path of this server, and nothing a browser takes for another one. */
const isLocal = (next: string | undefined): next is string =>
  next !== undefined && /^\/(?![/\\])[\w\-./?=&%#]*$/.test(next);

/** Every process of the deployment has the same secret, so any of them can finish what another began. */
const keyOf = (secret: string): Buffer => createHash('sha256').update(`tongban sign-in attempt ${secret}`).digest();

export function seal(attempt: Attempt, secret: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), iv);
  const text = Buffer.concat([cipher.update(JSON.stringify(attempt), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url');
}

/** Undefined where it is not ours, was changed or has run out. */
export function unseal(sealed: string, secret: string): Attempt | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret), bytes.subarray(0, IV_BYTES));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
    const attempt = JSON.parse(text.toString('utf8')) as Attempt;
    return attempt.until > Date.now() ? attempt : undefined;
  } catch {
    // Whatever does not open with our key is somebody else's: to be begun anew, and nothing to report.
    return undefined;
  }
}
