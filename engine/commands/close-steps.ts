import type { DomainEvent } from '../core/events.ts';
import type { InstanceState } from '../core/state.ts';
import { clockEvent } from './clock-effects.ts';
import { clockRuns, isStopped } from './clocks/clock-runs.ts';
import type { DecideContext } from './command.ts';

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
  return clockRuns(before)
    .filter((run) => run.clock === 'step' && run.element !== null && !after.elements[run.element] && !isStopped(run))
    .map(({ element }) => clockEvent({ clock: 'step', effect: 'stop', element }, { verb, reason }, context));
}
