import type { Suggestion } from '../properties/field.ts';

export interface Suggested {
  readonly value: string;
  /** What people know it by. */
  readonly label: string;
}

/** What the server knows; empty until it has answered. */
export type Suggestions = { readonly [kind in Suggestion]?: readonly Suggested[] };
