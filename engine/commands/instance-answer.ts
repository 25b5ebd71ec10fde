import type { InstanceState } from '../core/state.ts';
import type { DecideContext, Decision } from './command.ts';
import { answer, type Progress } from './progress.ts';
import { openedFor } from './task-answer.ts';

/** What the caller of an operation on a whole case gets. */
export interface InstanceAnswer {
  readonly instanceId: string;
  readonly status: InstanceState['status'];
  /** Nothing has moved: a second person must confirm this request. */
  readonly request?: string;
}

/** What somebody who opens a case gets. */
export interface StartAnswer extends InstanceAnswer {
  readonly definitionId: string;
  readonly businessKey: string | null;
  /** Ids of the tasks this opened that the caller is assigned to or may claim. */
  readonly next: readonly string[];
}

export function answerInstance(progress: Progress): Decision<InstanceAnswer> {
  return answer(progress, { instanceId: progress.state.id, status: progress.state.status });
}

export function answerStart(progress: Progress, definitionId: string, context: DecideContext): Decision<StartAnswer> {
  const { id: instanceId, status, businessKey } = progress.state;
  return answer(progress, { instanceId, status, definitionId, businessKey, next: openedFor(progress, context) });
}
