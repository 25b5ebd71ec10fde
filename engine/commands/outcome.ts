import { visibleVariables } from '../core/query.ts';
import type { InstanceState, Variables } from '../core/state.ts';
import { isNumber } from '../exact-number.ts';
import type { FlowNode } from '../model/graph.ts';

export interface Decided {
  readonly state: InstanceState;
  /** The element instance of the user task. */
  readonly element: string;
  readonly node: FlowNode;
}

/**
 * How a user task was decided, for the gateways after it: variable `outcome` holds the last decision, and `outcomes` the last one of each user
 * task by element id (`outcomes.review = "agree"`). Both go the way of all results: through the output mappings, if there are any.
 */
export function withOutcome(
  { state, element, node }: Decided,
  submitted: Variables,
  outcome: string | undefined,
): Variables {
  if (outcome === undefined) return submitted;
  const before = visibleVariables(state, element).outcomes;
  const others =
    typeof before === 'object' && before !== null && !Array.isArray(before) && !isNumber(before) ? before : {};
  return { ...submitted, outcome, outcomes: { ...others, [node.id]: outcome } };
}
