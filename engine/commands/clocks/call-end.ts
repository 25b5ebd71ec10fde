/** The clock of a called process is inside that of the call: its steps are not due after the call is. */
import type { ClockRecord } from '../../core/clock-record.ts';
import { nodeAt, visibleScope } from '../../core/query.ts';
import type { ElementInstance, InstanceState } from '../../core/state.ts';
import type { LimitSpec } from '../../model/graph.ts';
import type { DecideContext } from '../command.ts';
import { type ClockRun, isStopped } from './clock-runs.ts';
import { leadOf } from './limit-events.ts';
import { readClock } from './read-clock.ts';
import { resolveLimit } from './resolve-limit.ts';

export interface Called {
  readonly state: InstanceState;
  /** Somewhere inside the called process. */
  readonly element: ElementInstance;
  readonly runs: readonly ClockRun[];
}

/** When the first of the calls around it is due, epoch ms; null where none has a limit that runs. Throws a RangeError beyond the calendar. */
export function endOfCall({ state, element, runs }: Called, context: DecideContext): number | null {
  let end: number | null = null;
  for (let at = parentOf(state, element); at; at = parentOf(state, at)) {
    const node = nodeAt(context.definitions.byId(state.definitions[at.def] ?? '').graph, at.node);
    if (node.type !== 'callActivity' || (node.loop && at.item === undefined)) continue;
    for (const limit of node.limits ?? []) {
      const run = runOf({ state, element: at, runs }, limit, context);
      const due = run && readClock(run, context, context.env.now)?.reading.dueAt;
      if (due !== undefined && (end === null || due < end)) end = due;
    }
  }
  return end;
}

const parentOf = (state: InstanceState, { parent }: ElementInstance): ElementInstance | undefined =>
  parent === null ? undefined : state.elements[parent];

/** The clock of the call; where the call begins with this very command it is recorded only at its end, and begins now. */
function runOf({ state, element, runs }: Called, spec: LimitSpec, context: DecideContext): ClockRun | undefined {
  const { clock } = spec;
  const known = runs.findLast((run) => run.clock === clock && run.element === element.id);
  if (known) return isStopped(known) ? undefined : known;
  if (spec.startsAfter !== null) return undefined;
  const { now } = context.env;
  const resolved = resolveLimit(spec, { scope: visibleScope(state, element.id), now });
  if (!resolved.ok || !resolved.value) return undefined;
  const { limit } = resolved.value;
  const department = resolved.value.department ?? leadOf(state);
  const amount = { n: limit.n, unit: limit.unit };
  const start = { clock, effect: 'start', at: now, element: element.id, amount, limit, department } as const;
  const record: ClockRecord = { ...start, reason: 'begun', by: null, verb: 'start' };
  return { id: clock, clock, element: element.id, records: [record] };
}

/** The start of a step with as much of its limit as ends by then, one unit at least. A month is counted in days there. */
export function insideOf(start: ClockRecord, end: number, context: DecideContext): ClockRecord {
  if (!start.limit || dueOf(start, context) <= end) return start;
  const limit = start.limit.unit === 'month' ? { ...start.limit, unit: 'calendarDay' as const, n: 366 } : start.limit;
  let [least, most] = [1, limit.n];
  const withN = (n: number): ClockRecord => ({
    ...start,
    amount: { n, unit: limit.unit },
    limit: { ...limit, n },
  });
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (dueOf(withN(middle), context) <= end) least = middle;
    else most = middle - 1;
  }
  return withN(least);
}

function dueOf(start: ClockRecord, context: DecideContext): number {
  const run: ClockRun = { id: 'step', clock: 'step', element: start.element, records: [start] };
  return readClock(run, context, start.at)?.reading.dueAt ?? Number.NEGATIVE_INFINITY;
}
