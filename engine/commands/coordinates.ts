/** D8, D9: who leads a round, or coordinates it, adds and removes signers as those do whom they sit with. */
import type { InstanceState, Seat, Task } from '../core/state.ts';
import type { TaskActor } from '../tasks/facts.ts';

/** Whether somebody has the seat of the lead or of the coordinator in the round that the task is of. */
export function coordinates(
  { elements, tasks }: InstanceState,
  { element }: Pick<Task, 'element'>,
  actor: Pick<TaskActor, 'id' | 'groups'>,
): boolean {
  const seats = elements[element]?.round?.seats ?? [];
  return seats.some((seat) => !seat.removed && isOf(seat, tasks, actor));
}

function isOf(
  { lead, user, task, coordinator }: Seat,
  tasks: InstanceState['tasks'],
  { id, groups }: Pick<TaskActor, 'id' | 'groups'>,
): boolean {
  if (!lead && !coordinator) return false;
  // Whoever has its task now: it may have been transferred, or taken by one of several.
  const { assignee = null } = tasks[task ?? ''] ?? {};
  if (assignee !== null) return assignee === id;
  return (
    user === id || (coordinator?.some((name) => name === id || groups.includes(name.replace(/^group:/, ''))) ?? false)
  );
}
