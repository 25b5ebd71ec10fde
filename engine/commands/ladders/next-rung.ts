import type { ClimbedRung, Ladder } from '../../core/state.ts';
import type { RungSpec } from '../../model/ladder.ts';
import type { Calendar } from '../../sla/calendar/calendar.ts';
import type { Ledger } from '../../sla/ledger.ts';
import { inOffice, nextMorning, rungAt } from '../../sla/rung.ts';

/** A clock of what has the ladder, as it is read now. */
export interface LadderClock {
  /** The id of its reading. */
  readonly id: string;
  readonly ledger: Ledger;
  readonly calendar: Calendar;
}

export interface Rungs {
  readonly rungs: readonly RungSpec[];
  readonly climbed: readonly ClimbedRung[];
  /** The clock a rung goes by; undefined where it never started or has stopped. */
  clockOf(rung: RungSpec): LadderClock | undefined;
}

export interface NextRung {
  readonly rung: RungSpec;
  /** The id of the clock. */
  readonly clock: string;
  /** Epoch ms. */
  readonly at: number;
}

/** What comes next, of several at one instant the first of the model. Null while every clock stands still, and when all is climbed. */
export function nextRung({ rungs, climbed, clockOf }: Rungs): NextRung | null {
  let next: NextRung | null = null;
  for (const rung of rungs) {
    const clock = clockOf(rung);
    if (clock?.ledger.state !== 'running') continue;
    const before = climbed.find((one) => one.rung === rung.id && one.clock === clock.id);
    if (before && !rung.daily) continue;
    const at = before ? nextMorning(before.at, clock.calendar) : firstAt(rung, clock);
    if (next === null || at < next.at) next = { rung, clock: clock.id, at };
  }
  return next;
}

/** What only tells people something waits for a working day; what changes the case does not. */
function firstAt({ when, action }: RungSpec, { ledger, calendar }: LadderClock): number {
  const at = rungAt(ledger, when, calendar);
  return action === 'remind' || action === 'raise' ? inOffice(at, calendar) : at;
}

/** As the state keeps it. */
export const kept = (next: NextRung | null): Ladder['next'] => next && { rung: next.rung.id, at: next.at };
