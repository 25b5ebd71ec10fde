import { refuse } from '../../../errors.ts';
import { findCredentials, setLanguage, setPassword } from '../../../store/people/credentials.ts';
import { closeSessionsOf } from '../../../store/people/sessions.ts';
import { countAttempt, forgetAttempts } from '../../../store/people/sign-in-attempts.ts';
import { checkPassword, hashPassword } from '../../passwords.ts';
import type { Principal } from '../../principal.ts';
import type { Handler } from '../../route.ts';
import { hashToken } from '../../secrets.ts';
import type { Services } from '../../services.ts';
import { describeMe } from './me.ts';

const FREE_ATTEMPTS = 5;

export const updateMe: Handler<'updateMe'> = async ({ body, principal, language }, services) => {
  if (body.password) await changePassword(services, principal, body.password);
  if (body.language !== undefined) await setLanguage(services.database, principal.id, body.language);
  const changed = body.language === undefined ? principal : { ...principal, language: body.language };
  return describeMe(services, changed, language);
};

/** Whoever holds a session must still know the password; guessing it here is slowed down as at sign-in. */
async function changePassword(
  { database, events }: Services,
  principal: Principal,
  { current, next }: { current: string; next: string },
): Promise<void> {
  const subject = `password:${principal.id}`;
  const wait = await countAttempt(database, { subject, free: FREE_ATTEMPTS });
  if (wait > 0) refuse('too-many-requests', { seconds: wait });
  const credentials = await findCredentials(database, principal.id);
  if (!(await checkPassword(credentials?.passwordHash, current))) refuse('password-wrong');
  await setPassword(database, principal.id, await hashPassword(next));
  await closeSessionsOf(database, principal.id, principal.token === null ? null : hashToken(principal.token));
  await events.renew(principal.id);
  await forgetAttempts(database, subject);
}
