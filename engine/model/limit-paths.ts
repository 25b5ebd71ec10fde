/**
 * What the limits along the ways through a process add up to, from its start to each of its ends. Branches that run in parallel are ways of
 * their own: the longest of them counts. A way that leads back is passed over, because nobody knows how often it is gone.
 */
import type { LimitUnit } from '../sla/limit.ts';
import { amountOf, inUnit, isComparable } from './critical-path.ts';
import type { EventSpec, FlowNode, LimitSpec, ProcessGraph } from './graph.ts';

export interface LimitSum {
  readonly unit: LimitUnit;
  readonly amount: number;
}

interface WayStep {
  readonly elementId: string;
  /** What this step may take; null where it says nothing that can be counted. */
  readonly own: LimitSum | null;
  /** Of the way up to the end of this step, one sum for each unit that cannot be turned into another. */
  readonly soFar: readonly LimitSum[];
  /** The flow by which it is left; null at the end, and where an event at the border leads on. */
  readonly flow: string | null;
}

export interface Way {
  readonly steps: readonly WayStep[];
  readonly sums: readonly LimitSum[];
  /** User tasks on the way without a limit. */
  readonly unlimited: readonly string[];
}

export interface Bound {
  readonly clock: 'promised' | 'statutory';
  readonly limit: LimitSum;
  readonly basis: string | null;
  /** Ids of the steps whose ends start and stop the clock; null: the start and the end of the process. */
  readonly startsAfter: string | null;
  readonly stopsAfter: string | null;
}

export interface LimitWays {
  /** The longest first; of ways that differ in nothing that is counted only one. */
  readonly ways: readonly Way[];
  /** What is promised for the whole, and what the law allows. */
  readonly bounds: readonly Bound[];
  /** There are more ways than were followed. */
  readonly isCut: boolean;
}

const MOST_WAYS = 200;
const MOST_STEPS = 50_000;

export function limitWays(graph: ProcessGraph): LimitWays {
  const inside = new Map<number, readonly LimitSum[]>();
  for (const scope of innerScopes(graph)) inside.set(scope.index, longestOf(waysIn(graph, scope, inside).ways));
  const root = graph.nodes[0] as FlowNode;
  const { ways, isCut } = waysIn(graph, root, inside);
  return { ways: distinct(ways), bounds: boundsOf(root, graph), isCut };
}

/**
 * Whether the steps of a way that a bound counts, up to a step where one is given, take more than it allows; undefined where they cannot be compared
 * with it, and where its clock never starts.
 */
export function exceeds({ steps }: Way, bound: Bound, upTo = steps.length - 1): boolean | undefined {
  const { limit, startsAfter, stopsAfter } = bound;
  const from = startsAfter === null ? -1 : steps.findIndex(({ elementId }) => elementId === startsAfter);
  const stop = stopsAfter === null ? -1 : steps.findIndex(({ elementId }) => elementId === stopsAfter);
  if (startsAfter !== null && from < 0) return undefined;
  const to = Math.min(upTo, stop < 0 ? steps.length - 1 : stop);
  const until = amountAt(steps[to], limit.unit);
  return until === undefined ? undefined : until - (amountAt(steps[from], limit.unit) ?? 0) > minutesOf(limit);
}

function amountAt(step: WayStep | undefined, unit: LimitUnit): number | undefined {
  const sum = step?.soFar.find((one) => isComparable(one.unit, unit));
  return sum && minutesOf(sum);
}

const minutesOf = ({ amount, unit }: LimitSum): number => amount / inUnit(1, unit);

/** Innermost first: what is inside comes later in the document. */
const innerScopes = ({ nodes }: ProcessGraph): FlowNode[] =>
  nodes.filter(({ index, starts }) => index > 0 && starts.length > 0).reverse();

const boundsOf = ({ limits = [] }: FlowNode, { nodes }: ProcessGraph): Bound[] =>
  limits.flatMap((limit): Bound[] => {
    const { clock, basis, startsAfter, stopsAfter } = limit;
    const own = sumOf(limit);
    if (!own || (clock !== 'promised' && clock !== 'statutory')) return [];
    const idOf = (index: number | null): string | null => (index === null ? null : (nodes[index]?.id ?? null));
    return [{ clock, limit: own, basis, startsAfter: idOf(startsAfter), stopsAfter: idOf(stopsAfter) }];
  });

interface Open {
  readonly index: number;
  /** Indices of the nodes before, with the flow by which each was left. */
  readonly before: readonly (readonly [index: number, flow: number | null])[];
}

