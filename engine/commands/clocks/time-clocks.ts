/**
 * What every decision does to the clocks of its case, whichever command made it: clocks start and stop with what they measure, and what follows
 * from their records is worked out again where something was recorded.
 */
import type { DomainEvent } from '../../core/events.ts';
import type { InstanceState } from '../../core/state.ts';
import type { DecideContext, Decision } from '../command.ts';
import { ladderEvents } from '../ladders/ladder-events.ts';
import { type Progress, record } from '../progress.ts';
import { clockRuns } from './clock-runs.ts';
import { limitEvents } from './limit-events.ts';
import { measureStopped } from './measure-stopped.ts';
import { clockRead } from './refresh-clock.ts';
import { stepEvents } from './step-events.ts';

export function timeClocks<Answer>(
  before: InstanceState | null,
  decision: Decision<Answer>,
  context: DecideContext,
): Decision<Answer> {
  const input = { before, after: decision.state, events: decision.events };
  const found = [...stepEvents(input, context), ...limitEvents(input, context)];
  const touched = new Set([...decision.events, ...found].flatMap(clockOf));
  const isClimbed = decision.events.some(isOfLadder);
  if (touched.size === 0 && found.length === 0 && !isClimbed) return decision;
  const recorded = record(decision, found, context);
  const read = readAgain(recorded, touched, context);
  const timed = record(
    recorded,
    [...read, ...measureStopped({ ...input, after: recorded.state, events: recorded.events }, context)],
    context,
  );
  const set = record(timed, ladderEvents(timed.state, timed.events, context), context);
  return { ...decision, state: set.state, events: set.events };
}

/** A ladder moves on by itself, and time passes for a clock without a record. */
const isOfLadder = ({ type }: DomainEvent): boolean =>
  type === 'rungClimbed' || type === 'clockRead' || type === 'instanceStatusChanged';

/** Code and element of a clock of which something was recorded. */
const clockOf = (event: DomainEvent): string[] => (event.type === 'clockRecorded' ? [nameOf(event.record)] : []);

const nameOf = ({ clock, element }: { clock: string; element: string | null }): string => `${clock}:${element ?? ''}`;

function readAgain({ state }: Progress, touched: ReadonlySet<string>, context: DecideContext): DomainEvent[] {
  return clockRuns(state)
    .filter((run) => touched.has(nameOf(run)))
    .flatMap((run) => clockRead({ state, run, cause: 'record' }, context));
}
