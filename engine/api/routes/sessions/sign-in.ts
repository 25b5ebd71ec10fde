import { refuse } from '../../../errors.ts';
import { findCredentials } from '../../../store/people/credentials.ts';
import { countAttempt, forgetAttempts, forgiveAttempt } from '../../../store/people/sign-in-attempts.ts';
import { checkPassword } from '../../passwords.ts';
import type { Handler } from '../../route.ts';
import { startSession } from './open-session.ts';

/** Free attempts of an account from one address, and of an address with any accounts. */
const FREE_PER_ACCOUNT = 5;
const FREE_PER_ADDRESS = 60;

export const signIn: Handler<'signIn'> = async ({ body, ctx }, services) => {
  const { database } = services;
  const subject = `account:${body.username}@${ctx.ip}`;
  const address = `address:${ctx.ip}`;
  const wait =
    (await countAttempt(database, { subject: address, free: FREE_PER_ADDRESS })) ||
    (await countAttempt(database, { subject, free: FREE_PER_ACCOUNT }));
  if (wait > 0) refuse('too-many-requests', { seconds: wait });
  const credentials = await findCredentials(database, body.username);
  const right = await checkPassword(credentials?.passwordHash, body.password);
  if (!credentials || !right) refuse('sign-in-failed');
  await forgetAttempts(database, subject);
  await forgiveAttempt(database, address);
  return startSession(ctx, services, credentials.identity);
};
