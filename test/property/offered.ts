/** What the lists offer a person, held against what the commands do. */
import { previousActs } from '../../engine/commands/case-facts.ts';
import type { Actor } from '../../engine/commands/command.ts';
import { coordinates } from '../../engine/commands/coordinates.ts';
import { standingFor } from '../../engine/commands/notices/urge-standing.ts';
import { placeOf } from '../../engine/commands/place.ts';
import { covers, mandatesOf } from '../../engine/people/organisation/mandates.ts';
import { allowedActions } from '../../engine/tasks/allowed-actions.ts';
import { factsAbout, type TaskActor } from '../../engine/tasks/facts.ts';
import { TASK_VERBS, type TaskVerb } from '../../engine/tasks/verbs.ts';
import type { Desk } from '../commands/desk.ts';
import { known } from './office-people.ts';

/** The verb on a task that a command is; undefined for all others. */
export const taskVerb = (command: string): TaskVerb | undefined =>
  TASK_VERBS.find((verb) => `${verb}-task` === command);

export function offeredTo(actor: Actor, desk: Desk, taskId: string): readonly TaskVerb[] {
  const { state } = desk;
  const task = state.tasks[taskId];
  if (!task) return [];
  const context = desk.context(actor);
  const { node, definition } = placeOf(state, task.element, context.definitions);
  return allowedActions(actor, {
    task,
    node,
    owners: definition.graph.owners,
    suspended: state.status !== 'active',
    isAwaiting: standingFor(state, task, context) !== null,
    principals: principalsOf(actor, desk, taskId),
    coordinates: coordinates(state, task, actor),
  });
}

/** As the lists work it out: those for whom the actor may act who have something to do with the task, where nobody has a part of his own. */
function principalsOf({ id }: Actor, desk: Desk, taskId: string): TaskActor[] {
  const { state, now } = desk;
  const task = state.tasks[taskId];
  if (!task) return [];
  const { definitions } = desk.context(known(id));
  const place = placeOf(state, task.element, definitions);
  const asked = { definitionKey: place.definition.key, elementId: place.node.id, createdAt: task.createdAt };
  const mandates = mandatesOf(desk.organisation.at(now), id).filter((mandate) => covers(mandate, asked));
  if (mandates.length === 0) return [];
  const acts = previousActs(state, place, { at: task.createdAt, definitions });
  const isFree = (person: string): boolean =>
    state.initiator !== person &&
    !(task.barred ?? []).includes(person) &&
    !acts.some(({ by, onBehalfOf }) => by === person || onBehalfOf === person) &&
    !state.trail.some(
      (one) => one.by === person && one.def === task.def && one.node === task.node && one.visit < task.visit,
    );
  return mandates
    .filter(({ via }) => isFree(id) && (via === null || isFree(via)))
    .map(({ principal }) => ({ id: principal.id, groups: principal.groups, roles: [] }))
    .filter((principal) => Object.values(factsAbout(principal, task, [])).some(Boolean));
}
