import type { ModelValue } from './graph.ts';

/** Work done outside the engine: by an adapter or an external worker that serves `topic`. */
export interface JobSpec {
  readonly topic: ModelValue;
  readonly retry: RetrySpec;
  /** Which work external workers are given first; 0 where absent. */
  readonly priority: ModelValue | null;
  /** What it is asked for; goes to the department and into the ledger of effects. */
  readonly purpose: string | null;
  /** The same in English (`tb:purposeEn`), for people; absent where the model does not say. */
  readonly purposeEn?: string;
  /** What happens when the department cannot be reached; null: an incident. */
  readonly giveUp: GiveUpSpec | null;
}

/**
 * The error thrown when attempts are used up. On the manual path a person does the work instead, and it is taken at once while the department
 * is known to be out of order.
 */
export interface GiveUpSpec {
  readonly code: string;
  readonly manual: boolean;
}

/** `tb:retry="R5/PT30S"`: at most `attempts` tries, first pause `delayMs`, doubled each time. */
export interface RetrySpec {
  readonly attempts: number;
  readonly delayMs: number;
}
