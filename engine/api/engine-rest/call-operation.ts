/** A route of another dialect calls an operation of our own: with its rights, its checks and its handler. */
import type { Context } from 'koa';
import type { Language } from '../../errors.ts';
import type { Operation } from '../contract/operation.ts';
import { type AnswerOf, OPERATIONS, type OperationId } from '../contract/operations.ts';
import { closed } from '../contract/schema.ts';
import { authorise } from '../middleware/authorise.ts';
import type { Principal } from '../principal.ts';
import { rightsOf } from '../rights-now.ts';
import type { Call, Handler } from '../route.ts';
import { HANDLERS } from '../routes/index.ts';
import type { Services } from '../services.ts';
import { checkShape } from '../validate.ts';

/** Who calls, in which language, and the request it came with. */
export interface Caller {
  readonly ctx: Context;
  readonly principal: Principal;
  readonly language: Language;
}

export interface Asked {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly encodings?: readonly string[];
}

const EMPTY = closed({});

/** Throws a `Refusal` as the operation itself would. */
export async function callOperation<I extends OperationId>(
  id: I,
  asked: Asked,
  caller: Caller,
  services: Services,
): Promise<AnswerOf<I>> {
  const operation: Operation = OPERATIONS[id];
  const { params = {}, query = {}, body = {}, encodings = [] } = asked;
  authorise(id, operation, { rights: rightsOf(services.runtime), principal: caller.principal });
  checkShape('query', operation.query ?? EMPTY, query, caller.language);
  checkShape('body', operation.body ?? EMPTY, body, caller.language);
  const call = { ...caller, params, query, body, encodings, receipt: undefined } as unknown as Call<I>;
  return (HANDLERS[id] as unknown as Handler<I>)(call, services);
}
