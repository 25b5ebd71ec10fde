import type { DomainEvent } from '../core/events.ts';
import { enclosingScope } from '../core/query.ts';
import type { InstanceState, Task, TaskOutcome } from '../core/state.ts';
import type { DecideContext } from './command.ts';
import { withRemark } from './task-comment.ts';

export interface TaskEnd {
  readonly task: Task;
  readonly verb: string;
  /** Null where no person ended it. */
  readonly by: string | null;
  readonly outcome: TaskOutcome;
  readonly comment?: string | undefined;
}

/** The one end of a task, and its entry in the trail. `state` must still hold the element instance of the task. */
export function endTask(state: InstanceState, { task, verb, by, outcome, comment }: TaskEnd, { env }: DecideContext): DomainEvent {
  const element = state.elements[task.element];
  const scope = element && enclosingScope(state, element);
  if (!scope) throw new Error(`Expected task ${task.id} to lie in a scope, but its element instance is gone.`);
  const ended: Task = {
    ...task,
    ...(by !== null && { assignee: by, comments: withRemark(task, { at: env.now, by, verb, text: comment ?? '' }) }),
  };
  const { id: taskId, def, node, visit } = task;
  return { type: 'taskEnded', verb, task: ended, outcome, trail: { taskId, def, node, scope: scope.id, visit, by, at: env.now, outcome } };
}
