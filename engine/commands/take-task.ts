/** How every verb on a task begins: the task is found, the model and the machine are asked. */
import { requireTrail } from '../core/parts.ts';
import type { InstanceState, Task } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import { isAdmitted, isRound } from '../tasks/allowed-actions.ts';
import { FACT_NAMES, type Facts, factsAbout } from '../tasks/facts.ts';
import { isPossible, nextValue, statesFor, type TaskValue } from '../tasks/run-machine.ts';
import { ROUND_VERBS, type TaskVerb } from '../tasks/verbs.ts';
import { requireActive } from './case.ts';
import type { DecideContext } from './command.ts';
import { type Place, placeOf } from './place.ts';

export interface TakenTask extends Place {
  readonly task: Task;
  /** What the task becomes. */
  readonly to: TaskValue;
}

export interface TaskRequest {
  readonly taskId: string;
  readonly verb: TaskVerb;
}

/**
 * Refuses with 'task-already-handled' (it has ended), 'not-found', 'case-not-active', 'action-not-allowed' (this actor may not),
 * 'task-state-conflict' (nobody may, as it is now) or 'action-switched-off' (the model does not admit it).
 */
export function takeTask(
  state: InstanceState,
  { taskId, verb }: TaskRequest,
  context: DecideContext,
): Result<TakenTask> {
  const task = state.tasks[taskId];
  if (!task) return missing(state, taskId);
  const active = requireActive(state);
  if (!active.ok) return active;
  const place = placeOf(state, task.element, context.definitions);
  const facts = factsAbout(context.actor, task, place.definition.graph.owners);
  const refused = refusal({ task, place, verb, facts }, context);
  if (refused) return refused;
  const to = nextValue(task, verb, facts);
  return to === null ? notAllowed(task, verb, context) : ok({ ...place, task, to });
}

interface Attempt {
  readonly task: Task;
  readonly place: Place;
  readonly verb: TaskVerb;
  readonly facts: Facts;
}

function refusal({ task, place, verb, facts }: Attempt, context: DecideContext): Result<never> | undefined {
  if (!FACT_NAMES.some((name) => facts[name])) return notAllowed(task, verb, context);
  if (ROUND_VERBS.has(verb) && !isRound(place.node)) {
    return fail('round-missing', { verb, elementId: place.node.id }, { elementId: place.node.id });
  }
  if (!isAdmitted(place.node, verb)) {
    const admitted = place.node.user?.operations?.join(', ') ?? '';
    return fail('action-switched-off', { verb, elementId: place.node.id, admitted }, { elementId: place.node.id });
  }
  if (isPossible(task, verb)) return undefined;
  return fail('task-state-conflict', {
    verb,
    taskId: task.id,
    expected: statesFor(verb).join(' | '),
    state: task.state,
    assignee: task.assignee ?? '-',
  });
}

function missing(state: InstanceState, taskId: string): Result<never> {
  requireTrail(state);
  const ended = state.trail.find((entry) => entry.taskId === taskId);
  if (!ended) return fail('not-found', { kind: 'task', id: taskId });
  const at = new Date(ended.at).toISOString();
  return fail('task-already-handled', { taskId, by: ended.by ?? 'system', at, outcome: ended.outcome });
}

function notAllowed(task: Task, verb: TaskVerb, { actor }: DecideContext): Result<never> {
  return fail('action-not-allowed', { verb, taskId: task.id, actor: actor.id, state: task.state });
}
