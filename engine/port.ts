/**
 * What a department adapter is. An adapter serves topics; the outbox calls it after the commit that asked for the work, at least once,
 * always with the same `idempotencyKey` for the same request. It must answer within `timeoutMs` or the call counts as failed.
 */
export interface AdapterRequest {
  readonly topic: string;
  readonly idempotencyKey: string;
  readonly instanceId: string;
  readonly businessKey: string | null;
  readonly elementId: string;
  readonly attempt: number;
  /** JSON values; a number that no JavaScript number is written as, such as 12345678901234567891, is an `ExactNumber` (exact-number.ts). */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Aborted at the time limit and when the engine stops. */
  readonly signal: AbortSignal;
}

export type AdapterAnswer =
  /** Done: the variables go to the process through the output mappings. */
  | { readonly kind: 'completed'; readonly variables: Readonly<Record<string, unknown>> }
  /** A business "no" that the model handles by an error event. */
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly message?: string;
      readonly variables?: Readonly<Record<string, unknown>>;
    }
  /** A technical failure: tried again while attempts are left, then an incident. */
  | { readonly kind: 'failed'; readonly message: string; readonly retryAfterMs?: number };

export interface Adapter {
  readonly name: string;
  readonly topics: readonly string[];
  /** Default 5000. */
  readonly timeoutMs?: number;
  call(request: AdapterRequest): Promise<AdapterAnswer>;
}
