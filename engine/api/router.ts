/** The route table as a koa router. Paths are exact: case, slashes and encoding count, so no other spelling reaches a route. */
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { refuse } from '../errors.ts';
import { BASE_PATH, OPERATIONS, type OperationId } from './contract/operations.ts';
import { dispatch, type Row } from './dispatch.ts';
import { HANDLERS } from './routes/index.ts';
import type { Services } from './services.ts';

const ROWS: readonly Row[] = (Object.keys(OPERATIONS) as OperationId[]).map((id) => ({
  id,
  operation: OPERATIONS[id],
  handler: HANDLERS[id] as Row['handler'],
}));

/** `/tasks/{id}` as the router writes it. */
const routerPath = (path: string): string => path.replace(/\{(\w+)\}/g, ':$1');

export function apiRouter(services: Services): Middleware {
  const router = new Router({ prefix: BASE_PATH, sensitive: true, strict: true });
  for (const row of ROWS) {
    if (row.id === 'moveClock' && !isTestServer(services)) continue;
    router[row.operation.method](routerPath(row.operation.path), (ctx) => dispatch(ctx, row, services));
  }
  const routes = router.routes();
  return async (ctx, next) => {
    if (!isApiPath(ctx.path)) return next();
    checkEncoding(ctx.path);
    await routes(ctx as Parameters<typeof routes>[0], async () => refuseUnmatched(ctx));
  };
}

/** Whatever looks like the API is answered by the API, never by a file. */
const isApiPath = (path: string): boolean => /^\/+api(\/|$)/i.test(path);

const isTestServer = ({ runtime }: Services): boolean => 'set' in runtime.clock;

function checkEncoding(path: string): void {
  try {
    decodeURIComponent(path);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    refuse('route-not-found', { path });
  }
}

/** 405 where the path exists with other methods, else 404: also for what only a test server has. */
function refuseUnmatched(ctx: Context): never {
  const { method, path } = ctx;
  const rows = ROWS.filter(({ operation }) => matches(operation.path, path));
  const methods = new Set(rows.map(({ operation }) => operation.method.toUpperCase()));
  if (methods.size === 0 || methods.has(method)) refuse('route-not-found', { path });
  const allowed = [...methods].join(', ');
  ctx.set('Allow', allowed);
  return refuse('method-not-allowed', { allowed, method });
}

function matches(template: string, path: string): boolean {
  const pattern = `${BASE_PATH}${template}`.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${pattern}$`).test(path);
}
