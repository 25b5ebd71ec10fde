import type { ClockReading } from '../../core/clock-record.ts';
import type { DomainEvent } from '../../core/events.ts';
import type { InstanceState } from '../../core/state.ts';
import type { DecideContext } from '../command.ts';
import { type ClockRun, stepId } from './clock-runs.ts';
import { readClock } from './read-clock.ts';

export interface ClockRefresh {
  readonly state: InstanceState;
  readonly run: ClockRun;
  readonly cause: 'record' | 'time' | 'calendar';
}

type Known = Pick<ClockReading, 'dueAt' | 'lamp' | 'next' | 'provisional' | 'calendar' | 'calendarVersion'> & {
  readonly state?: ClockReading['state'];
};

/** Reads a clock now. No event where it says what it said before, except where its time has come: then its timer has to be set again. */
export function clockRead({ state, run, cause }: ClockRefresh, context: DecideContext): DomainEvent[] {
  const known = knownOf(state, run);
  // Nobody has the step any more: what it measured is said by `measure-stopped.ts`.
  if (run.clock === 'step' && !known) return [];
  const reading = readClock(run, context, context.env.now)?.reading;
  if (!reading) return [];
  if (known && cause !== 'time' && isSame(known, reading)) return [];
  const was = known ? { dueAt: known.dueAt, lamp: known.lamp } : null;
  return [{ type: 'clockRead', reading, cause, was }];
}

/** Of a step, what its task says; all tasks of a round say the same. Undefined for one whose tasks have all ended. */
export function knownOf(state: InstanceState, { id, clock, element }: ClockRun): Known | undefined {
  if (clock !== 'step') return state.readings?.[id];
  const task = Object.values(state.tasks).find((one) => one.element === element && stepId(one.element) === id);
  return task?.timing && task.dueAt !== null ? { ...task.timing, dueAt: task.dueAt } : undefined;
}

const isSame = (known: Known, reading: ClockReading): boolean =>
  known.dueAt === reading.dueAt &&
  known.lamp === reading.lamp &&
  known.next === reading.next &&
  known.provisional === reading.provisional &&
  known.calendar === reading.calendar &&
  known.calendarVersion === reading.calendarVersion &&
  (known.state === undefined || known.state === reading.state);
