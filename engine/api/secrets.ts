/** Random tokens and what is kept of them. Tokens have 256 bits: a plain hash of one cannot be turned back. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Tells an API key from a session token. */
export const API_KEY_PREFIX = 'tbk_';

export const newToken = (): string => randomBytes(32).toString('base64url');

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();

/** The CSRF token of a session: only who holds the session token can know it, and it does not give the session token away. */
export const csrfTokenOf = (token: string): string => createHash('sha256').update(`csrf:${token}`).digest('base64url');

/** Compares without telling by its duration how much was right. */
export function sameSecret(given: string, wanted: string): boolean {
  return timingSafeEqual(hashToken(given), hashToken(wanted));
}

/** A word of about `length` characters that a person can copy from a terminal. */
export const newPassword = (length = 16): string => randomBytes(length).toString('base64url').slice(0, length);

export const fingerprint = (...parts: readonly (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(String(part.length)).update(':').update(part);
  return hash.digest('hex');
};
