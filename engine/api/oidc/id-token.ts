/** An ID token (OpenID Connect Core 1.0 §2, §3.1.3.7): proved by a key of its issuer, and meant for this client and this sign-in. */
import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import type { Claims } from '../../people/organisation/map-claims.ts';

export interface Jwk extends JsonWebKey {
  readonly kid?: string;
  readonly use?: string;
  readonly alg?: string;
}

export interface Expected {
  readonly issuer: string;
  readonly clientId: string;
  readonly nonce: string;
  /** Epoch ms. */
  readonly now: number;
}

/** Keys are asymmetric: a token that anybody could sign with what is public proves nothing. */
const ALGORITHMS: Readonly<Record<string, { readonly hash: string; readonly kty: string; readonly curve?: string }>> = {
  RS256: { hash: 'sha256', kty: 'RSA' },
  RS384: { hash: 'sha384', kty: 'RSA' },
  RS512: { hash: 'sha512', kty: 'RSA' },
  ES256: { hash: 'sha256', kty: 'EC', curve: 'P-256' },
  ES384: { hash: 'sha384', kty: 'EC', curve: 'P-384' },
};
/** Clocks differ. */
const SKEW_MS = 120_000;

/** What is wrong with a token, in English, for the log; or its claims. */
export type Proved = { readonly claims: Claims } | { readonly reason: string };

export function proveIdToken(token: string, keys: readonly Jwk[], expected: Expected): Proved {
  const [head = '', body = '', signature = '', ...more] = token.split('.');
  const header = jsonOf(head);
  const claims = jsonOf(body);
  const algorithm = ALGORITHMS[String(header?.alg)];
  if (more.length > 0 || !header || !claims) return { reason: 'it is no signed token' };
  if (!algorithm) return { reason: `its algorithm ${String(header.alg)} is not accepted` };
  if (header.crit !== undefined) return { reason: 'it has critical headers' };
  const { hash, kty, curve } = algorithm;
  const fit = keys.filter(
    (key) =>
      key.kty === kty &&
      (curve === undefined || key.crv === curve) &&
      (key.use ?? 'sig') === 'sig' &&
      (header.kid === undefined || key.kid === header.kid),
  );
  const signed = Buffer.from(`${head}.${body}`);
  const isProved = fit.some((key) =>
    verify(
      hash,
      signed,
      { key: createPublicKey({ key, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    ),
  );
  if (!isProved) return { reason: 'no key of the issuer proves it' };
  const reason = wrongClaim(claims, expected);
  return reason === undefined ? { claims } : { reason };
}

function wrongClaim(
  { iss, aud, azp, exp, iat, nonce, sub }: Claims,
  { issuer, clientId, nonce: wanted, now }: Expected,
): string | undefined {
  const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  if (iss !== issuer) return 'it is of another issuer';
  if (!audiences.includes(clientId)) return 'it is meant for another client';
  if (audiences.length > 1 && azp !== clientId) return 'it was given to another client';
  if (azp !== undefined && azp !== clientId) return 'it was given to another client';
  if (typeof exp !== 'number' || exp * 1000 <= now - SKEW_MS) return 'it has run out';
  if (typeof iat !== 'number' || iat * 1000 > now + SKEW_MS) return 'it is of the future';
  if (nonce !== wanted) return 'it belongs to another sign-in';
  return typeof sub === 'string' && sub !== '' ? undefined : 'it names nobody';
}

function jsonOf(part: string): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof json === 'object' && json !== null && !Array.isArray(json)
      ? (json as Record<string, unknown>)
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
