import type { InstanceState } from '../core/state.ts';
import type { Result } from '../errors.ts';
import { barred, barsAt } from './bars.ts';
import type { DecideContext } from './command.ts';
import type { Place } from './place.ts';

export interface Receiving {
  readonly place: Place;
  /** Who is to get something to do at the step. */
  readonly people: readonly string[];
  readonly verb: string;
}

/** Nobody gets by another's hand what he may not do himself: 'approver-barred'. */
export const refuseReceivers = (
  state: InstanceState,
  { place, people, verb }: Receiving,
  { definitions }: DecideContext,
): Result<never> | undefined =>
  barred({ bars: barsAt(state, place, definitions), people, verb, elementId: place.node.id });
