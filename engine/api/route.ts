/** What a route is: it takes a checked call, reads or submits, and answers. It decides nothing. */
import type { Context } from 'koa';
import type { Language } from '../errors.ts';
import type { AnswerOf, BodyOf, OperationId, Operations, QueryOf } from './contract/operations.ts';
import type { Principal } from './principal.ts';
import type { Services } from './services.ts';

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

export interface Call<I extends OperationId> {
  readonly params: Readonly<Record<NamesIn<Operations[I]['path']>, string>>;
  readonly query: QueryOf<I>;
  readonly body: BodyOf<I>;
  /** The body as it arrived; empty where it is read by the handler, or there is none. */
  readonly raw: Buffer;
  /** Of uploaded files, in their order in the body; none where they came as text. */
  readonly encodings: readonly string[];
  /** `ANONYMOUS` on public routes. */
  readonly principal: Principal;
  readonly language: Language;
  /** Unique to caller, route and `Idempotency-Key`; commands submitted with it happen once. */
  readonly receipt: string | undefined;
  /** `?dryRun=true`: nothing is committed, and the answer tells what would be. */
  readonly rehearses: boolean;
  /** For cookies and streams; answers are returned, not written here. */
  readonly ctx: Context;
}

export type Handler<I extends OperationId> = (call: Call<I>, services: Services) => Promise<AnswerOf<I>>;
export type Handlers = { readonly [I in OperationId]: Handler<I> };
