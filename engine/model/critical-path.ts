/**
 * The longest way through a process, counted in limits. What runs in parallel or instead of something else counts by the longest branch; a way
 * that leads back is passed over, because nobody knows how often it is gone.
 */
import type { LimitUnit } from '../sla/limit.ts';
import type { NodeDraft, ProcessDraft } from './compile/draft.ts';
import { flowAt, nodeAt } from './compile/draft.ts';
import type { EventSpec, LimitSpec } from './graph.ts';

/** Units of one family can be added; a working day is no number of hours, and a month no number of days. */
const MINUTES: Partial<Readonly<Record<LimitUnit, number>>> = { minute: 1, hour: 60, calendarDay: 1440 };

export const isComparable = (one: LimitUnit, other: LimitUnit): boolean =>
  one === other || (MINUTES[one] !== undefined && MINUTES[other] !== undefined);

/** So many days are at most as many working days: a step that counts days fits into a limit that counts working days where they do. */
export const isAtMost = (one: LimitUnit, other: LimitUnit): boolean => one === 'calendarDay' && other === 'workingDay';

/** In minutes where units of one family differ, else in the unit itself; null where an expression says how much. */
export function amountOf({ value, unit }: Pick<LimitSpec, 'value' | 'unit'>): number | null {
  const n = value.kind === 'literal' ? Number(value.text) : Number.NaN;
  return Number.isFinite(n) ? n * (MINUTES[unit] ?? 1) : null;
}

/** It is over within the day: among steps that are counted in days it weighs nothing. */
export function isBrief({ value, unit }: Pick<LimitSpec, 'value' | 'unit'>): boolean {
  const n = value.kind === 'literal' ? Number(value.text) : Number.NaN;
  if (unit === 'workingHour') return n <= 8;
  return (unit === 'minute' && n <= 480) || (unit === 'hour' && n <= 8);
}

export interface PathOf {
  /** Index of the process or sub-process. */
  readonly scope: number;
  /** The unit of the limit it is compared with. */
  readonly unit: LimitUnit;
  /** The clock starts when this node is done; null: with the scope. */
  readonly startsAfter: number | null;
  /** It stops when this node is done; null: with the scope. */
  readonly stopsAfter: number | null;
}

export interface LongestPath {
  readonly amount: number;
  /** Ids of what counts on it, in order. */
  readonly steps: readonly string[];
  /** Something leads back. */
  readonly hasLoop: boolean;
}

type Counted = Pick<LimitSpec, 'value' | 'unit'> & { readonly share?: number };

interface Weighing {
  readonly draft: ProcessDraft;
  readonly unit: LimitUnit;
  readonly inside: ReadonlyMap<number, LongestPath>;
}

const NOTHING: LongestPath = { amount: 0, steps: [], hasLoop: false };

export function longestPath(draft: ProcessDraft, { scope, unit, startsAfter, stopsAfter }: PathOf): LongestPath {
  const inside = new Map<number, LongestPath>();
  const weigh = (index: number): LongestPath => weightOf(nodeAt(draft, index), { draft, unit, inside });
  for (const inner of scopesWithin(draft, scope)) {
    const begins = nodeAt(draft, inner).starts;
    inside.set(inner, walk(draft, { begins, stop: null, weigh }));
  }
  const after = startsAfter === null ? null : within(draft, startsAfter, scope);
  const stop = stopsAfter === null ? null : within(draft, stopsAfter, scope);
  const begins = after === null ? nodeAt(draft, scope).starts : next(draft, after);
  return walk(draft, { begins, stop, weigh });
}

/** Innermost first: what is inside comes later in the document. */
const scopesWithin = (draft: ProcessDraft, scope: number): number[] =>
  draft.nodes.flatMap(({ index, starts }) => (index > scope && starts.length > 0 ? [index] : [])).reverse();

/** The node of a scope that a node lies in. */
function within(draft: ProcessDraft, index: number, scope: number): number | null {
  let at = index;
  while (at >= 0 && nodeAt(draft, at).parent !== scope) at = nodeAt(draft, at).parent;
  return at < 0 ? null : at;
}

