/** How a case is closed before it is done: everything open ends and is voided, and the clocks stop for good. */
import type { CaseResult } from '../core/proceedings.ts';
import type { Result } from '../errors.ts';
import { advance } from './advance.ts';
import { stopAllClocks } from './clock-effects.ts';
import type { DecideContext } from './command.ts';
import { type Progress, record } from './progress.ts';

export interface Closing {
  readonly result: CaseResult;
  /** Of the operation; what the clock records name. */
  readonly verb: string;
  /** Of the document that says so. */
  readonly document?: string;
}

export function closeCase(progress: Progress, closing: Closing, context: DecideContext): Result<Progress> {
  const stopped = record(progress, stopAllClocks(progress.state, closing, context), context);
  return advance(stopped, { trigger: { kind: 'cancel', reason: closing.result } }, context);
}
