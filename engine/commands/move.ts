import type { Trigger } from '../core/trigger.ts';
import type { Result } from '../errors.ts';
import type { DecideContext } from './command.ts';
import type { Progress } from './progress.ts';

/** Whose task it becomes when a node is entered again: the person's who finished it before. */
export interface ReturnTo {
  readonly scope: string;
  readonly node: number;
  readonly user: string | null;
}

export interface AdvanceInput {
  readonly trigger: Trigger;
  readonly returnTo?: ReturnTo;
  /** The signed request of a withdrawal, for the records of the clocks. */
  readonly document?: string;
}

/** Moves tokens and gives people the work that opens: `advance`, for those that `advance` itself calls. */
export type Move = (progress: Progress, input: AdvanceInput, context: DecideContext) => Result<Progress>;
