/**
 * One row of the route table: what a route takes and answers, and the right it needs. The same schema objects give the types, the
 * validators and the OpenAPI document.
 */
import type { TObject, TSchema } from 'typebox';
import type { Right } from '../../rights/table.ts';
import type { PUBLIC } from './roles.ts';

export interface Operation {
  readonly method: 'get' | 'post' | 'patch' | 'put' | 'delete';
  /** Under `/api/v1`, parameters in braces. */
  readonly path: string;
  readonly tag: string;
  readonly summary: { readonly en: string; readonly zh: string };
  /** What somebody needs to call it at all. How far it reaches is asked by the handler. */
  readonly right: Right | typeof PUBLIC;
  readonly query?: TObject;
  readonly body?: TSchema;
  /** Without a schema the answer has no body (204) or is not JSON (`type`). */
  readonly answer: { readonly status: number; readonly schema?: TSchema; readonly type?: string };
  /** May also answer 204 without a body: there is nothing. */
  readonly orNothing?: true;
  /** Body limit; 1 MB where absent. */
  readonly maxBytes?: number;
  /** Also takes multipart/form-data files. */
  readonly multipart?: true;
  /** Takes a file as multipart/form-data and reads it as it arrives: the handler does it. */
  readonly streams?: true;
  /** False where a repeat must not get the first answer again (sign-in, polling). Writing routes honour `Idempotency-Key` by default. */
  readonly idempotent?: false;
  /** Takes `?dryRun=true`: its `query` has it, and the answer is then a `Rehearsal`. */
  readonly rehearsable?: true;
  /** Codes of `engine/errors.ts` worth naming beyond the common ones. */
  readonly problems?: readonly string[];
  readonly example?: unknown;
  readonly answerExample?: unknown;
}

/** Keeps the literal types of a row. */
export const operation = <const O extends Operation>(row: O): O => row;
