import type { DomainEvent } from '../core/events.ts';
import { callsAround } from '../core/query.ts';
import type { InstanceState } from '../core/state.ts';
import type { DecideContext } from './command.ts';
import { type Place, placeOf } from './place.ts';
import { isSeparate, linesOf } from './separation.ts';

/**
 * Open tasks of steps that others have to do are offered no longer to who has acted at this one. Who has already taken one keeps it until he gives it
 * up: it is refused to him all the same.
 */
export function barFromOthers(
  state: InstanceState,
  place: Place,
  people: readonly string[],
  { definitions }: DecideContext,
): DomainEvent[] {
  const lines = linesOf(state, place, definitions);
  if (lines.length === 0) return [];
  return Object.values(state.tasks).flatMap((task): DomainEvent[] => {
    const { element } = placeOf(state, task.element, definitions);
    if (!isSeparate(lines, { ...element, calls: callsAround(state, element.id) })) return [];
    const barred = [...new Set([...(task.barred ?? []), ...people])].sort();
    const candidateUsers = task.candidateUsers.filter((user) => !people.includes(user));
    return [{ type: 'taskChanged', verb: 'bar', task: { ...task, barred, candidateUsers } }];
  });
}
