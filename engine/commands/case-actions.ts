/** What somebody may do with a case as a whole, for the screens; the commands judge it again. */
import type { InstanceState } from '../core/state.ts';
import type { ConductSpec } from '../model/conduct.ts';
import { isPossible } from '../tasks/run-machine.ts';
import { owed } from './accept-tolerantly-task.ts';
import type { Actor, DecideContext } from './command.ts';
import { isNamed } from './conduct.ts';
import { standingFor } from './notices/urge-standing.ts';
import { receiversFor } from './notices/urges.ts';
import { proceedingsOf } from './proceedings.ts';
import { isOfficial } from './rights.ts';

export function mayExtend(state: InstanceState, actor: Actor, { organHeads, extensionCap }: ConductSpec): boolean {
  return extensionCap !== null && !proceedingsOf(state).extension && isNamed(actor, organHeads);
}

/** Something is open that others have to do, and the actor waits for it or manages the case. Whether it was urged just now is judged when it is. */
export const mayUrge = (state: InstanceState, context: DecideContext, manages: boolean): boolean =>
  state.status === 'active' &&
  Object.values(state.tasks).some(
    (task) =>
      isPossible(task, 'urge') &&
      receiversFor(task, context.actor).length > 0 &&
      (manages || standingFor(state, task, context) !== null),
  );

/** The applicant hands in himself; at the window the task is used. */
export const maySupplement = ({ tasks, initiator }: InstanceState, actor: Actor): boolean =>
  actor.id === initiator && Object.values(tasks).some(({ state }) => state === 'awaitingSupplement');

export const deliverableBy = (state: InstanceState, actor: Actor): boolean =>
  owed(state).length > 0 && (actor.id === state.initiator || isOfficial(actor));
