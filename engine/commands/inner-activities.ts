/** Who may begin activities of an ad-hoc sub-process, and which. */
import { type InnerActivity, startableActivities } from '../core/inner-activities.ts';
import { definitionOf, lineage } from '../core/query.ts';
import type { InstanceState } from '../core/state.ts';
import { ok, type Result } from '../errors.ts';
import type { Definitions, ProcessGraph } from '../model/graph.ts';
import type { Actor } from './command.ts';
import { forbidden, isOfficial, requireManager, requireStarter } from './rights.ts';

export interface InnerPlace {
  readonly state: InstanceState;
  /** Of the case's own process. */
  readonly graph: ProcessGraph;
  /** The instance of the ad-hoc sub-process. */
  readonly scope: string;
}

/** Those who manage the case, officials who could open one of its process, and whoever has a task in that very sub-process. */
export function requireBeginner(actor: Actor, { state, graph, scope }: InnerPlace): Result<void> {
  if (requireManager(actor, graph).ok) return ok(undefined);
  if ((isOfficial(actor) && requireStarter(actor, graph).ok) || worksIn(actor, state, scope)) return ok(undefined);
  return forbidden(actor, 'admin | manager | process owner | starter | task inside');
}

function worksIn(actor: Actor, state: InstanceState, scope: string): boolean {
  return Object.values(state.tasks).some(
    ({ assignee, element }) => assignee === actor.id && [...lineage(state, element)].some(({ id }) => id === scope),
  );
}

/** What `actor` may begin now. */
export function activitiesFor(actor: Actor, state: InstanceState, definitions: Definitions): InnerActivity[] {
  const root = state.elements[state.root];
  if (!root) return [];
  const { graph } = definitionOf(definitions, state, root);
  return startableActivities(state, definitions).filter(
    ({ scope }) => requireBeginner(actor, { state, graph, scope }).ok,
  );
}
