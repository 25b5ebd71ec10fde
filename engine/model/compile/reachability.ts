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

/** Every node of the scope a token can come to from the given ones. */
export function reachableFrom(draft: ProcessDraft, starts: readonly number[]): ReadonlySet<number> {
  const reached = new Set<number>();
  const open = [...starts];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (reached.has(index)) continue;
    reached.add(index);
    open.push(...successors(draft, nodeAt(draft, index)));
  }
  return reached;
}

/** Which nodes of a scope a token can come to at all, and which it must pass on every way to another. */
export interface Dominance {
  isReached(index: number): boolean;
  /** Whether every way to `other` leads through `one`; a node is on its own way. */
  isPassed(one: number, other: number): boolean;
}

/**
 * For each node that is reached, the one that all ways there pass last (its immediate dominator). After Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm".
 */
export function dominators(draft: ProcessDraft, starts: readonly number[]): Dominance {
  const { order, before } = outwards(draft, starts);
  const position = new Map(order.map((index, at) => [index, at]));
  position.set(BEGINNING, -1);
  const above = new Map<number, number>();
  const meet = (one: number, other: number): number => {
    let [a, b] = [one, other];
    while (a !== b) {
      if ((position.get(a) ?? -1) > (position.get(b) ?? -1)) a = above.get(a) ?? BEGINNING;
      else b = above.get(b) ?? BEGINNING;
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const index of order) {
      const known = (before.get(index) ?? []).filter((each) => each === BEGINNING || above.has(each));
      const met = known.reduce(meet, known[0] ?? BEGINNING);
      if (above.get(index) === met) continue;
      above.set(index, met);
      changed = true;
    }
  }
  const at = (index: number): number => position.get(index) ?? BEGINNING;
  return {
    isReached: (index) => above.has(index),
    isPassed: (one, other) => {
      let index = other;
      while (at(index) > at(one)) index = above.get(index) ?? BEGINNING;
      return index === one;
    },
  };
}

const BEGINNING = -1;

interface Outwards {
  /** The nodes a token can come to, in reverse postorder. */
  readonly order: readonly number[];
  readonly before: ReadonlyMap<number, readonly number[]>;
}

function outwards(draft: ProcessDraft, starts: readonly number[]): Outwards {
  const done: number[] = [];
  const before = new Map<number, number[]>();
  const open: { readonly index: number; readonly after: readonly number[]; next: number }[] = [];
  const enter = (index: number, from: number): void => {
    const known = before.get(index);
    if (known) known.push(from);
    else {
      before.set(index, [from]);
      open.push({ index, after: successors(draft, nodeAt(draft, index)), next: 0 });
    }
  };
  for (const start of starts) {
    enter(start, BEGINNING);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const next = top.after[top.next++];
      if (next !== undefined) enter(next, top.index);
      else done.push(open.pop()?.index ?? start);
    }
  }
  return { order: done.reverse(), before };
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
