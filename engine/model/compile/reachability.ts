import { isCompensation } from './compensation.ts';
import { flowAt, type NodeDraft, nodeAt, type ProcessDraft } from './draft.ts';
import { isImplicitStart, linkName } from './joins.ts';

/** Where tokens can appear in a scope without coming from another node of it. */
export function startingNodes(draft: ProcessDraft, scope: number): number[] {
  const { children, starts, type } = nodeAt(draft, scope);
  const isAdHoc = type === 'adHocSubProcess';
  const triggered = children.filter((index) => {
    const node = nodeAt(draft, index);
    if (isAdHoc && isImplicitStart(node)) return true;
    return node.type === 'startEvent' || node.triggeredByEvent || node.instantiates;
  });
  return [...starts, ...triggered];
}

/** Every node of the scope a token can come to from the given ones, without passing `blocked`. */
export function reachableFrom(draft: ProcessDraft, starts: readonly number[], blocked = -1): ReadonlySet<number> {
  const reached = new Set<number>();
  const open = [...starts];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (reached.has(index)) continue;
    reached.add(index);
    if (index !== blocked) open.push(...successors(draft, nodeAt(draft, index)));
  }
  return reached;
}

function successors(draft: ProcessDraft, node: NodeDraft): number[] {
  const targets = node.outgoing.map((flow) => flowAt(draft, flow).target);
  if (node.type === 'boundaryEvent' && node.attachedTo !== null && isCompensation(node)) {
    const { compensatedBy } = nodeAt(draft, node.attachedTo);
    return compensatedBy === null ? targets : [...targets, compensatedBy];
  }
  const name = node.type === 'intermediateThrowEvent' ? linkName(node) : null;
  if (name === null) return [...targets, ...node.boundaries];
  const catches = nodeAt(draft, node.parent).children.filter((index) => {
    const other = nodeAt(draft, index);
    return other.type === 'intermediateCatchEvent' && linkName(other) === name;
  });
  return [...targets, ...catches];
}
