/** How every verb on a task begins: the task is found, the model and the machine are asked. */
import { requireTrail } from '../core/parts.ts';
import type { InstanceState, Task } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import { isAdded, isAdmitted, isAsked, isRound } from '../tasks/allowed-actions.ts';
import { asCoordinator, FACT_NAMES, factsAbout } from '../tasks/facts.ts';
import { isPossible, statesFor, type TaskValue } from '../tasks/run-machine.ts';
import { ASKED_VERBS, isBarredVerb, ROUND_VERBS, type TaskVerb } from '../tasks/verbs.ts';
import { barred, barsAt } from './bars.ts';
import { requireActive } from './case.ts';
import type { DecideContext } from './command.ts';
import { coordinates } from './coordinates.ts';
import { standingFor } from './notices/urge-standing.ts';
import { type Place, placeOf } from './place.ts';
import { isConcernedAsProxy, type StandingRequest, standingOf } from './standing.ts';
import { withWhoMay } from './why-not.ts';

export interface TakenTask extends Place {
  readonly task: Task;
  /** What the task becomes. */
  readonly to: TaskValue;
  /** Whom the actor acts for as a proxy; null where for himself. */
  readonly onBehalfOf: string | null;
}

export interface TaskRequest {
  readonly taskId: string;
  readonly verb: TaskVerb;
  /** Who leads or coordinates the round may, as who has the task and who has added it. */
  readonly orCoordinator?: boolean;
}

/**
 * Refuses with 'task-already-handled' (it has ended), 'not-found', 'case-not-active', 'action-not-allowed' (this actor may not),
 * 'approver-barred' (nor ever, at this step of this case), 'task-state-conflict' (nobody may, as it is now), 'action-switched-off' (the model does not admit it), or, as a proxy, with 'proxy-conflict' or
 * 'task-not-delegable'.
 */
export function takeTask(state: InstanceState, request: TaskRequest, context: DecideContext): Result<TakenTask> {
  const taken = judge(state, request, context);
  return taken.ok ? taken : { ok: false, failure: withWhoMay(taken.failure, { state, ...request }, context) };
}

function judge(
  state: InstanceState,
  { taskId, verb, orCoordinator = false }: TaskRequest,
  context: DecideContext,
): Result<TakenTask> {
  const found = findTask(state, taskId);
  if (!found.ok) return found;
  const task = found.value;
  const active = requireActive(state);
  if (!active.ok) return active;
  const place = placeOf(state, task.element, context.definitions);
  const named = factsAbout(context.actor, task, place.definition.graph.owners);
  const own = orCoordinator && coordinates(state, task, context.actor) ? asCoordinator(named, task) : named;
  const facts = verb === 'urge' ? { ...own, isAwaiting: standingFor(state, task, context) !== null } : own;
  const request = { state, task, place, verb, facts };
  const refused = refusal(request, context);
  if (refused) return refused;
  const standing = standingOf(request, context);
  if (!standing) return notAllowed(task, verb, context);
  return standing.ok ? ok({ ...place, task, ...standing.value }) : standing;
}

function refusal(request: StandingRequest, context: DecideContext): Result<never> | undefined {
  const { state, task, place, verb, facts } = request;
  const bars = isBarredVerb(verb) ? barsAt(state, place, context.definitions) : [];
  const kept = barred({ bars, people: [context.actor.id], verb, elementId: place.node.id });
  if (kept) return kept;
  if (!FACT_NAMES.some((name) => facts[name]) && !isConcernedAsProxy(request, context))
    return notAllowed(task, verb, context);
  if (ROUND_VERBS.has(verb) && !isRound(place.node) && !isAdded(task)) {
    return fail('round-missing', { verb, elementId: place.node.id }, { elementId: place.node.id });
  }
  if (isAsked(task) && !ASKED_VERBS.has(verb))
    return fail('signer-answers', { verb, elementId: place.node.id }, { elementId: place.node.id });
  if (!isAdmitted(place.node, verb, task)) {
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

/** Refuses with 'task-already-handled' or 'not-found'. */
export function findTask(state: InstanceState, taskId: string): Result<Task> {
  const task = state.tasks[taskId];
  return task ? ok(task) : missing(state, taskId);
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
