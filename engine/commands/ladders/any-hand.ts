/** What a rung does to a task is nobody's verb: the machine is asked whether anybody could do it, not whether somebody may. */
import type { Task } from '../../core/state.ts';
import { fail, ok, type Result } from '../../errors.ts';
import { nextValue, statesFor, type TaskValue } from '../../tasks/run-machine.ts';
import type { TaskVerb } from '../../tasks/verbs.ts';

const ANYBODY = {
  isCandidate: true,
  isAssignee: true,
  isOwner: true,
  isAdministrator: true,
  isAdder: true,
  isAwaiting: true,
};

/** What the task becomes. Refuses with 'task-state-conflict' where nobody could do that to it now. */
export function byAnyHand(task: Task, verb: TaskVerb): Result<TaskValue> {
  const to = nextValue(task, verb, ANYBODY);
  if (to !== null) return ok(to);
  const { id: taskId, state, assignee } = task;
  return fail('task-state-conflict', {
    ...{ verb, taskId, state, expected: statesFor(verb).join(' | '), assignee: assignee ?? '-' },
  });
}
