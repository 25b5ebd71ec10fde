/** What the lists offer a person, held against what the commands do. */
import type { Actor } from '../../engine/commands/command.ts';
import { standingFor } from '../../engine/commands/notices/urge-standing.ts';
import { placeOf } from '../../engine/commands/place.ts';
import { allowedActions } from '../../engine/tasks/allowed-actions.ts';
import { TASK_VERBS, type TaskVerb } from '../../engine/tasks/verbs.ts';
import type { Desk } from '../commands/desk.ts';

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
  });
}
