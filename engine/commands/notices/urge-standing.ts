import type { UrgeStanding } from '../../core/notices.ts';
import { requireTrail } from '../../core/parts.ts';
import type { InstanceState, Task } from '../../core/state.ts';
import { leads } from '../../people/leads.ts';
import type { DecideContext } from '../command.ts';

/** Why somebody who has nothing to do with a task may urge it; null where he may not. Who has it himself waits for nobody. */
export function standingFor(
  state: InstanceState,
  task: Pick<Task, 'assignee' | 'department'>,
  { actor, organisation, env }: DecideContext,
): Exclude<UrgeStanding, 'administrator' | 'owner'> | null {
  if (actor.roles.includes('system')) return 'system';
  if (task.assignee === actor.id) return null;
  if (state.initiator === actor.id) return 'applicant';
  requireTrail(state);
  if (state.trail.some(({ by }) => by === actor.id)) return 'predecessor';
  return leads(organisation.at(env.now), actor.id, task) ? 'lead' : null;
}
