/** Verbs that leave the task open. */
import type { DomainEvent } from '../core/events.ts';
import type { InstanceState, Task, TaskState } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import type { TaskVerb } from '../tasks/verbs.ts';
import type { DecideContext, Decision } from './command.ts';
import { begin, record } from './progress.ts';
import { type TakenTask, takeTask } from './take-task.ts';
import { answerTask, type TaskAnswer } from './task-answer.ts';
import { forWhom, withRemark } from './task-comment.ts';

export interface TaskChange {
  readonly taskId: string;
  readonly verb: TaskVerb;
  readonly comment?: string | undefined;
  /** What changes besides the state and the opinions; may refuse. */
  change(taken: TakenTask): Result<Partial<Task>>;
  /** What else happens with it. */
  besides?(taken: TakenTask): readonly DomainEvent[];
}

export function changeTask(
  state: InstanceState,
  input: TaskChange,
  context: DecideContext,
): Result<Decision<TaskAnswer>> {
  const taken = takeTask(state, input, context);
  if (!taken.ok) return taken;
  const changed = input.change(taken.value);
  if (!changed.ok) return changed;
  const { task, to, onBehalfOf } = taken.value;
  const { heldFrom: _, ...open } = task;
  const who = { by: context.actor.id, ...forWhom(onBehalfOf) };
  const remark = { at: context.env.now, ...who, verb: input.verb, text: input.comment ?? '' };
  const next: Task = {
    ...open,
    ...changed.value,
    state: to as TaskState,
    ...(to === 'held' && { heldFrom: task.state }),
    comments: withRemark(task, remark),
  };
  const event: DomainEvent = { type: 'taskChanged', verb: input.verb, task: next, ...forWhom(onBehalfOf) };
  return ok(
    answerTask(record(begin(state), [event, ...(input.besides?.(taken.value) ?? [])], context), task.id, context),
  );
}
