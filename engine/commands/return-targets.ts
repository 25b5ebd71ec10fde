/** Where a task may be returned to (B1, B2): finished human visits of the same scope instance that the task came from. */
import { requireTrail } from '../core/parts.ts';
import { enclosingScope } from '../core/query.ts';
import type { InstanceState, TrailEntry } from '../core/state.ts';
import { fail, ok, type Result } from '../errors.ts';
import { backwardsOf } from '../model/backwards.ts';
import type { Definitions, FlowNode, ProcessGraph } from '../model/graph.ts';
import { humanLineage } from './human-lineage.ts';
import { type Place, placeOf } from './place.ts';
import { reachesWithoutJoin } from './reach.ts';
import type { TakenTask } from './take-task.ts';

export interface ReturnTarget {
  readonly entry: TrailEntry;
  readonly node: FlowNode;
}

/** Every place the task may go back to, the nearest visit first, each node once with its latest visit. */
export function returnTargets(state: InstanceState, taskId: string, definitions: Definitions): ReturnTarget[] {
  const task = state.tasks[taskId];
  if (!task) return [];
  return targetsOf(state, { ...placeOf(state, task.element, definitions), task });
}

interface Position extends Place {
  readonly task: { readonly createdAt: number };
}

function targetsOf(state: InstanceState, { element, definition, node, task }: Position): ReturnTarget[] {
  requireTrail(state);
  const { graph } = definition;
  const scope = enclosingScope(state, element)?.id;
  const inScope = Object.values(state.elements).filter(({ parent }) => parent === scope);
  const isDecided = ({ node, visit }: TrailEntry) =>
    !inScope.some((open) => open.round && open.node === node && open.visit === visit);
  const trail = state.trail.filter((entry) => entry.scope === scope && isDecided(entry));
  const open = new Set(inScope.map((other) => other.node));
  const found = humanLineage({ graph, trail, open }, { node: node.index, at: task.createdAt });
  return [...found.values()]
    .filter((entry) => DECIDED.has(entry.outcome) && entry.node !== node.index)
    .filter((entry) => isAdmittedTarget(entry, { node, graph, initiator: state.initiator }))
    .sort((one, other) => trail.indexOf(other) - trail.indexOf(one))
    .flatMap((entry) => {
      const target = graph.nodes[entry.node];
      return target ? [{ entry, node: target }] : [];
    });
}

interface Admission {
  readonly node: FlowNode;
  readonly graph: ProcessGraph;
  readonly initiator: string | null;
}

/** Where the model narrows it: only steps it names, and none the applicant did where that is excluded (B3). */
function isAdmittedTarget(entry: TrailEntry, { node, graph, initiator }: Admission): boolean {
  const { targets, applicant } = backwardsOf(node.user);
  const id = graph.nodes[entry.node]?.id ?? '';
  const isApplicants = initiator !== null && (entry.onBehalfOf ?? entry.by) === initiator;
  return (targets === null || targets.includes(id)) && (applicant || !isApplicants);
}

const DECIDED: ReadonlySet<string> = new Set(['approved', 'disagreed', 'abstained']);

export interface ReturnRequest {
  readonly taken: TakenTask;
  /** An element id, or the id of an ended task of the case. Null: the previous human visit. */
  readonly to: string | null;
}

/** Refuses with 'return-target-missing', 'return-target-invalid' or 'return-target-ambiguous'. */
export function chooseReturnTarget(state: InstanceState, { taken, to }: ReturnRequest): Result<ReturnTarget> {
  const elementId = taken.node.id;
  const possible = targetsOf(state, taken);
  const nearest = possible[0];
  if (!nearest) return fail('return-target-missing', { elementId }, { elementId });
  const targets = possible.map(({ node }) => node.id).join(', ');
  if (to !== null) {
    const wanted = state.trail.find(({ taskId }) => taskId === to)?.node;
    const chosen = possible.find(({ node }) => node.id === to || node.index === wanted);
    return chosen ? ok(chosen) : fail('return-target-invalid', { target: to, targets }, { elementId });
  }
  const isPrevious = reachesWithoutJoin(taken.definition.graph, nearest.node.index, taken.node.index);
  if (possible.length === 1 || isPrevious) return ok(nearest);
  return fail('return-target-ambiguous', { elementId, targets }, { elementId });
}
