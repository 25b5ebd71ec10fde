/** Who asks: a bearer token (session or API key), else the session cookie. A wrong token never falls back to the cookie. */
import type { Context } from 'koa';
import { refuse } from '../../errors.ts';
import { findApiKey } from '../../store/people/api-keys.ts';
import type { Database } from '../../store/people/database.ts';
import type { Identity } from '../../store/people/identity.ts';
import { findSession } from '../../store/people/sessions.ts';
import { readSessionCookie } from '../cookies.ts';
import type { Principal } from '../principal.ts';
import { API_KEY_PREFIX, csrfTokenOf, hashToken, sameSecret } from '../secrets.ts';

const BEARER = /^Bearer +([\w-]{16,200})$/i;
const BASIC = /^Basic +([A-Za-z0-9+/=]{4,1000})$/i;
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export async function authenticate(ctx: Context, database: Database): Promise<Principal> {
  const principal = (await byHeader(ctx, database)) ?? (await byCookie(ctx, database));
  if (!principal) refuse('sign-in-required');
  if (principal.proof === 'cookie') checkCsrfToken(ctx, principal.token ?? '');
  return principal;
}

/** For clients that are no browsers: a cookie does not count. Also HTTP Basic with an API key as the password, for its own account. */
export async function authenticateMachine(ctx: Context, database: Database): Promise<Principal> {
  const [, encoded] = BASIC.exec(ctx.get('authorization')) ?? [];
  if (encoded === undefined) return (await byHeader(ctx, database)) ?? refuse('sign-in-required');
  const [, name, key = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  if (!key.startsWith(API_KEY_PREFIX)) refuse('sign-in-required');
  const identity = await findApiKey(database, hashToken(key));
  return identity?.id === name && identity ? { ...identity, proof: 'key', token: null } : refuse('sign-in-required');
}

async function byHeader(ctx: Context, database: Database): Promise<Principal | undefined> {
  const header = ctx.get('authorization');
  if (!header) return undefined;
  const token = BEARER.exec(header)?.[1];
  if (!token) refuse('sign-in-required');
  if (token.startsWith(API_KEY_PREFIX)) {
    const identity = await findApiKey(database, hashToken(token));
    return identity ? { ...identity, proof: 'key', token: null } : refuse('sign-in-required');
  }
  const identity = await findSession(database, hashToken(token));
  return identity ? ofSession(identity, 'token', token) : refuse('sign-in-required');
}

async function byCookie(ctx: Context, database: Database): Promise<Principal | undefined> {
  const token = readSessionCookie(ctx);
  if (!token) return undefined;
  const identity = await findSession(database, hashToken(token));
  return identity && ofSession(identity, 'cookie', token);
}

const ofSession = (identity: Identity, proof: 'cookie' | 'token', token: string): Principal => ({
  ...identity,
  proof,
  token,
});

/** Another site can make a browser send the cookie, but it cannot know the token. */
function checkCsrfToken(ctx: Context, token: string): void {
  if (SAFE_METHODS.has(ctx.method)) return;
  if (!sameSecret(ctx.get('x-csrf-token'), csrfTokenOf(token))) refuse('csrf-token-wrong');
}