/** An activity without a limit is left by the timer that interrupts it at the latest. In a special procedure the limits stand still. */
function weightOf(node: NodeDraft, { draft, unit, inside }: Weighing): LongestPath {
  const { id, user, limits, index } = node;
  if (limits?.some(({ clock }) => clock === 'special')) return NOTHING;
  const said = user?.limit
    ? [user.limit]
    : (limits ?? []).filter(({ clock }) => clock === 'promised' || clock === 'statutory');
  const own: readonly Counted[] = said.length > 0 ? said : waitsOf(draft, node);
  const days = said.flatMap((limit) => {
    const most = isAtMost(limit.unit, unit) ? amountOf(limit) : null;
    return most === null ? [] : [inUnit(most, limit.unit)];
  });
  const amounts = [...own.filter((limit) => isComparable(limit.unit, unit)).map(shareOfAmount), ...days];
  const [amount] = amounts.filter((one) => one !== null).sort((a, b) => a - b);
  if (amount !== undefined) return { amount, steps: [id], hasLoop: false };
  return inside.get(index) ?? NOTHING;
}

/** What a timer that counts by the calendar lets pass at an event, or at most at an activity. */
function waitsOf(draft: ProcessDraft, { events, type, boundaries }: NodeDraft): readonly Counted[] {
  if (type === 'intermediateCatchEvent') return countsIn(events);
  return boundaries.map((at) => nodeAt(draft, at)).flatMap((at) => (at.interrupting ? countsIn(at.events) : []));
}

function shareOfAmount(limit: Counted): number | null {
  const amount = amountOf(limit);
  return amount === null ? null : amount * (limit.share ?? 1);
}

const countsIn = (events: readonly EventSpec[]): Counted[] =>
  events.flatMap((event) => (event.kind === 'timer' && event.timer === 'limit' ? [event.limit] : []));

interface Walk {
  readonly begins: readonly number[];
  readonly stop: number | null;
  weigh(index: number): LongestPath;
}

/** Depth first without recursion: a node is settled when all that follows it is, and what is not settled then leads back. */
function walk(draft: ProcessDraft, { begins, stop, weigh }: Walk): LongestPath {
  const settled = new Map<number, LongestPath>();
  const onWay = new Set<number>();
  const open = [...begins];
  while (open.length > 0) {
    const index = open[open.length - 1] as number;
    if (settled.has(index)) open.pop();
    else if (!onWay.has(index)) {
      onWay.add(index);
      if (index !== stop) open.push(...next(draft, index).filter((one) => !settled.has(one) && !onWay.has(one)));
    } else {
      open.pop();
      const onward = index === stop ? [] : next(draft, index);
      settled.set(index, joined(weigh(index), best(onward.map((one) => settled.get(one)))));
    }
  }
  return best(begins.map((one) => settled.get(one)));
}

function best(ways: readonly (LongestPath | undefined)[]): LongestPath {
  let found = NOTHING;
  let hasLoop = false;
  for (const way of ways) {
    hasLoop ||= way === undefined || way.hasLoop;
    if (way && way.amount > found.amount) found = way;
  }
  return { ...found, hasLoop };
}

const joined = (one: LongestPath, rest: LongestPath): LongestPath => ({
  amount: one.amount + rest.amount,
  steps: [...one.steps, ...rest.steps],
  hasLoop: one.hasLoop || rest.hasLoop,
});

/** What may follow, also after an event at the border. */
function next(draft: ProcessDraft, index: number): number[] {
  const { outgoing, boundaries } = nodeAt(draft, index);
  return [index, ...boundaries].flatMap((at) =>
    (at === index ? outgoing : nodeAt(draft, at).outgoing).map((flow) => flowAt(draft, flow).target),
  );
}

/** In the words of the unit. */
export const inUnit = (amount: number, unit: LimitUnit): number => amount / (MINUTES[unit] ?? 1);

export const UNIT_NAMES: Readonly<Record<LimitUnit, { readonly en: string; readonly zh: string }>> = {
  workingDay: { en: 'working days', zh: '工作日' },
  calendarDay: { en: 'days', zh: '日' },
  month: { en: 'months', zh: '月' },
  workingHour: { en: 'working hours', zh: '工作小时' },
  hour: { en: 'hours', zh: '小时' },
  minute: { en: 'minutes', zh: '分钟' },
};
