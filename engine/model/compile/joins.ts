import type { JoinSpec } from '../graph.ts';
import { flowAt, type NodeDraft, nodeAt, type ProcessDraft } from './draft.ts';

/**
 * Last pass but one: from where tokens can still reach an inclusive or complex join, per incoming flow (BPMN 2.0.2 §13.4.3, §13.4.5), and where
 * tokens are put when a scope opens. A token moves along sequence flows, from an activity to the events on its boundary, and
 * from a link throw event to its catch event.
 */
export function compileJoins(draft: ProcessDraft): void {
  for (const node of draft.nodes) if (node.children.length > 0) node.starts = startsOf(draft, node);
  if (!draft.nodes.some(isReachJoin)) return;
  const before = draft.nodes.map((node) => predecessors(draft, node));
  const known = new Map<number, Uint32Array>();
  for (const index of nearestFirst(before)) {
    const node = nodeAt(draft, index);
    if (isReachJoin(node)) node.join = joinOf(draft, node, { before, known });
  }
}

/** Joins that wait for whatever can still come. */
const isReachJoin = ({ type, incoming, activation }: NodeDraft): boolean =>
  (type === 'inclusiveGateway' && incoming.length > 1) || activation !== null;

interface Reach {
  /** By node index, from where a token moves to it. */
  readonly before: readonly (readonly number[])[];
  /** Of joins that do not lie in a circle: all nodes from which a token can come to them, they among them. */
  readonly known: Map<number, Uint32Array>;
}

function joinOf(draft: ProcessDraft, join: NodeDraft, reach: Reach): JoinSpec {
  const found = join.incoming.map((flow) => reachOf(join.index, flowAt(draft, flow).source, reach));
  if (found.every(({ circle }) => !circle)) {
    const all = new Uint32Array(Math.ceil(draft.nodes.length / 32));
    for (const { nodes } of found) unite(all, nodes);
    mark(all, join.index);
    reach.known.set(join.index, all);
  }
  return { reach: found.map(({ nodes }) => nodes) };
}

/**
 * The nodes from which a token can come to `source` without passing the join, `source` among them. What lies before a join that is known, and
 * not behind this one, is taken over as a whole: otherwise many joins in a row would cost the square.
 */
function reachOf(join: number, source: number, { before, known }: Reach): { nodes: Uint32Array; circle: boolean } {
  const nodes = new Uint32Array(Math.ceil(before.length / 32));
  let circle = false;
  const open = [source];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (index === join) circle = true;
    if (index === join || has(nodes, index)) continue;
    const all = known.get(index);
    if (all && !has(all, join)) {
      unite(nodes, all);
      continue;
    }
    mark(nodes, index);
    for (const each of before[index] ?? []) open.push(each);
  }
  return { nodes, circle };
}

/** All nodes, each after those before it, as far as there is no circle. */
function nearestFirst(before: readonly (readonly number[])[]): number[] {
  const order: number[] = [];
  const seen = new Uint8Array(before.length);
  const open: { readonly index: number; next: number }[] = [];
  const enter = (index: number): void => {
    if (seen[index]) return;
    seen[index] = 1;
    open.push({ index, next: 0 });
  };
  for (let index = 0; index < before.length; index++) {
    enter(index);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const next = before[top.index]?.[top.next++];
      if (next !== undefined) enter(next);
      else order.push(open.pop()?.index ?? index);
    }
  }
  return order;
}

const has = (set: Uint32Array, index: number): boolean => ((set[index >> 5] ?? 0) & (1 << (index & 31))) !== 0;

function mark(set: Uint32Array, index: number): void {
  set[index >> 5] = (set[index >> 5] ?? 0) | (1 << (index & 31));
}

function unite(set: Uint32Array, other: Uint32Array): void {
  for (let word = 0; word < other.length; word++) set[word] = (set[word] ?? 0) | (other[word] ?? 0);
}

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
