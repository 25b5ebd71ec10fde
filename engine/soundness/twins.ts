/**
 * Branches of a split that differ in nothing but their names: each waits at one place and then leads to the same node. States that differ by such
 * branches alone are one, and of a choice among them only the number counts.
 */
import type { FlowNode } from '../model/graph.ts';
import type { Moving, Net } from './net.ts';
import { isJoin } from './nodes.ts';
import { constantOf } from './outputs.ts';
import type { Marking } from './places.ts';
import { splits } from './profile.ts';

interface Twin {
  /** The flow that leads in, and the one that leads out. */
  readonly entry: number;
  readonly exit: number;
}

interface Family {
  readonly source: number;
  readonly twins: readonly Twin[];
}

interface Spot {
  readonly family: number;
  readonly twin: Twin;
  /** What waits there, the join behind it, or a join that has taken it: 0, 1, 2. */
  readonly stage: number;
}

interface Families {
  readonly all: readonly Family[];
  readonly bySource: ReadonlyMap<number, readonly Family[]>;
  /** Where a token can be in a branch. */
  readonly byPlace: ReadonlyMap<number, Spot>;
}

const KNOWN = new WeakMap<Net, Families>();

function familiesOf(net: Net): Families {
  const known = KNOWN.get(net) ?? findFamilies(net);
  KNOWN.set(net, known);
  return known;
}

function findFamilies(net: Net): Families {
  const all = net.scope.adHoc ? [] : net.scope.children.flatMap((index) => familiesAt(net, net.node(index)));
  const bySource = new Map<number, Family[]>();
  const byPlace = new Map<number, Spot>();
  for (const [family, { source, twins }] of all.entries()) {
    bySource.set(source, [...(bySource.get(source) ?? []), { source, twins }]);
    for (const twin of twins)
      for (const [stage, place] of placesOf(net, twin).entries()) byPlace.set(place, { family, twin, stage });
  }
  return { all, bySource, byPlace };
}

const placesOf = (net: Net, { entry, exit }: Twin): number[] => [
  net.blocks.has(entry) ? net.places.block(entry) : net.places.node(net.target(entry).index),
  net.places.flow(exit),
  net.places.fired(exit),
];

function familiesAt(net: Net, source: FlowNode): Family[] {
  if (!splits(source)) return [];
  const alike = new Map<string, Twin[]>();
  for (const entry of source.outgoing) {
    const twin = twinAt(net, source, entry);
    if (!twin) continue;
    const key = `${net.flow(entry).condition === null} ${net.flow(twin.exit).target} ${mannerOf(net, entry)}`;
    alike.set(key, [...(alike.get(key) ?? []), twin]);
  }
  return [...alike.values()].filter(({ length }) => length > 1).map((twins) => ({ source: source.index, twins }));
}

function mannerOf(net: Net, entry: number): string {
  const block = net.blocks.get(entry);
  return block ? `${block.instant} ${block.waits} ${block.hasReachJoin}` : 'node';
}

function twinAt(net: Net, source: FlowNode, entry: number): Twin | null {
  const { condition } = net.flow(entry);
  if (entry === source.defaultFlow || entry === net.stopAt) return null;
  if (condition && constantOf(condition, { waitingForStart: true }) !== null) return null;
  const exit = exitOf(net, entry);
  if (exit === null || exit === net.stopAt || net.blocks.has(exit)) return null;
  const target = net.target(exit);
  if (!treatsAlike(target) || net.flow(exit).condition) return null;
  const isQuick = net.blocks.get(entry)?.instant ?? false;
  return isQuick && !(target.type === 'inclusiveGateway' && isJoin(target)) ? null : { entry, exit };
}

function exitOf(net: Net, entry: number): number | null {
  const block = net.blocks.get(entry);
  if (block) return block.exit;
  const node = net.target(entry);
  const isPlain = node.incoming.length === 1 && node.outgoing.length === 1 && node.boundaries.length === 0;
  if (!isPlain || isJoin(node) || node.completionQuantity > 1 || !alwaysWaits(node)) return null;
  return node.outgoing[0] ?? null;
}

const WAITING = new Set(['userTask', 'serviceTask', 'businessRuleTask', 'receiveTask', 'callActivity']);

const alwaysWaits = ({ type, events }: FlowNode): boolean =>
  WAITING.has(type) || (type === 'intermediateCatchEvent' && events.every(({ kind }) => kind !== 'link'));

/** Whether it makes no difference by which of its flows tokens come. */
function treatsAlike({ startQuantity, activation }: FlowNode): boolean {
  if (startQuantity > 1) return false;
  return [...(activation?.reads ?? [])].every((name) => name === 'activationCount' || name === 'waitingForStart');
}

type Moment = Pick<Moving, 'tokens' | 'queue'>;

/** The branches of a split that can be told apart by nothing now, by the flows that lead in. */
export function interchangeable(net: Net, source: FlowNode, moment: Moment): number[][] {
  const families = familiesOf(net).bySource.get(source.index) ?? [];
  return families.flatMap(({ twins }) => {
    const alike = new Map<string, number[]>();
    for (const twin of twins) {
      const key = moment.queue.some((arrival) => isOn(arrival, twin))
        ? `moves ${twin.entry}`
        : contentOf(net, moment, twin);
      alike.set(key, [...(alike.get(key) ?? []), twin.entry]);
    }
    return [...alike.values()];
  });
}

const isOn = (arrival: Moving['queue'][number], { entry, exit }: Twin): boolean =>
  'flow' in arrival && (arrival.flow === entry || arrival.flow === exit);

function contentOf(net: Net, { tokens }: Pick<Moving, 'tokens'>, twin: Twin): string {
  const places = placesOf(net, twin);
  const counts = places.map(() => 0);
  for (const token of tokens) {
    const at = places.indexOf(token);
    if (at >= 0) counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts.join();
}

/** The same text for all states that differ only by what is in which of such branches. */
export function textOf(net: Net, marking: Marking, queue: Moving['queue']): string {
  const { all, byPlace } = familiesOf(net);
  if (all.length === 0) return marking.join();
  const moves = new Set(queue.flatMap((arrival) => ('flow' in arrival ? [arrival.flow] : [])));
  const rest: number[] = [];
  const inside = new Map<Twin, string>();
  for (const place of marking) {
    const spot = byPlace.get(place);
    if (!spot || moves.has(spot.twin.entry) || moves.has(spot.twin.exit)) {
      rest.push(place);
      continue;
    }
    const { family, twin, stage } = spot;
    inside.set(twin, `${inside.get(twin) ?? `${family}:`}${stage}`);
  }
  return `${rest.join()};${[...inside.values()].sort().join()}`;
}
