/**
 * A part of the Camunda 7 REST API, so that workers, scripts and the desktop modeler that were written for it go on working. Every route calls
 * an operation of our own; nothing can be done here that cannot be done there.
 */
import type { Context, Middleware } from 'koa';
import { Refusal } from '../../errors.ts';
import { stringify } from '../../exact-json.ts';
import { OPERATIONS } from '../contract/operations.ts';
import { languageOf } from '../language.ts';
import { authenticateMachine } from '../middleware/authenticate.ts';
import { readBody, readRaw } from '../middleware/read-body.ts';
import { isStorable } from '../plain-json.ts';
import type { Services } from '../services.ts';
import { inTheirPlaces } from '../succession.ts';
import { type RestRequest, type RestRoute, record } from './request.ts';
import { problemsOf, restError } from './rest-error.ts';
import { REST_ROUTES } from './routes.ts';

const BASE = '/engine-rest';

interface Found {
  readonly route: RestRoute;
  readonly params: Readonly<Record<string, string>>;
}

const PATTERNS = REST_ROUTES.map((route) => ({
  route,
  pattern: new RegExp(`^${BASE}(?:/engine/default)?${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]{1,200})')}$`),
}));

export function engineRest(services: Services): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== BASE && !ctx.path.startsWith(`${BASE}/`)) return next();
    ctx.set('Cache-Control', 'no-store');
    ctx.state.operation = 'engineRest';
    try {
      const answer = await serve(ctx, services);
      if (answer === undefined) ctx.status = 204;
      else writeJson(ctx, 200, answer);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, body } = restError(error.failure, languageOf(ctx), problemsOf(error));
      if (status === 401) ctx.set('WWW-Authenticate', 'Basic realm="tongban"');
      writeJson(ctx, status, body);
    }
  };
}

async function serve(ctx: Context, services: Services): Promise<unknown> {
  const caller = inTheirPlaces(await authenticateMachine(ctx, services.database), services.runtime);
  const language = languageOf(ctx, caller.language);
  const principal = { ...caller, reads: language };
  ctx.state.principal = principal;
  const found = find(ctx);
  if (!found) return refuseUnknown(ctx);
  const common = { ctx, principal, language, services, params: found.params, query: queryOf(ctx) };
  return found.route.handler({ ...common, ...(await bodyOf(ctx, found.route, language)) });
}

function find(ctx: Context): Found | undefined {
  for (const { route, pattern } of PATTERNS) {
    const match = route.method === ctx.method ? pattern.exec(ctx.path) : null;
    if (!match) continue;
    const params = Object.fromEntries(Object.entries(match.groups ?? {}).map(([name, value]) => [name, decode(value)]));
    if (Object.values(params).every(isStorable)) return { route, params };
  }
  return undefined;
}

/** What is no encoding of a text is the name of nothing. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) return value;
    throw error;
  }
}

const queryOf = (ctx: Context): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(ctx.query).map(([name, value]) => [name, String(value)]));

async function bodyOf(
  ctx: Context,
  { method, multipart }: RestRoute,
  language: RestRequest['language'],
): Promise<Pick<RestRequest, 'body' | 'raw'>> {
  if (method === 'GET') return { body: {}, raw: Buffer.alloc(0) };
  if (multipart) return { body: {}, raw: await readRaw(ctx, OPERATIONS.deploy.maxBytes) };
  const { value, raw } = await readBody(ctx, OPERATIONS.completeExternalTask, language);
  return { body: record(value, 'body'), raw };
}

/** Known to its clients but not to us. */
function refuseUnknown(ctx: Context): undefined {
  throw new Refusal({ code: 'not-implemented', params: { method: ctx.method, path: ctx.path.slice(0, 200) } });
}

/** Exactly this type: the client library compares it as a text. */
function writeJson(ctx: Context, status: number, body: unknown): void {
  ctx.status = status;
  ctx.body = Buffer.from(stringify(body));
  ctx.set('Content-Type', 'application/json');
}
