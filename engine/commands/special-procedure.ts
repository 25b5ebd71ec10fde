import type { SpecialProcedure } from '../core/proceedings.ts';
import { clockEvent, onAllClocks, pausedSteps } from './clock-effects.ts';
import type { DecideContext } from './command.ts';
import { type Progress, record } from './progress.ts';
import { moveTask, stateAfter } from './waiting-task.ts';

interface ProcedureEnd {
  readonly procedure: SpecialProcedure;
  readonly result: string;
  /** Null: what the model runs for it has ended. */
  readonly by: string | null;
}

/** The clock of the procedure stops, those of the case go on, and so does the task, with the time it had. */
export function endProcedure(
  progress: Progress,
  { procedure, result, by }: ProcedureEnd,
  context: DecideContext,
): Progress {
  const { id, kind, task: taskId, element, at } = procedure;
  const { state } = progress;
  const cause = { verb: 'end-special-procedure', reason: kind, document: procedure.document, by };
  const own = element ?? state.tasks[taskId]?.element ?? null;
  const waiting = stateAfter(state, taskId, 'procedureDone');
  const comment = result === '' ? kind : `${kind}: ${result}`;
  const steps = pausedSteps(state, { verb: 'start-special-procedure', reason: kind });
  const moved = waiting.ok
    ? [moveTask({ ...waiting.value, verb: 'end-special-procedure', comment, stoodStillSince: at }, context)]
    : [];
  return record(
    progress,
    [
      { type: 'procedureEnded', id, by, result },
      ...moved,
      clockEvent({ clock: 'special', effect: 'stop', element: own }, cause, context),
      ...onAllClocks(state, 'resume', { ...cause, tasks: steps }, context),
    ],
    context,
  );
}
