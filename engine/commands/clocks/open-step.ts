/** The clock of a step: when a task that opens now is due. */
import type { ClockLimit, ClockReading, ClockRecord, TaskTiming } from '../../core/clock-record.ts';
import type { DomainEvent } from '../../core/events.ts';
import { enclosingScope } from '../../core/query.ts';
import type { InstanceState } from '../../core/state.ts';
import { fail, ok, type Result } from '../../errors.ts';
import type { LimitSpec } from '../../model/graph.ts';
import { usedOf } from '../../sla/limit.ts';
import type { DecideContext } from '../command.ts';
import type { Place } from '../place.ts';
import { endOfCall, insideOf } from './call-end.ts';
import { type ClockRun, clockRuns, isStopped, stepId } from './clock-runs.ts';
import { readClock } from './read-clock.ts';
import type { ResolvedLimit } from './resolve-limit.ts';

export interface StepOpening {
  readonly state: InstanceState;
  readonly place: Place;
  readonly spec: LimitSpec | null;
  readonly resolved: ResolvedLimit | null;
  /** Of the task. */
  readonly department: string | null;
}

export interface OpenedStep {
  readonly dueAt: number | null;
  readonly timing?: TaskTiming;
  /** The start of the clock; none where it runs already, as for those who are asked later in a round. */
  readonly events: readonly DomainEvent[];
}

/** Fails with `expression-failed` where the limit ends beyond the years a calendar covers. */
export function openStep(opening: StepOpening, context: DecideContext): Result<OpenedStep> {
  const { state, place, resolved } = opening;
  if (resolved === null) return ok({ dueAt: null, events: [] });
  const now = context.env.now;
  const id = stepId(place.element.id);
  const runs = hasRecords(state, place) ? clockRuns(state) : [];
  const running = runs.find((run) => run.id === id);
  try {
    const record = running ? undefined : withinCall(opening, startOf(opening, resolved, runs, context), runs, context);
    const run: ClockRun = running ?? { id, clock: 'step', element: place.element.id, records: record ? [record] : [] };
    const read = readClock(run, context, now);
    if (!read) return ok({ dueAt: null, events: [] });
    const events: DomainEvent[] = record ? [{ type: 'clockRecorded', record }] : [];
    return ok({ dueAt: read.reading.dueAt, timing: timingOf(read.reading), events });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const { n, unit } = resolved.limit;
    return fail('expression-failed', {
      expression: `${n} ${unit}`,
      reason: 'it ends beyond the years of the calendar',
    });
  }
}

const timingOf = ({ provisional, lamp, next, calendar, calendarVersion }: ClockReading): TaskTiming => ({
  provisional,
  lamp,
  next,
  calendar,
  calendarVersion,
});

/** Whether there can be anything about this step or a visit before it. */
const hasRecords = ({ clocks }: InstanceState, { element }: Place): boolean =>
  clocks !== undefined || element.clocks !== undefined;

function startOf(
  { state, place, spec, resolved: _resolved, department }: StepOpening,
  { limit, department: named }: ResolvedLimit,
  runs: readonly ClockRun[],
  context: DecideContext,
): ClockRecord {
  const { element } = place;
  const scope = element.item === undefined ? enclosingScope(state, element) : undefined;
  const visitOf = scope && { scope: scope.id, def: element.def, node: element.node };
  const earlier = runs.filter(({ clock, records: [start] }) => clock === 'step' && isVisitOf(start, visitOf));
  const charged = voidedNow(state, runs, context);
  const counted = withCharged([...earlier, ...(charged ? [charged] : [])], runs);
  const left = spec?.floor == null ? limit : leftOf(limit, { earlier: counted, floor: spec.floor }, context);
  return {
    clock: 'step',
    effect: 'start',
    at: context.env.now,
    element: element.id,
    amount: { n: left.n, unit: left.unit },
    limit: left,
    department: named ?? department,
    ...(visitOf && { visitOf }),
    ...(charged && { charged: charged.id }),
    reason: earlier.length > 0 ? 'visited-again' : 'task-opened',
    ...(spec?.basis != null && { basis: spec.basis }),
    by: null,
    verb: 'open',
  };
}

/** G7: the step of a called process is due with the call at the latest. */
function withinCall(
  { state, place }: StepOpening,
  record: ClockRecord,
  runs: readonly ClockRun[],
  context: DecideContext,
): ClockRecord {
  const end = endOfCall({ state, element: place.element, runs }, context);
  return end === null ? record : insideOf(record, end, context);
}

/** B6 拿回, B8 跳转: what came to nothing by this very command, of several the first. Its time counts as if it had been this step's own. */
function voidedNow(state: InstanceState, runs: readonly ClockRun[], { env }: DecideContext): ClockRun | undefined {
  const gone = state.trail.slice(state.trail.findLastIndex(({ at }) => at !== env.now) + 1);
  const voided = gone.filter(({ outcome }) => outcome === 'voided:withdrawn' || outcome === 'voided:jump');
  return runs.find((run) => {
    const [start] = run.records;
    return run.clock === 'step' && !isStopped(run) && voided.some((entry) => isVisitOf(start, entry));
  });
}

/** With what was charged to them, each once. */
function withCharged(own: readonly ClockRun[], runs: readonly ClockRun[]): readonly ClockRun[] {
  const charged = new Set(own.map(({ records: [start] }) => start?.charged));
  return [...new Set([...own, ...runs.filter(({ id }) => charged.has(id))])];
}

const isVisitOf = (start: ClockRecord | undefined, visit: ClockRecord['visitOf']): boolean =>
  visit !== undefined &&
  start?.visitOf?.scope === visit.scope &&
  start.visitOf.node === visit.node &&
  start.visitOf.def === visit.def;

interface Before {
  readonly earlier: readonly ClockRun[];
  readonly floor: number;
}

/** What the visits before have left of the limit, but no less than the floor. A month is counted in the days it had the first time. */
function leftOf(limit: ClockLimit, { earlier, floor }: Before, context: DecideContext): ClockLimit {
  const { now } = context.env;
  let used = 0;
  let whole: ClockLimit = limit;
  for (const run of earlier) {
    const read = readClock(run, context, now);
    if (!read) continue;
    const { ledger, calendar } = read;
    const span = { from: ledger.startedAt, to: ledger.stoppedAt ?? now };
    used += usedOf(limit.unit, span, calendar, ledger.pauses);
    if (whole.unit === 'month') {
      const days = calendar.dayOf(ledger.due.at - 1) - calendar.dayOf(ledger.startedAt);
      whole = { ...limit, unit: 'calendarDay', n: days };
    }
  }
  if (used === 0) return limit;
  return { ...whole, n: Math.min(whole.n, Math.max(whole.n - used, floor)) };
}
