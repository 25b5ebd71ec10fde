/**
 * How a simulated department behaves, as data: the first rule that matches a request decides. Everything follows from the request
 * alone (its variables and the number of the attempt), so the same request always gets the same answer.
 */
export interface Rule {
  /** Without it the rule holds for every topic of the department. */
  readonly topic?: string;
  /** All must hold. Without it the rule always matches. */
  readonly when?: readonly Condition[];
  /** How long the department takes, milliseconds. */
  readonly delayMs?: number;
  /** The first attempts fail technically, then it answers. */
  readonly failFirst?: number;
  readonly failure?: { readonly message: string; readonly retryAfterMs?: number };
  /** Without it every attempt fails technically. */
  readonly answer?: Answer;
}

export interface Condition {
  readonly variable: string;
  /** `present`: neither missing nor null. */
  readonly is: 'present' | 'absent' | 'equal' | 'prefix';
  readonly value?: unknown;
}

/**
 * In every text of `variables`, `{name}` stands for a variable of the request and `{@businessKey}`, `{@instanceId}`,
 * `{@idempotencyKey}` for its attributes. A text that is one placeholder keeps the type of its value.
 */
export type Answer =
  /** The answer was lost: nobody knows whether it was done. */
  | { readonly kind: 'unknown'; readonly message: string }
  | { readonly kind: 'completed'; readonly variables: Readonly<Record<string, unknown>> }
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly message?: string;
      readonly variables?: Readonly<Record<string, unknown>>;
    };
