import type { DomainEvent } from '../core/events.ts';
import type { InstanceState } from '../core/state.ts';
import type { DecideContext } from './command.ts';
import { type Place, placeOf } from './place.ts';

/**
 * Open tasks of steps that others have to do are offered no longer to who has acted at this one. Who has already taken one keeps it until he gives it
 * up: it is refused to him all the same.
 */
export function barFromOthers(
  state: InstanceState,
  { element, node }: Place,
  people: readonly string[],
  { definitions }: DecideContext,
): DomainEvent[] {
  const separate = node.user?.separateFrom ?? [];
  if (separate.length === 0) return [];
  return Object.values(state.tasks).flatMap((task): DomainEvent[] => {
    const other = placeOf(state, task.element, definitions);
    if (other.element.def !== element.def || !separate.includes(other.node.index)) return [];
    const barred = [...new Set([...(task.barred ?? []), ...people])].sort();
    const candidateUsers = task.candidateUsers.filter((user) => !people.includes(user));
    return [{ type: 'taskChanged', verb: 'bar', task: { ...task, barred, candidateUsers } }];
  });
}
