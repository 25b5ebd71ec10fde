import type { InstanceState } from '../core/state.ts';
import { fail, type Result } from '../errors.ts';
import { barred, barsAt } from './bars.ts';
import type { DecideContext } from './command.ts';
import type { Place } from './place.ts';

export interface Receiving {
  readonly place: Place;
  /** Who is to get something to do at the step. */
  readonly people: readonly string[];
  readonly verb: string;
}

/**
 * Nobody gets by another's hand what he may not do himself: 'approver-barred'. Who was drawn by lot passes his place to nobody: 'draw-personal'; a
 * seat that nobody is left for is given away by administrators.
 */
export function refuseReceivers(
  state: InstanceState,
  { place, people, verb }: Receiving,
  { definitions, actor }: DecideContext,
): Result<never> | undefined {
  const elementId = place.node.id;
  const { draw, seats = [] } = place.element.round ?? {};
  if (draw && seats.some(({ user, answer }) => user === actor.id && answer === null))
    return fail('draw-personal', { verb, elementId, person: actor.id }, { elementId });
  return barred({ bars: barsAt(state, place, definitions), people, verb, elementId });
}
