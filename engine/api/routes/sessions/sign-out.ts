import { closeSession } from '../../../store/people/sessions.ts';
import { clearSessionCookie } from '../../cookies.ts';
import type { Handler } from '../../route.ts';
import { hashToken } from '../../secrets.ts';

export const signOut: Handler<'signOut'> = async ({ principal, ctx }, { database, events }) => {
  if (principal.token !== null) {
    await closeSession(database, hashToken(principal.token));
    events.closeSession(principal.token);
  }
  if (principal.proof === 'cookie') clearSessionCookie(ctx);
  return undefined;
};
