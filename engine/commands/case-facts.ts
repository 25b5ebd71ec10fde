import { requireTrail } from '../core/parts.ts';
import { enclosingScope, visibleScope } from '../core/query.ts';
import type { ElementInstance, InstanceState, TrailEntry } from '../core/state.ts';
import { writersOf } from '../model/writers.ts';
import type { CaseFacts } from '../people/approvers/case-facts.ts';
import type { DecideContext } from './command.ts';
import { humanLineage, nearestVisits } from './human-lineage.ts';
import { type Place, placeOf } from './place.ts';

/** What rules for finding people may know of the case, seen from one user task. */
export function caseFacts(
  state: InstanceState,
  place: Place,
  { organisation, env, definitions }: DecideContext,
): CaseFacts {
  const { element, node, definition } = place;
  return {
    elementId: node.id,
    chart: organisation.at(env.now),
    surroundings: { scope: visibleScope(state, element.id), now: env.now },
    initiator: state.initiator,
    writersOf: (variables) => writersOf(definition.graph, variables),
    previousHandler: () => personOf(previousVisit(state, place, definitions)),
    handlerOf(id) {
      requireTrail(state);
      const wanted = definition.graph.byId.get(id);
      const acts = state.trail.filter((entry) => entry.def === element.def && entry.node === wanted);
      return personOf(acts.findLast((entry) => isDone(entry)));
    },
  };
}

/** Who answers for what was done: the principal of a proxy. */
export const personOf = (entry: TrailEntry | undefined): string | null => entry?.onBehalfOf ?? entry?.by ?? null;

const isDone = ({ outcome, added }: TrailEntry): boolean =>
  !added && outcome !== 'returned' && !outcome.startsWith('voided:');

/** The human visit the step came from, the latest where several branches met; seen from inside a scope that has none, the one before the scope. */
export function previousVisit(
  state: InstanceState,
  { element, definition, node }: Place,
  definitions: DecideContext['definitions'],
): TrailEntry | undefined {
  requireTrail(state);
  const scope = enclosingScope(state, element);
  if (!scope) return undefined;
  const inScope = Object.values(state.elements).filter(({ parent }) => parent === scope.id);
  const history = {
    graph: definition.graph,
    trail: state.trail.filter((entry) => entry.scope === scope.id),
    open: new Set(inScope.map((other: ElementInstance) => other.node)),
  };
  const found = [...humanLineage(history, { node: node.index, at: Number.POSITIVE_INFINITY }).values()].filter(
    (entry) => isDone(entry) && entry.node !== node.index,
  );
  const latest = found.sort((one, other) => state.trail.indexOf(other) - state.trail.indexOf(one))[0];
  if (latest || scope.parent === null) return latest;
  return previousVisit(state, placeOf(state, scope.id, definitions), definitions);
}

/** Who completed what led here: the steps right before, or before the scope where they are its first. */
export function previousActs(
  state: InstanceState,
  { element, definition, node }: Place,
  { at, definitions }: { readonly at: number; readonly definitions: DecideContext['definitions'] },
): TrailEntry[] {
  requireTrail(state);
  const scope = enclosingScope(state, element);
  if (!scope) return [];
  const trail = state.trail.filter((entry) => entry.scope === scope.id);
  const found = nearestVisits({ graph: definition.graph, trail }, { node: node.index, at });
  if (found.length > 0 || scope.parent === null) return found;
  return previousActs(state, placeOf(state, scope.id, definitions), { at, definitions });
}
