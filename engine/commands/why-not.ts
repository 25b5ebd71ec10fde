/** Who may use a verb on a task, and why an actor may not: the same answer for a question and for a refusal. */
import type { InstanceState, Task } from '../core/state.ts';
import type { Failure } from '../errors.ts';
import { hasDecisionPower, isAdmitted, isAsked } from '../tasks/allowed-actions.ts';
import { FACT_NAMES, type FactName, type Facts } from '../tasks/facts.ts';
import { nextValue } from '../tasks/run-machine.ts';
import { DECIDING_VERBS, isBarredVerb, type TaskVerb } from '../tasks/verbs.ts';
import { barredPeople, barsAt } from './bars.ts';
import type { DecideContext } from './command.ts';
import { type Place, placeOf } from './place.ts';

export interface WhoMay {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  /** Of the system, and owners of the process. */
  readonly administrators: boolean;
  readonly owners: readonly string[];
  /** Also who waits for the task: who asked for the case, who did a step of it before, who leads those who have it. */
  readonly waiting: boolean;
  /** Who may not, whatever group they are in. */
  readonly barred: readonly string[];
}

/** By what the model admits and the table that judges; what else the verb needs (a form, somebody to return to) is not looked at. */
export function whoMay(
  state: InstanceState,
  { task, place, verb }: { readonly task: Task; readonly place: Place; readonly verb: TaskVerb },
  { definitions, organisation, env }: DecideContext,
): WhoMay {
  const may = (name: FactName) => nextValue(task, verb, only(name)) !== null;
  const barred = isBarredVerb(verb) ? barredPeople(barsAt(state, place, definitions)) : [];
  if (!isAdmitted(place.node, verb, task))
    return { ...NOBODY, users: isAsked(task) ? askersOf(state, task) : [], barred };
  const isDecision = DECIDING_VERBS.has(verb);
  const chart = organisation.at(env.now);
  const hasPower = (id: string): boolean =>
    !isDecision ||
    hasDecisionPower(place.node, { id, groups: [], roles: [], ...chart.person(id), names: chart.namesOf(id) });
  const named = [
    ...(may('isAssignee') && task.assignee !== null ? [task.assignee] : []),
    ...(may('isOwner') && task.owner !== null ? [task.owner] : []),
    ...(may('isAdder') && task.part?.added ? [task.part.added.by] : []),
    ...(may('isCandidate') ? task.candidateUsers : []),
  ];
  return {
    users: [...new Set(named)].filter((user) => !barred.includes(user) && hasPower(user)),
    groups: may('isCandidate') ? task.candidateGroups : [],
    administrators: may('isAdministrator') && !isDecision,
    owners:
      may('isAdministrator') && !isDecision
        ? place.definition.graph.owners.map((owner) => chart.successorOf(owner))
        : [],
    waiting: may('isAwaiting'),
    barred,
  };
}

const NOBODY: WhoMay = { users: [], groups: [], administrators: false, owners: [], waiting: false, barred: [] };

/** What is not up to who was added is up to who has the task that was added to. */
function askersOf({ elements, tasks }: InstanceState, { element, part }: Task): string[] {
  const seat = elements[element]?.round?.seats.find(({ id }) => id === part?.added?.to);
  const { owner = null, assignee = null } = tasks[seat?.task ?? ''] ?? {};
  return [owner ?? assignee ?? []].flat();
}

const NO_FACTS = Object.fromEntries(FACT_NAMES.map((name) => [name, false])) as unknown as Facts;

const only = (name: FactName): Facts => ({ ...NO_FACTS, [name]: true });

/** The refusal of somebody who may not, with who may. */
export function withWhoMay(
  failure: Failure,
  { state, taskId, verb }: { readonly state: InstanceState; readonly taskId: string; readonly verb: TaskVerb },
  context: DecideContext,
): Failure {
  const task = state.tasks[taskId];
  if (!task || !TOLD.has(failure.code)) return failure;
  const place = placeOf(state, task.element, context.definitions);
  const { users, groups, administrators, owners } = whoMay(state, { task, place, verb }, context);
  const may = [
    ...users,
    ...groups.map((group) => `group:${group}`),
    ...owners,
    ...(administrators ? ['role:admin'] : []),
  ];
  return { ...failure, params: { ...failure.params, may: may.length > 0 ? may.join(', ') : '-' } };
}

const TOLD: ReadonlySet<string> = new Set(['action-not-allowed', 'approver-barred']);
