/** F8 自动审批去重: whether the only one who is to decide has decided already, or will. */
import { requireTrail } from '../core/parts.ts';
import { enclosingScope, visibleVariables } from '../core/query.ts';
import type { InstanceState, TrailEntry } from '../core/state.ts';
import type { FlowNode, ProcessGraph } from '../model/graph.ts';
import { findApprovers, type Why } from '../people/approvers/find.ts';
import { applyPolicies } from '../people/approvers/policies.ts';
import { barsAt, partiesOf, selfPolicyOf } from './bars.ts';
import { caseFacts, personOf, previousVisit } from './case-facts.ts';
import type { DecideContext } from './command.ts';
import { digestsOf } from './data-digest.ts';
import type { Place } from './place.ts';
import { reachable } from './reach.ts';

export interface Repeated {
  readonly state: InstanceState;
  readonly place: Place;
  readonly person: string;
}

/** The decision that stands for this one, or undefined. Never where two people have to decide, nor where the data have changed since; at the same step, what is shown there. */
export function repeatedDecision(asked: Repeated, context: DecideContext): Why | undefined {
  const { node } = asked.place;
  if (node.user?.fourEyes) return undefined;
  switch (node.user?.assignment.finding?.repeat) {
    case 'consecutive':
      return earlier(
        asked,
        { mode: 'consecutive', entries: [previousVisit(asked.state, asked.place, context.definitions)] },
        context,
      );
    case 'keep-first':
      requireTrail(asked.state);
      return earlier(asked, { mode: 'keep-first', entries: asked.state.trail }, context);
    case 'same-step':
      requireTrail(asked.state);
      return earlier(asked, { mode: 'same-step', entries: roundsOf(asked) }, context);
    case 'keep-last':
      return later(asked, context);
    default:
      return undefined;
  }
}

/** B4: what was decided at this very step in earlier rounds, the latest first. */
const roundsOf = ({ state, place: { element, node } }: Repeated): TrailEntry[] => {
  const scope = enclosingScope(state, element)?.id;
  return state.trail.filter((entry) => entry.scope === scope && entry.node === node.index).reverse();
};

interface Looked {
  readonly mode: 'consecutive' | 'keep-first' | 'same-step';
  readonly entries: readonly (TrailEntry | undefined)[];
}

function earlier(
  { state, place, person }: Repeated,
  { mode, entries }: Looked,
  context: DecideContext,
): Why | undefined {
  const scope = enclosingScope(state, place.element)?.id ?? state.root;
  const { data, seen } = digestsOf(state, { scope, place }, context);
  const isSame = (entry: TrailEntry): boolean =>
    mode === 'same-step' && entry.seen !== undefined ? entry.seen === seen : entry.data === data;
  const found = entries.find(
    (entry) => entry && !entry.added && personOf(entry) === person && isSame(entry) && isAgreement(state, place, entry),
  );
  if (!found) return undefined;
  const element = found.def === place.element.def ? (place.definition.graph.nodes[found.node]?.id ?? '') : '';
  const at = new Date(found.at).toISOString();
  return { rule: `repeat:${mode}`, params: { person, task: found.taskId, element, at } };
}

/** Completing with another outcome than `agree` is no agreement. */
function isAgreement(state: InstanceState, { element, definition }: Place, entry: TrailEntry): boolean {
  if (entry.outcome !== 'approved' && entry.outcome !== 'autoPassed') return false;
  const { outcomes } = visibleVariables(state, element.id);
  const id = definition.graph.nodes[entry.node]?.id ?? '';
  if (entry.def !== element.def || typeof outcomes !== 'object' || outcomes === null) return true;
  return !Object.hasOwn(outcomes, id) || (outcomes as Readonly<Record<string, unknown>>)[id] === 'agree';
}

/** A step that no way from here avoids, and where the same person alone will be asked, as the organisation is now. */
function later({ state, place, person }: Repeated, context: DecideContext): Why | undefined {
  const { graph } = place.definition;
  const found = graph.nodes.find(
    (node) =>
      node.parent === place.node.parent &&
      node.index !== place.node.index &&
      node.user?.assignment.finding?.repeat === 'keep-last' &&
      isUnavoidable(graph, place.node, node) &&
      soleApprover({ state, place: { ...place, node } }, context) === person,
  );
  return found && { rule: 'repeat:keep-last', params: { person, later: found.id } };
}

function isUnavoidable(graph: ProcessGraph, from: FlowNode, node: FlowNode): boolean {
  const before = reachable(graph, { from: [from.index], stopAt: ({ index }) => index === node.index });
  if (!before.has(node.index) || before.has(from.index)) return false;
  return [...before].every((index) => index === node.index || (graph.nodes[index]?.outgoing.length ?? 0) > 0);
}

function soleApprover({ state, place }: Omit<Repeated, 'person'>, context: DecideContext): string | null {
  const { node } = place;
  if (!node.user || node.user.approval || node.user.fourEyes) return null;
  const facts = caseFacts(state, place, context);
  const found = findApprovers(node.user.assignment, facts, false);
  if (!found.ok) return null;
  const policies = {
    finding: node.user.assignment.finding,
    self: selfPolicyOf(node),
    parties: partiesOf(state, context.definitions),
    bars: barsAt(state, place, context.definitions),
  };
  const resolved = applyPolicies(found.value, policies, facts);
  return resolved.ok ? soleOf(resolved.value) : null;
}

interface People {
  readonly assignee: string | null;
  readonly candidateUsers: readonly string[];
  readonly candidateGroups: readonly string[];
}

/** Who alone is asked; null where it is nobody or may be one of several. */
export function soleOf({ assignee, candidateUsers, candidateGroups }: People): string | null {
  const people = [...new Set(assignee === null ? candidateUsers : [assignee])];
  return people.length === 1 && (assignee !== null || candidateGroups.length === 0) ? (people[0] ?? null) : null;
}
