import type { DomainEvent } from '../core/events.ts';
import { callsAround, enclosingScope } from '../core/query.ts';
import type { InstanceState, Task, TaskOutcome, TrailEntry } from '../core/state.ts';
import { isEnd } from '../tasks/run-machine.ts';
import type { TaskVerb } from '../tasks/verbs.ts';
import { barFromOthers } from './bar-from-others.ts';
import type { DecideContext } from './command.ts';
import { begin, type Progress, record } from './progress.ts';
import type { TakenTask } from './take-task.ts';
import { forWhom, withRemark } from './task-comment.ts';

export interface TaskFinish {
  readonly taken: TakenTask;
  readonly verb: TaskVerb;
  readonly comment: string | undefined;
  readonly evidence?: string | undefined;
}

/** Ends a task by the hand of the actor, as the machine says. Its assignee from now on is the actor, or whom he acts for. */
export function finishTask(
  state: InstanceState,
  { taken, verb, comment = '', evidence }: TaskFinish,
  context: DecideContext,
): Progress {
  const { task, to, onBehalfOf } = taken;
  if (!isEnd(to)) throw new Error(`Expected ${verb} to end a task, but it leads to ${to}.`);
  const { env, actor } = context;
  const comments = withRemark(task, {
    at: env.now,
    by: actor.id,
    ...forWhom(onBehalfOf),
    verb,
    text: comment,
    evidence,
  });
  const assignee = onBehalfOf ?? actor.id;
  const end = {
    task: { ...task, assignee, comments },
    verb,
    by: actor.id,
    outcome: to,
    opinion: comment,
    ...forWhom(onBehalfOf),
  };
  const ended = endTask(state, end, context);
  return record(begin(state), [ended, ...barFromOthers(state, taken, [actor.id, assignee], context)], context);
}

export interface TaskEnd {
  readonly task: Task;
  readonly verb: string;
  /** Null where no person ended it. */
  readonly by: string | null;
  /** Whom that person acted for as a proxy. */
  readonly onBehalfOf?: string;
  readonly outcome: TaskOutcome;
  /** What was said with it. */
  readonly opinion?: string;
}

/** The one end of a task, and its entry in the trail. `state` must still hold the element instance of the task. */
export function endTask(
  state: InstanceState,
  { task, verb, by, outcome, opinion = '', onBehalfOf }: TaskEnd,
  { env }: DecideContext,
): DomainEvent {
  const element = state.elements[task.element];
  const scope = element && enclosingScope(state, element);
  if (!scope) throw new Error(`Expected task ${task.id} to lie in a scope, but its element instance is gone.`);
  const { id: taskId, def, node, visit } = task;
  const said = outcome === 'approved' && opinion !== '' ? { opinion } : {};
  return {
    type: 'taskEnded',
    verb,
    task,
    outcome,
    trail: {
      taskId,
      def,
      node,
      scope: scope.id,
      ...callsOf(state, task),
      visit,
      by,
      at: env.now,
      outcome,
      ...said,
      ...forWhom(onBehalfOf ?? null),
      ...othersOf(task, by),
      ...(task.part?.added && { added: true as const }),
    },
  };
}

function callsOf(state: InstanceState, { element }: Task): Pick<TrailEntry, 'calls'> {
  const calls = callsAround(state, element).map(({ def, node }) => ({ def, node }));
  return calls.length === 0 ? {} : { calls };
}

/** Those who gave an opinion that was asked for have a part in what was decided on it. */
function othersOf({ comments }: Task, by: string | null): { readonly others?: readonly string[] } {
  const asked = comments.flatMap((comment) => (comment.verb === 'resolve' && comment.by !== by ? [comment.by] : []));
  return asked.length === 0 ? {} : { others: [...new Set(asked)] };
}
