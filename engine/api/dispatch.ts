/** One request: who asks, may they, what do they want; then the handler. The same order for every route of the table. */
import type { Context } from 'koa';
import type { WouldDo } from '../commands/would-do.ts';
import { type Language, refuse } from '../errors.ts';
import { stringify } from '../exact-json.ts';
import type { Operation } from './contract/operation.ts';
import type { OperationId } from './contract/operations.ts';
import { PUBLIC } from './contract/roles.ts';
import { closed } from './contract/schema.ts';
import { languageOf } from './language.ts';
import { authenticate } from './middleware/authenticate.ts';
import { authorise } from './middleware/authorise.ts';
import { once, receiptId } from './middleware/idempotency.ts';
import { type ReadBody, readBody } from './middleware/read-body.ts';
import { nestQuery } from './nest-query.ts';
import { isStorable, UNSTORABLE_TEXT } from './plain-json.ts';
import { ANONYMOUS } from './principal.ts';
import { rehearsed } from './rehearsed.ts';
import { rightsOf } from './rights-now.ts';
import type { Call, Handler } from './route.ts';
import type { Services } from './services.ts';
import { inTheirPlaces } from './succession.ts';
import { checkShape } from './validate.ts';
import { showWouldDo } from './views/would-do.ts';

const LONGEST_PARAMETER = 200;
/** Of routes without query or body. */
const EMPTY = closed({});

export interface Row {
  readonly id: OperationId;
  readonly operation: Operation;
  /** Of the operation `id`; the table of handlers keeps both together. */
  readonly handler: Handler<never>;
}

/** A request that the router has matched. */
type Matched = Context & { readonly params: Readonly<Record<string, string>> };

export async function dispatch(ctx: Matched, row: Row, services: Services): Promise<void> {
  const { id, operation, handler } = row;
  const { params } = ctx;
  ctx.state.operation = id;
  ctx.set('Cache-Control', 'no-store');
  const caller =
    operation.right === PUBLIC
      ? ANONYMOUS
      : inTheirPlaces(await authenticate(ctx, services.database), services.runtime);
  const language = languageOf(ctx, caller.language);
  const principal = { ...caller, reads: language };
  ctx.state.principal = principal;
  authorise(id, operation, { rights: rightsOf(services.runtime), principal });
  checkParameters(ctx);
  const query = readQuery(ctx, operation, language);
  const reads = operation.method === 'get';
  const read: ReadBody =
    reads || operation.streams ? { value: {}, raw: Buffer.alloc(0) } : await readBody(ctx, operation, language);
  const { value: body, raw, encodings = [] } = read;
  checkShape('body', operation.body ?? EMPTY, body, language);
  const rehearses = operation.rehearsable === true && (query as { readonly dryRun?: boolean }).dryRun === true;
  const receipt =
    reads || rehearses || operation.idempotent === false
      ? undefined
      : receiptId({ ctx, userId: principal.id, operationId: id }, language);
  const call = {
    params,
    query,
    body,
    raw,
    encodings,
    principal,
    language,
    receipt,
    rehearses,
    ctx,
  } as unknown as Call<never>;
  const serve = async (): Promise<void> => {
    if (rehearses) rehearse(ctx, await rehearsed(() => handler(call, services)), language);
    else write(ctx, operation, await handler(call, services));
  };
  // What streams is not there to be compared; its command still happens once.
  if (receipt === undefined || operation.streams) await serve();
  else await once({ ctx, database: services.database, userId: principal.id, operationId: id, raw }, receipt, serve);
  if (operation.answer.type === undefined) writeJson(ctx);
}

function rehearse(ctx: Context, wouldDo: WouldDo, language: Language): void {
  ctx.status = 200;
  ctx.body = showWouldDo(wouldDo, language);
}

/** JSON with all digits of its numbers; what is no object is written as it is. */
function writeJson(ctx: Context): void {
  if (typeof ctx.body === 'object' && ctx.body !== null) ctx.body = stringify(ctx.body);
}

/** Nothing is called by a name that long, or by one that cannot be stored. */
function checkParameters(ctx: Matched): void {
  const possible = Object.values(ctx.params).every((value) => value.length <= LONGEST_PARAMETER && isStorable(value));
  if (!possible) refuse('route-not-found', { path: ctx.path.slice(0, LONGEST_PARAMETER) });
}

function readQuery(ctx: Context, { query: schema }: Operation, language: Language): unknown {
  const storable = Object.entries(ctx.query).every(
    ([name, value]) => isStorable(name) && (typeof value !== 'string' || isStorable(value)),
  );
  if (!storable) refuse('bad-request', { reason: UNSTORABLE_TEXT[language] });
  const query = nestQuery(ctx.query, schema);
  checkShape('query', schema ?? EMPTY, query, language);
  return query;
}

/** Streams and files write their own answer and return nothing. */
function write(ctx: Context, { answer }: Operation, value: unknown): void {
  if (answer.type !== undefined) return;
  ctx.status = answer.status;
  ctx.body = answer.schema === undefined || value === undefined ? null : value;
}