function waysIn(graph: ProcessGraph, scope: FlowNode, inside: ReadonlyMap<number, readonly LimitSum[]>): LimitWays {
  const ways: Way[] = [];
  const open: Open[] = scope.starts.map((index) => ({ index, before: [] }));
  let steps = 0;
  for (let at = open.pop(); at && ways.length < MOST_WAYS && steps < MOST_STEPS; at = open.pop()) {
    steps += 1;
    const { index, before } = at;
    const onward = nextOf(graph, index).filter(
      ({ target }) => target !== index && !before.some(([one]) => one === target),
    );
    if (onward.length === 0) {
      if (isEnd(graph, index)) ways.push(wayOf(graph, [...before, [index, null]], inside));
      continue;
    }
    for (const { target, flow } of [...onward].reverse())
      open.push({ index: target, before: [...before, [index, flow]] });
  }
  return { ways, bounds: [], isCut: open.length > 0 };
}

/** A way that only leads back to where it has been comes to no end. */
const isEnd = (graph: ProcessGraph, index: number): boolean => nextOf(graph, index).length === 0;

function nextOf(graph: ProcessGraph, index: number): { target: number; flow: number | null }[] {
  const { outgoing, boundaries } = graph.nodes[index] as FlowNode;
  return [
    ...outgoing.map((flow) => ({ target: graph.flows[flow]?.target ?? -1, flow })),
    ...boundaries.map((target) => ({ target, flow: null })),
  ].filter(
    ({ target }) => target >= 0 && !(graph.nodes[target]?.events.some(({ kind }) => kind === 'compensation') ?? true),
  );
}

function wayOf(graph: ProcessGraph, passed: Open['before'], inside: ReadonlyMap<number, readonly LimitSum[]>): Way {
  let sums: readonly LimitSum[] = [];
  const unlimited: string[] = [];
  const steps = passed.map(([index, flow]): WayStep => {
    const node = graph.nodes[index] as FlowNode;
    const own = ownLimit(node);
    for (const one of own ? [own] : (inside.get(index) ?? [])) sums = added(sums, one);
    if (node.user && !own) unlimited.push(node.id);
    return { elementId: node.id, own, soFar: sums, flow: flow === null ? null : (graph.flows[flow]?.id ?? null) };
  });
  return { steps, sums, unlimited };
}

/** Its own limit, else the wait of a timer that counts by the calendar. */
function ownLimit({ user, limits = [], events, type }: FlowNode): LimitSum | null {
  const [said] = user?.limit
    ? [user.limit]
    : limits.filter(({ clock }) => clock === 'promised' || clock === 'statutory');
  if (said) return sumOf(said);
  const waits = type === 'intermediateCatchEvent' ? events.flatMap(timerLimit) : [];
  return waits[0] ? sumOf(waits[0]) : null;
}

const timerLimit = (event: EventSpec) => (event.kind === 'timer' && event.timer === 'limit' ? [event.limit] : []);

function sumOf(limit: Pick<LimitSpec, 'value' | 'unit'>): LimitSum | null {
  const amount = amountOf(limit);
  return amount === null ? null : { unit: limit.unit, amount: inUnit(amount, limit.unit) };
}

/** Units of one family become one sum, in the smaller unit. */
function added(sums: readonly LimitSum[], one: LimitSum): LimitSum[] {
  const known = sums.find(({ unit }) => isComparable(unit, one.unit));
  if (!known) return [...sums, one];
  const unit =
    minutesOf({ unit: known.unit, amount: 1 }) <= minutesOf({ unit: one.unit, amount: 1 }) ? known.unit : one.unit;
  const amount = inUnit(minutesOf(known) + minutesOf(one), unit);
  return sums.map((sum) => (sum === known ? { unit, amount } : sum));
}

/** For each unit the longest of the ways. */
function longestOf(ways: readonly Way[]): LimitSum[] {
  const all = ways.flatMap(({ sums }) => sums);
  const units = [...new Set(all.map(({ unit }) => unit))];
  return units.flatMap((unit) =>
    all
      .filter((sum) => sum.unit === unit)
      .sort(longerFirst)
      .slice(0, 1),
  );
}

const longerFirst = (a: LimitSum, b: LimitSum): number => minutesOf(b) - minutesOf(a);

function distinct(ways: readonly Way[]): Way[] {
  const counted = ({ steps }: Way): string =>
    JSON.stringify([steps.filter(({ own }) => own).map(({ elementId }) => elementId), steps.at(-1)?.elementId]);
  const found = new Map<string, Way>();
  for (const way of ways) if (!found.has(counted(way))) found.set(counted(way), way);
  const weight = ({ sums }: Way): number => sums.reduce((sum, one) => sum + inDays(one), 0);
  return [...found.values()].sort((a, b) => weight(b) - weight(a));
}

/** Only for the order in which ways are shown. */
const inDays = ({ amount, unit }: LimitSum): number => {
  const days: Readonly<Record<LimitUnit, number>> = {
    workingDay: 1.4,
    calendarDay: 1,
    month: 30,
    workingHour: 1 / 6,
    hour: 1 / 24,
    minute: 1 / 1440,
  };
  return amount * days[unit];
};
