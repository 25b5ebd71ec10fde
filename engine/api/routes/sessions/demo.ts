import type { Context } from 'koa';
import { refuse } from '../../../errors.ts';
import type { UserRole } from '../../../rights/roles.ts';
import { findDemoAccount, listDemoAccounts } from '../../../store/people/credentials.ts';
import { isLoopback } from '../../loopback.ts';
import { nameIn } from '../../names.ts';
import type { Handler } from '../../route.ts';
import type { Services } from '../../services.ts';
import { departmentNames } from '../../views/department.ts';
import { startSession } from './open-session.ts';

/** One-click sign-in exists for who sits at the machine, on a server that only listens there. */
export function offersDemo(ctx: Context, { options }: Services): boolean {
  const addresses = [options.host, ctx.req.socket.remoteAddress ?? '', ctx.hostname];
  return options.demo && addresses.every(isLoopback);
}

function requireDemo(ctx: Context, services: Services): void {
  if (!offersDemo(ctx, services)) refuse('route-not-found', { path: ctx.path });
}

export const listDemoUsers: Handler<'listDemoUsers'> = async ({ ctx, language }, services) => {
  requireDemo(ctx, services);
  const accounts = await listDemoAccounts(services.database);
  const departmentName = await departmentNames(services.database, accounts, language);
  return {
    items: accounts.map((account) => ({
      user: account.id,
      name: nameIn(language, account),
      roles: account.roles.filter((role): role is UserRole => role !== 'system'),
      department: departmentName(account),
    })),
  };
};

export const signInDemo: Handler<'signInDemo'> = async ({ body, ctx }, services) => {
  requireDemo(ctx, services);
  const identity = await findDemoAccount(services.database, body.user);
  return identity ? startSession(ctx, services, identity) : refuse('not-found', { kind: 'user', id: body.user });
};
