/** Gives every request an id, measures it, and writes one line about it. Paths are logged, never queries, bodies or tokens. */
import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics.ts';

const REQUEST_ID = /^[\w-]{1,64}$/;

export function requestLog(logger: Logger, metrics: Metrics): Middleware {
  return async (ctx, next) => {
    const given = ctx.get('x-request-id');
    ctx.state.requestId = REQUEST_ID.test(given) ? given : randomUUID();
    ctx.set('X-Request-Id', ctx.state.requestId);
    const startedAt = process.hrtime.bigint();
    await next();
    const seconds = Number(process.hrtime.bigint() - startedAt) / 1e9;
    const operation: string = ctx.state.operation ?? 'none';
    metrics.request({ method: ctx.method, operation, status: ctx.status, seconds });
    logger.info(
      {
        requestId: ctx.state.requestId,
        method: ctx.method,
        path: ctx.path,
        operation,
        status: ctx.status,
        ms: Math.round(seconds * 1e4) / 10,
        user: ctx.state.principal?.id,
      },
      'request',
    );
  };
}
