/** Sign-in elsewhere (OpenID Connect Core 1.0, authorization code flow with PKCE): the browser goes there and comes back with a code. */
import type { Context } from 'koa';
import { Refusal, refuse } from '../../../errors.ts';
import { type MappedAccount, mapClaims } from '../../../people/organisation/map-claims.ts';
import { ROLES, type UserRole } from '../../../rights/roles.ts';
import { findCredentials } from '../../../store/people/credentials.ts';
import { provision } from '../../../store/people/provision.ts';
import { type Attempt, challengeOf, newAttempt, seal, unseal } from '../../oidc/attempt.ts';
import { type OidcProvider, ProviderFailure } from '../../oidc/provider.ts';
import type { Handler } from '../../route.ts';
import { sameSecret } from '../../secrets.ts';
import type { Services } from '../../services.ts';
import { startSession } from './open-session.ts';

const COOKIE = 'tongban_sign_in';
const COOKIE_PATH = '/api/v1/sessions/oidc';

export const getSignInWays: Handler<'getSignInWays'> = async (_call, { oidc }) => ({
  password: true,
  oidc: oidc ? { name: oidc.options.name, path: `${COOKIE_PATH}` } : null,
});

export const startOidcSignIn: Handler<'startOidcSignIn'> = async ({ query, ctx }, services) => {
  const provider = requireProvider(ctx, services);
  const attempt = newAttempt(query.next);
  const url = await atProvider(services, () =>
    provider.authorizeUrl({
      state: attempt.state,
      nonce: attempt.nonce,
      code_challenge: challengeOf(attempt),
      code_challenge_method: 'S256',
    }),
  );
  ctx.cookies.set(COOKIE, seal(attempt, provider.options.clientSecret), {
    httpOnly: true,
    sameSite: 'lax',
    secure: ctx.secure,
    path: COOKIE_PATH,
    overwrite: true,
  });
  leadTo(ctx, url);
  return undefined;
};

export const finishOidcSignIn: Handler<'finishOidcSignIn'> = async ({ query, ctx }, services) => {
  const provider = requireProvider(ctx, services);
  const attempt = takeAttempt(ctx, provider, query.state);
  const { code, error, iss } = query;
  if (iss !== undefined && iss !== provider.options.issuer)
    refuse('sign-in-refused', { reason: 'the answer is of another issuer', reasonZh: '答复来自其他签发方' });
  if (error !== undefined || code === undefined)
    refuse('sign-in-refused', { reason: 'the provider did not sign anybody in', reasonZh: '身份提供方未完成登录' });
  const { nonce, verifier } = attempt;
  const claims = await atProvider(services, () => provider.claimsFor({ code, verifier, nonce }));
  const mapped = mapClaims(claims, provider.options.claims);
  if (!mapped.ok) throw new Refusal(mapped.failure);
  const id = await accountOf(services, {
    account: mapped.value,
    issuer: provider.options.issuer,
    subject: String(claims.sub),
  });
  const found = await findCredentials(services.database, id);
  if (!found) refuse('sign-in-refused', { reason: 'the account is out of service', reasonZh: '账号已停用' });
  await startSession(ctx, services, found.identity);
  leadTo(ctx, attempt.next);
  return undefined;
};

function requireProvider(ctx: Context, { oidc }: Services): OidcProvider {
  return oidc ?? refuse('route-not-found', { path: ctx.path });
}

/** An attempt is used once: the cookie goes with the first answer, whatever comes of it. */
function takeAttempt(ctx: Context, { options }: OidcProvider, state: string | undefined): Attempt {
  const attempt = unseal(ctx.cookies.get(COOKIE) ?? '', options.clientSecret);
  ctx.cookies.set(COOKIE, null, { path: COOKIE_PATH, overwrite: true });
  if (attempt && state !== undefined && sameSecret(state, attempt.state)) return attempt;
  return refuse('sign-in-refused', {
    reason: 'this browser has begun no such sign-in, or too long ago',
    reasonZh: '本浏览器未发起该登录，或已超时',
  });
}

async function atProvider<T>({ logger }: Services, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    logger.warn({ err: error }, 'the identity provider failed');
    return refuse('sign-in-provider-failed');
  }
}

interface Arriving {
  readonly account: MappedAccount;
  readonly issuer: string;
  readonly subject: string;
}

async function accountOf({ database, runtime }: Services, { account, issuer, subject }: Arriving): Promise<string> {
  const roles = account.roles.filter((role): role is UserRole => ROLES.some((one) => one === role));
  if (roles.length === 0)
    refuse('sign-in-refused', { reason: 'no role is given to this person here', reasonZh: '此人在本系统没有角色' });
  const result = await provision(database, { ...account, roles, issuer, subject, at: runtime.clock.now() });
  if (result.kind === 'taken') refuse('account-not-linked', { id: account.id });
  if (result.changed) await runtime.organisation.refresh();
  return result.id;
}

function leadTo(ctx: Context, url: string): void {
  ctx.status = 302;
  ctx.set('Location', url);
  ctx.type = 'text/html';
  ctx.body = '';
}
