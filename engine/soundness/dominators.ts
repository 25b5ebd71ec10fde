/** Immediate dominators of a directed graph of small integers (Cooper, Harvey and Kennedy's iteration); what the root does not reach has none. */
export function immediateDominators(root: number, next: (vertex: number) => readonly number[]): Map<number, number> {
  const order = reversePostorder(root, next);
  const position = new Map(order.map((vertex, index) => [vertex, index]));
  const before = new Map<number, number[]>();
  for (const vertex of order) for (const each of next(vertex)) before.set(each, [...(before.get(each) ?? []), vertex]);
  const dominator = new Map<number, number>([[root, root]]);
  const meet = (left: number, right: number): number => {
    let [a, b] = [left, right];
    while (a !== b) {
      if ((position.get(a) ?? 0) > (position.get(b) ?? 0)) a = dominator.get(a) ?? root;
      else b = dominator.get(b) ?? root;
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const vertex of order.slice(1)) {
      const known = (before.get(vertex) ?? []).filter((each) => dominator.has(each));
      const found = known.reduce(meet);
      if (dominator.get(vertex) === found) continue;
      dominator.set(vertex, found);
      changed = true;
    }
  }
  return dominator;
}

function reversePostorder(root: number, next: (vertex: number) => readonly number[]): number[] {
  const seen = new Set([root]);
  const done: number[] = [];
  const open = [{ vertex: root, rest: [...next(root)] }];
  for (let top = open.at(-1); top; top = open.at(-1)) {
    const child = top.rest.pop();
    if (child === undefined) {
      done.push(top.vertex);
      open.pop();
    } else if (!seen.has(child)) {
      seen.add(child);
      open.push({ vertex: child, rest: [...next(child)] });
    }
  }
  return done.reverse();
}

/** Answers in constant time what dominates what. */
export class DominatorTree {
  private readonly first = new Map<number, number>();
  private readonly last = new Map<number, number>();

  constructor(root: number, next: (vertex: number) => readonly number[]) {
    const children = new Map<number, number[]>();
    for (const [vertex, dominator] of immediateDominators(root, next)) {
      if (vertex === root) continue;
      const beside = children.get(dominator);
      if (beside) beside.push(vertex);
      else children.set(dominator, [vertex]);
    }
    this.number(root, children);
  }

  /** False where one of them is not reached. */
  dominates(above: number, below: number): boolean {
    const at = this.first.get(below);
    const from = this.first.get(above);
    return at !== undefined && from !== undefined && from <= at && at <= (this.last.get(above) ?? -1);
  }

  private number(root: number, children: ReadonlyMap<number, readonly number[]>): void {
    const open = [{ vertex: root, at: 0 }];
    this.first.set(root, 0);
    for (let top = open.at(-1); top; top = open.at(-1)) {
      const child = children.get(top.vertex)?.[top.at++];
      if (child === undefined) {
        this.last.set(top.vertex, this.first.size - 1);
        open.pop();
      } else {
        this.first.set(child, this.first.size);
        open.push({ vertex: child, at: 0 });
      }
    }
  }
}
