/** What can be wrong with a process as a whole. */
import type { Run } from './run.ts';

export type FindingKind =
  /** A token waits at a join that can never fire. */
  | 'deadlock'
  /** Something can always happen, but never an end. */
  | 'no-end'
  /** Tokens pile up without bound. */
  | 'unbounded'
  /** No run comes to the element. */
  | 'dead'
  /** What would undo an activity, but nothing ever asks for it: no case is the worse for it. */
  | 'never-undone';

export interface Finding extends Run {
  readonly kind: FindingKind;
  /** Where it shows. */
  readonly elementId: string;
  /** All elements it is about. */
  readonly elementIds: readonly string[];
  /** A deadlock at a join that no run whatever gets past. */
  readonly neverFires?: true;
}
