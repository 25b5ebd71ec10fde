/**
 * What every decision does to the clocks of its case, whichever command made it: clocks start and stop with what they measure, and what follows
 * from their records is worked out again where something was recorded.
 */
import type { ClockRecord } from '../../core/clock-record.ts';
import type { DomainEvent } from '../../core/events.ts';
import type { InstanceState } from '../../core/state.ts';
import type { DecideContext, Decision } from '../command.ts';
import { ladderEvents } from '../ladders/ladder-events.ts';
import { lampEvents } from '../ladders/lamp-telling.ts';
import { type Progress, record } from '../progress.ts';
import { applicantTime, knowsOwnTime } from './applicant-time.ts';
import { awaitSupplement } from './await-supplement.ts';
import { clockRuns } from './clock-runs.ts';
import { heldTimers } from './held-timers.ts';
import { limitEvents } from './limit-events.ts';
import { measureStopped } from './measure-stopped.ts';
import { clockRead } from './refresh-clock.ts';
import { standStill } from './standstill.ts';
import { stepEvents } from './step-events.ts';

export function timeClocks<Answer>(
  before: InstanceState | null,
  decision: Decision<Answer>,
  context: DecideContext,
): Decision<Answer> {
  const input = { before, after: decision.state, events: decision.events };
  const found = [...stepEvents(input, context), ...limitEvents(input, context)];
  const waits = knowsOwnTime(decision.state, context.definitions);
  if (found.length === 0 && !waits && !decision.events.some(({ type }) => TIMING.has(type))) return decision;
  const still = standStill(record(decision, found, context), { before, events: found }, context);
  const recorded = applicantTime(awaitSupplement(still, found, context), context);
  const touched = new Set<string>();
  for (const event of recorded.events) {
    if (event.type === 'clockRecorded' && !isOpening(event.record)) touched.add(nameOf(event.record));
  }
  const read = touched.size === 0 ? [] : readAgain(recorded, touched, context);
  const timed = record(
    recorded,
    [...read, ...measureStopped({ ...input, after: recorded.state, events: recorded.events }, context)],
    context,
  );
  const held = record(timed, heldTimers(timed.state, context), context);
  const set = record(held, ladderEvents(held.state, held.events, context), context);
  const told = record(set, lampEvents(set.state, set.events, context), context);
  return { ...decision, state: told.state, events: told.events };
}

/** Besides records: a ladder moves on by itself, and time passes for a clock without a record. */
const TIMING: ReadonlySet<DomainEvent['type']> = new Set([
  'clockRecorded',
  'rungClimbed',
  'clockRead',
  'instanceStatusChanged',
]);

/** Whoever opened the step has read its clock: that is what the task says. */
const isOpening = ({ clock, effect, verb }: ClockRecord): boolean =>
  clock === 'step' && effect === 'start' && verb === 'open';

/** Code and element of a clock of which something was recorded. */
const nameOf = ({ clock, element }: { clock: string; element: string | null }): string => `${clock}:${element ?? ''}`;

function readAgain({ state }: Progress, touched: ReadonlySet<string>, context: DecideContext): DomainEvent[] {
  return clockRuns(state)
    .filter((run) => touched.has(nameOf(run)))
    .flatMap((run) => clockRead({ state, run, cause: 'record' }, context));
}
