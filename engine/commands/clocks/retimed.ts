import type { InstanceState } from '../../core/state.ts';
import { retimedTimers } from '../../core/timer-count.ts';
import { clockRuns, isStopped } from './clock-runs.ts';
import { type ClockContext, calendarsFor, readClock } from './read-clock.ts';
import { knownOf } from './refresh-clock.ts';

/** A clock, or a timer that counts by a calendar, that would say something else. */
export interface RetimedClock {
  /** Its code; `timer` of a timer. */
  readonly clock: string;
  /** Due, epoch ms. */
  readonly before: number;
  readonly after: number;
  /** It is provisional, and would not be. */
  readonly settles: boolean;
}

/** What other calendars would change for a case; nothing is decided. */
export function retimedClocks(state: InstanceState, context: ClockContext, now: number): RetimedClock[] {
  const timers = retimedTimers(state, calendarsFor(context)).map(({ was, timer }) => ({
    clock: 'timer',
    before: was.dueAt,
    after: timer.dueAt,
    settles: was.count?.provisional === true && timer.count?.provisional === false,
  }));
  const clocks = clockRuns(state)
    .filter((run) => !isStopped(run))
    .flatMap((run): RetimedClock[] => {
      const known = knownOf(state, run);
      const reading = known && readClock(run, context, now)?.reading;
      if (!reading) return [];
      const settles = known.provisional && !reading.provisional;
      if (known.dueAt === reading.dueAt && !settles) return [];
      return [{ clock: run.clock, before: known.dueAt, after: reading.dueAt, settles }];
    });
  return [...clocks, ...timers.filter(({ before, after, settles }) => before !== after || settles)];
}
