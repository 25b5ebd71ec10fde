import type { DomainEvent } from '../core/events.ts';
import type { ElementInstance, InstanceState } from '../core/state.ts';
import type { DecideContext } from './command.ts';
import { placeOf } from './place.ts';

export interface Closing {
  readonly before: InstanceState;
  readonly after: InstanceState;
  readonly verb: string;
  readonly reason: string;
}

/**
 * The step clocks of the visits that an operation ended for good: going back or past a step never buys time, so each stops, with the verb that
 * stopped it. What is given to the visits that begin instead follows from these records.
 */
export function closeSteps({ before, after, verb, reason }: Closing, context: DecideContext): DomainEvent[] {
  return userVisits(before, context)
    .filter(({ id }) => !after.elements[id])
    .map(({ id }) => ({
      type: 'clockRecorded',
      record: {
        clock: 'step',
        effect: 'stop',
        at: context.env.now,
        element: id,
        reason,
        by: context.actor.id,
        verb,
      },
    }));
}

function userVisits(state: InstanceState, { definitions }: DecideContext): ElementInstance[] {
  return Object.values(state.elements)
    .filter(({ id, loop, state: at }) => !loop && at === 'active' && placeOf(state, id, definitions).node.user !== null)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
