/** The open part of a case moves to another version; part of `apply.ts`. What is past keeps the version it happened in, where the new one has no such step. */
import type { DomainEvent } from './events.ts';
import { type Draft, own } from './fork.ts';
import type { Compensation, ElementInstance, TrailEntry } from './state.ts';

type Migration = Extract<DomainEvent, { type: 'instanceMigrated' }>;

interface Move extends Pick<Migration, 'nodes' | 'flows'> {
  /** Positions of the two versions in the definitions of the case. */
  readonly from: number;
  readonly to: number;
}

export function applyMigration(draft: Draft, event: Migration): void {
  const { state } = draft;
  if (!state.definitions.includes(event.to)) state.definitions = [...state.definitions, event.to];
  const [from, to] = [event.from, event.to].map((id) => state.definitions.indexOf(id)) as [number, number];
  const move: Move = { from, to, nodes: event.nodes, flows: event.flows };
  const moved = new Set(Object.values(state.elements).flatMap(({ id, def }) => (def === from ? [id] : [])));
  for (const id of moved) change(own(draft, 'elements'), id, (element) => movedElement(element, move));
  for (const name of ['timers', 'subscriptions', 'conditions'] as const) {
    const waiting = own(draft, name) as Record<string, { readonly element: string; readonly node: number }>;
    for (const [id, { element }] of Object.entries(waiting))
      if (moved.has(element)) change(waiting, id, (one) => ({ ...one, node: there(move, one.node) }));
  }
  // Rows of these say where they stand: a changed entry is a new object. Work that a department or a sandbox has in hand is left alone.
  for (const name of ['incidents', 'ladders'] as const) {
    const standing = own(draft, name) as Record<string, { readonly element: string }>;
    for (const [id, { element }] of Object.entries(standing))
      if (moved.has(element)) change(standing, id, (one) => ({ ...one }));
  }
  const tasks = own(draft, 'tasks');
  for (const [id, { def }] of Object.entries(tasks))
    if (def === from) change(tasks, id, (task) => ({ ...task, def: to, node: there(move, task.node) }));
  const undoable = own(draft, 'compensations');
  for (const id of Object.keys(undoable)) change(undoable, id, (entry) => movedCompensation(entry, move));
  state.trail = state.trail.map((entry) => movedEntry(entry, move));
  if (state.told) state.told = movedTold(state.told, move);
}

function change<T>(collection: Record<string, T>, id: string, by: (one: T) => T): void {
  const one = collection[id];
  if (one !== undefined) collection[id] = by(one);
}

/** Whoever planned it has seen to it that everything open has a place. */
function there({ nodes }: Move, node: number): number {
  const found = nodes[node];
  if (found === undefined)
    throw new Error(`Expected node ${node} to have a place in the other version, but it has none.`);
  return found;
}

function movedElement({ tickets, ...element }: ElementInstance, move: Move): ElementInstance {
  const { nodes, flows, to } = move;
  const { via, arrived, fired, happened, visits } = element;
  // Of another version they are void; only their places must be real.
  const kept = tickets?.flatMap((ticket) => {
    const node = nodes[ticket.node];
    return node === undefined ? [] : [{ ...ticket, node, filled: [] }];
  });
  return {
    ...element,
    def: to,
    node: there(move, element.node),
    via: via === null ? null : (flows[via] ?? null),
    ...(arrived && { arrived: renumbered(arrived, flows) }),
    ...(fired && { fired: fired.flatMap((flow) => flows[flow] ?? []) }),
    ...(happened && { happened: renumbered(happened, nodes) }),
    ...(visits && { visits: renumbered(visits, nodes) }),
    ...(kept && kept.length > 0 && { tickets: kept }),
  };
}

/** What has no counterpart is not there any more. */
const renumbered = <T>(by: Readonly<Record<string, T>>, numbers: Readonly<Record<string, number>>): Record<string, T> =>
  Object.fromEntries(
    Object.entries(by).flatMap(([old, value]) => (numbers[old] === undefined ? [] : [[numbers[old], value]])),
  );

function movedCompensation(entry: Compensation, move: Move): Compensation {
  const inner = entry.inner && { inner: entry.inner.map((one) => movedCompensation(one, move)) };
  if (entry.def !== move.from) return { ...entry, ...inner };
  return { ...entry, ...inner, def: move.to, node: there(move, entry.node) };
}

function movedEntry({ calls, ...entry }: TrailEntry, move: Move): TrailEntry {
  const inside = calls && { calls: calls.map((call) => movedSpot(call, move)) };
  return { ...movedSpot(entry, move), ...inside };
}

function movedSpot<T extends { readonly def: number; readonly node: number }>(spot: T, { from, to, nodes }: Move): T {
  const node = nodes[spot.node];
  return spot.def === from && node !== undefined ? { ...spot, def: to, node } : spot;
}

const movedTold = (told: Readonly<Record<string, number>>, { from, to, nodes }: Move): Record<string, number> =>
  Object.fromEntries(
    Object.entries(told).map(([place, at]) => {
      const [def, node = ''] = place.split(' ');
      return Number(def) === from && nodes[node] !== undefined ? [`${to} ${nodes[node]}`, at] : [place, at];
    }),
  );
