/** The koa application: middleware in order, then the route table, then the web applications. */

import Koa from 'koa';
import compress from 'koa-compress';
import type pg from 'pg';
import type { Logger } from 'pino';
import { refuse } from '../errors.ts';
import type { Runtime } from '../runtime/engine.ts';
import { sweepBlobs } from '../store/blobs/sweep-blobs.ts';
import { removeExpired } from '../store/people/cleanup.ts';
import { engineRest } from './engine-rest/facade.ts';
import { EventHub } from './events/hub.ts';
import { createMetrics } from './metrics.ts';
import { health } from './middleware/health.ts';
import { problems } from './middleware/problems.ts';
import { requestLog } from './middleware/request-log.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { OidcProvider } from './oidc/provider.ts';
import { openApi } from './openapi/route.ts';
import { apiRouter } from './router.ts';
import type { AppOptions, Services } from './services.ts';
import { startPage } from './web/start-page.ts';
import { staticApps } from './web/static-apps.ts';

const CLEANUP_MS = 3_600_000;
/** The other side has gone: nothing of ours is wrong. */
const BROKEN_OFF = new Set(['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'HPE_INVALID_EOF_STATE']);

export interface AppInput {
  readonly runtime: Runtime;
  readonly database: pg.Pool;
  readonly logger: Logger;
  readonly options: AppOptions;
}

export interface App {
  readonly koa: Koa;
  /** Ends streams and timers; requests under way are finished by the server. */
  close(): void;
}

export function createApp({ runtime, database, logger, options }: AppInput): App {
  const events = new EventHub(runtime.changes);
  const oidc = options.oidc ? new OidcProvider(options.oidc) : null;
  const services: Services = { runtime, database, logger, options, events, oidc };
  const metrics = createMetrics(() => ({ ...runtime.stats(), eventStreams: events.size }));
  const cleanup = setInterval(() => {
    Promise.all([removeExpired(database), sweepBlobs(database)]).catch((error: unknown) =>
      logger.warn({ err: error }, 'could not remove what has run out; trying again later'),
    );
  }, CLEANUP_MS);
  cleanup.unref();
  const koa = new Koa({ proxy: options.trustProxy });
  koa.on('error', (error: Error & { code?: string }) => {
    if (BROKEN_OFF.has(error.code ?? '')) logger.info({ code: error.code }, 'a connection broke off');
    else logger.error({ err: error }, 'a response failed');
  });
  koa.use(requestLog(logger, metrics));
  koa.use(securityHeaders(options.secure));
  koa.use(problems(logger));
  koa.use(compress({ threshold: 1024, br: false }));
  koa.use(health(services, metrics));
  koa.use(openApi());
  koa.use(engineRest(services));
  koa.use(apiRouter(services));
  koa.use(staticApps(options.webRoot));
  koa.use(startPage(services));
  koa.use((ctx) => refuse('route-not-found', { path: ctx.path }));
  return {
    koa,
    close: () => {
      clearInterval(cleanup);
      events.closeAll();
    },
  };
}
