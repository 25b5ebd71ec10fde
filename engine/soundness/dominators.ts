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
