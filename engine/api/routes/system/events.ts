import { followedCases } from '../../../store/inbox/follows.ts';
import type { Audience } from '../../events/stream.ts';
import { authenticate } from '../../middleware/authenticate.ts';
import type { Principal } from '../../principal.ts';
import { scopeOf } from '../../rights-now.ts';
import type { Handler } from '../../route.ts';
import { namesOfPrincipals } from '../../views/mandates.ts';
import { namesOfDepartments, readerOf } from '../../views/reader.ts';

const LAST_EVENT_ID = /^[\w.-]{1,100}$/;

/** The stream writes to the response itself; koa and compression keep away from it. */
export const streamEvents: Handler<'streamEvents'> = async ({ principal, query, ctx }, services) => {
  const { events, database, runtime } = services;
  const audienceOf = async (who: Principal): Promise<Audience> => ({
    principal: who,
    followed: new Set(await followedCases(database, await readerOf(services, who))),
  });
  const audience = await audienceOf(principal);
  events.requireRoom(principal.id);
  const given = ctx.get('last-event-id') || (query.since ?? '');
  ctx.respond = false;
  ctx.compress = false;
  ctx.req.socket.setTimeout(0);
  ctx.req.socket.setNoDelay(true);
  ctx.res.statusCode = 200;
  ctx.set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
  ctx.res.flushHeaders();
  events.open(ctx.res, {
    audience,
    lastEventId: given === '' || LAST_EVENT_ID.test(given) ? given : 'unknown',
    seesAll: (who) => scopeOf(runtime, who, 'case.read') === 'all',
    namesOfPrincipals: (who) => [...namesOfPrincipals(runtime, who), ...namesOfDepartments(runtime, who)],
    renew: async () => audienceOf(await authenticate(ctx, database)),
  });
  return undefined;
};
