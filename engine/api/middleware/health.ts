/** Routes without prefix and without sign-in, for who runs the server. They tell nothing about people or cases. */
import type { Middleware } from 'koa';
import { refuse } from '../../errors.ts';
import { isReady } from '../../store/read/health.ts';
import type { Metrics } from '../metrics.ts';
import type { Services } from '../services.ts';

export function health({ database, logger }: Services, metrics: Metrics): Middleware {
  return async (ctx, next) => {
    const reads = ctx.method === 'GET' || ctx.method === 'HEAD';
    if (ctx.path === '/healthz' && reads) ctx.body = { status: 'ok' };
    else if (ctx.path === '/readyz' && reads) {
      const ready = await isReady(database).catch((error: unknown) => {
        logger.warn({ err: error }, 'not ready: the database does not answer');
        return undefined;
      });
      if (ready === undefined) refuse('database-unavailable');
      if (!ready) refuse('not-ready');
      ctx.body = { status: 'ready' };
    } else if (ctx.path === '/metrics' && reads) {
      ctx.type = metrics.registry.contentType;
      ctx.body = await metrics.registry.metrics();
    } else await next();
  };
}
