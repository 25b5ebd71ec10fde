/** 职责分离: which user tasks are to be done by others than some, across the call activities they lie in. */
import { callsAround, definitionOf, nodeAt } from '../core/query.ts';
import type { InstanceState, TrailEntry } from '../core/state.ts';
import type { Definitions, FlowNode } from '../model/graph.ts';
import type { Place } from './place.ts';

/** A node of a definition of the case. */
type Spot = Pick<TrailEntry, 'def' | 'node'>;

interface Line {
  readonly def: number;
  readonly others: readonly number[];
}

/** What the step and the calls around it are separate from, by definition. What one of two says holds for both. */
export function linesOf(state: InstanceState, { element, node }: Place, definitions: Definitions): readonly Line[] {
  const calls = callsAround(state, element.id).map((call) => ({
    def: call.def,
    others: othersOf(nodeAt(definitionOf(definitions, state, call).graph, call.node)),
  }));
  return [{ def: element.def, others: othersOf(node) }, ...calls].filter(({ others }) => others.length > 0);
}

const othersOf = ({ user, call }: FlowNode): readonly number[] => user?.separateFrom ?? call?.separateFrom ?? [];

/** Whether one of the lines leads to the step, or to a call that it was done in. */
export const isSeparate = (
  lines: readonly Line[],
  { def, node, calls = [] }: Spot & Pick<TrailEntry, 'calls'>,
): boolean =>
  [{ def, node }, ...calls].some((spot) =>
    lines.some((line) => line.def === spot.def && line.others.includes(spot.node)),
  );
