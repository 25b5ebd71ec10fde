import type { JoinSpec } from '../graph.ts';
import { flowAt, type NodeDraft, nodeAt, type ProcessDraft } from './draft.ts';

/**
 * Last pass but one: from where tokens can still reach an inclusive or complex join, per incoming flow (BPMN 2.0.2 §13.4.3, §13.4.5), and where
 * tokens are put when a scope opens. A token moves along sequence flows, from an activity to the events on its boundary, and
 * from a link throw event to its catch event.
 */
export function compileJoins(draft: ProcessDraft): void {
  for (const node of draft.nodes) {
    if (isReachJoin(node)) node.join = joinOf(draft, node);
    if (node.children.length > 0) node.starts = startsOf(draft, node);
  }
}

/** Joins that wait for whatever can still come. */
const isReachJoin = ({ type, incoming, activation }: NodeDraft): boolean =>
  (type === 'inclusiveGateway' && incoming.length > 1) || activation !== null;

function joinOf(draft: ProcessDraft, join: NodeDraft): JoinSpec {
  return { reach: join.incoming.map((flow) => reachOf(draft, join, flowAt(draft, flow).source)) };
}

/** The nodes from which a token can come to `source` without passing the join, `source` among them. */
function reachOf(draft: ProcessDraft, join: NodeDraft, source: number): Uint32Array {
  const found = new Uint32Array(Math.ceil(draft.nodes.length / 32));
  const open = [source];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (index === join.index || has(found, index)) continue;
    found[index >> 5] = (found[index >> 5] ?? 0) | (1 << (index & 31));
    open.push(...predecessors(draft, nodeAt(draft, index)));
  }
  return found;
}

const has = (set: Uint32Array, index: number): boolean => ((set[index >> 5] ?? 0) & (1 << (index & 31))) !== 0;

function predecessors(draft: ProcessDraft, node: NodeDraft): number[] {
  const sources = node.incoming.map((flow) => flowAt(draft, flow).source);
  if (node.attachedTo !== null) sources.push(node.attachedTo);
  if (node.type === 'intermediateCatchEvent') sources.push(...linkSources(draft, node));
  return sources;
}

/** The link throw events of the scope that lead to a link catch event. */
export function linkSources(draft: ProcessDraft, node: NodeDraft): number[] {
  const name = linkName(node);
  if (name === null) return [];
  return nodeAt(draft, node.parent).children.filter((index) => {
    const other = nodeAt(draft, index);
    return other.type === 'intermediateThrowEvent' && linkName(other) === name;
  });
}

/** The name of a link event; null for every other node. */
export function linkName(node: Pick<NodeDraft, 'events'>): string | null {
  const link = node.events.find((event) => event.kind === 'link');
  return link?.kind === 'link' ? link.name : null;
}

/** With a start event only the none start events; without any, every node nothing else leads to (BPMN 2.0.2 §13.3.4). */
function startsOf(draft: ProcessDraft, scope: NodeDraft): number[] {
  if (scope.triggeredByEvent || scope.type === 'adHocSubProcess') return [];
  const children = scope.children.map((index) => nodeAt(draft, index));
  const starts = children.filter(({ type }) => type === 'startEvent');
  const entered =
    starts.length > 0 ? starts.filter(({ events }) => events.length === 0) : children.filter(isImplicitStart);
  return entered.map(({ index }) => index);
}

/** A node of the scope that nothing leads to, and that a token may begin at. */
export const isImplicitStart = (node: NodeDraft): boolean =>
  node.incoming.length === 0 &&
  node.type !== 'boundaryEvent' &&
  !node.triggeredByEvent &&
  !node.isForCompensation &&
  !node.instantiates &&
  linkName(node) === null;
