import { ARTIFACTS, type LayoutFlow, type Scope } from './model.ts';

/**
 * The column of each node: behind all it comes after, flows that lead back left out. Boundary events belong to what they sit on; what comes
 * first stands right before what it leads to.
 */
export function columnsOf({ nodes, flows }: Scope): ReadonlyMap<string, number> {
  const host = new Map(nodes.flatMap(({ id, attachedTo }) => (attachedTo === null ? [] : [[id, attachedTo]])));
  const own = nodes.filter(({ type, attachedTo }) => attachedTo === null && !ARTIFACTS.has(type)).map(({ id }) => id);
  const known = new Set(own);
  const steps = flows
    .map(({ source, target }) => ({ from: host.get(source) ?? source, to: host.get(target) ?? target }))
    .filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
  const forward = withoutLoops(own, steps);
  const columns = longestWays(own, forward);
  for (const id of own) {
    const after = forward.filter(({ from }) => from === id).map(({ to }) => columns.get(to) ?? 0);
    const isFirst = !forward.some(({ to }) => to === id);
    if (isFirst && after.length > 0) columns.set(id, Math.min(...after) - 1);
  }
  if (forward.length === 0) for (const [index, id] of own.entries()) columns.set(id, index % UNORDERED);
  for (const { id } of nodes.filter(({ type }) => ARTIFACTS.has(type))) {
    const beside = companionOf(id, flows);
    columns.set(id, columns.get(host.get(beside ?? '') ?? beside ?? '') ?? 0);
  }
  return columns;
}

/** Activities without an order stand in rows of so many. */
const UNORDERED = 4;

/** What an artifact belongs to: the first thing it is joined with. */
export function companionOf(id: string, flows: readonly LayoutFlow[]): string | undefined {
  const flow = flows.find(({ source, target }) => source === id || target === id);
  return flow && (flow.source === id ? flow.target : flow.source);
}

interface Step {
  readonly from: string;
  readonly to: string;
}

/** A flow leads back where a way that began earlier is still under way at its end. */
function withoutLoops(nodes: readonly string[], steps: readonly Step[]): readonly Step[] {
  const next = new Map<string, Step[]>();
  for (const step of steps) next.set(step.from, [...(next.get(step.from) ?? []), step]);
  const back = new Set<Step>();
  const state = new Map<string, 'open' | 'done'>();
  const targets = new Set(steps.map(({ to }) => to));
  const roots = [...nodes.filter((id) => !targets.has(id)), ...nodes];
  for (const root of roots) walk(root, { next, state, back });
  return steps.filter((step) => !back.has(step));
}

interface Walk {
  readonly next: ReadonlyMap<string, readonly Step[]>;
  readonly state: Map<string, 'open' | 'done'>;
  readonly back: Set<Step>;
}

/** Depth first, without recursion: a long process is a long way. */
function walk(root: string, { next, state, back }: Walk): void {
  if (state.has(root)) return;
  const path: { readonly id: string; readonly rest: Step[] }[] = [];
  const enter = (id: string) => {
    state.set(id, 'open');
    path.push({ id, rest: [...(next.get(id) ?? [])] });
  };
  enter(root);
  for (let at = path.at(-1); at; at = path.at(-1)) {
    const step = at.rest.shift();
    if (!step) {
      state.set(at.id, 'done');
      path.pop();
    } else if (state.get(step.to) === 'open') back.add(step);
    else if (!state.has(step.to)) enter(step.to);
  }
}

function longestWays(nodes: readonly string[], steps: readonly Step[]): Map<string, number> {
  const columns = new Map(nodes.map((id) => [id, 0]));
  const open = new Map(nodes.map((id) => [id, 0]));
  for (const { to } of steps) open.set(to, (open.get(to) ?? 0) + 1);
  const ready = nodes.filter((id) => open.get(id) === 0);
  for (let id = ready.shift(); id !== undefined; id = ready.shift()) {
    for (const { from, to } of steps) {
      if (from !== id) continue;
      columns.set(to, Math.max(columns.get(to) ?? 0, (columns.get(id) ?? 0) + 1));
      const left = (open.get(to) ?? 0) - 1;
      open.set(to, left);
      if (left === 0) ready.push(to);
    }
  }
  return columns;
}

/** Flows in the order in which they leave their source, by source. */
export function outgoingOf(flows: readonly LayoutFlow[]): ReadonlyMap<string, readonly LayoutFlow[]> {
  const outgoing = new Map<string, LayoutFlow[]>();
  for (const flow of flows) outgoing.set(flow.source, [...(outgoing.get(flow.source) ?? []), flow]);
  return outgoing;
}
