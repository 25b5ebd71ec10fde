import type { Context } from 'koa';
import type { Identity } from '../../../store/people/identity.ts';
import { openSession } from '../../../store/people/sessions.ts';
import type { SessionOpened } from '../../contract/sessions.ts';
import { writeSessionCookie } from '../../cookies.ts';
import { timeText } from '../../formats.ts';
import { languageOf } from '../../language.ts';
import { csrfTokenOf, hashToken, newToken } from '../../secrets.ts';
import type { Services } from '../../services.ts';
import { describeMe } from './me.ts';

/** A new session with a new token, whatever session the browser had before. */
export async function startSession(ctx: Context, services: Services, identity: Identity): Promise<SessionOpened> {
  const token = newToken();
  const expiresAt = await openSession(services.database, hashToken(token), identity.id);
  writeSessionCookie(ctx, token);
  const user = await describeMe(services, { ...identity, proof: 'cookie', token }, languageOf(ctx, identity.language));
  return { token, csrfToken: csrfTokenOf(token), expiresAt: timeText(expiresAt), user };
}
