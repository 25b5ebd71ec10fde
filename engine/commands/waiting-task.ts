/** Tasks that wait for somebody or something outside, and wake again with the time they still had. */
import type { DomainEvent } from '../core/events.ts';
import type { InstanceState, Task, TaskState } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import { runMachine } from '../tasks/run-machine.ts';
import type { TaskMachineEvent } from '../tasks/user-task.machine.ts';
import type { DecideContext } from './command.ts';
import { forWhom, withRemark } from './task-comment.ts';

export interface TaskMove {
  readonly task: Task;
  readonly verb: string;
  readonly to: TaskState;
  readonly comment?: string | undefined;
  readonly onBehalfOf?: string | null;
  /** Since when its limit stood still; it is later by as long. */
  readonly stoodStillSince?: number | null;
}

/** The task in another state, with a remark of who did it. */
export function moveTask(move: TaskMove, { env, actor }: DecideContext): DomainEvent {
  const { task, verb, to, comment = '', onBehalfOf = null, stoodStillSince = null } = move;
  const remark = { at: env.now, by: actor.id, ...forWhom(onBehalfOf), verb, text: comment };
  const dueAt =
    task.dueAt === null || stoodStillSince === null ? task.dueAt : later(task.dueAt, stoodStillSince, env.now);
  const next: Task = { ...task, dueAt, state: to, comments: withRemark(task, remark) };
  return { type: 'taskChanged', verb, task: next, ...forWhom(onBehalfOf) };
}

/** A limit that stood still; one that was over before is over still. */
export const later = (dueAt: number, since: number, now: number): number =>
  dueAt <= since ? dueAt : dueAt + Math.max(0, now - since);

/** What the machine makes of a task without anybody's right being asked. Refuses with 'task-state-conflict' where it has moved on. */
export function stateAfter(
  state: InstanceState,
  taskId: string,
  event: Extract<TaskMachineEvent['type'], 'await' | 'leave' | 'supplied' | 'procedureDone'>,
): Result<{ readonly task: Task; readonly to: TaskState }> {
  const task = state.tasks[taskId];
  if (!task) return fail('not-found', { kind: 'task', id: taskId });
  const to = runMachine(task, { type: event });
  if (to !== null) return ok({ task, to: to as TaskState });
  const { state: found, assignee } = task;
  return fail('task-state-conflict', {
    verb: event,
    taskId,
    expected: 'working',
    state: found,
    assignee: assignee ?? '-',
  });
}
