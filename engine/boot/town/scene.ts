import type { TestClock } from '../../runtime/clock.ts';
import type { Calendar } from '../../sla/calendar/calendar.ts';
import type { Habits } from './course.ts';
import type { Stage } from './do-step.ts';
import type { Followers } from './followers.ts';
import type { Life } from './life.ts';
import type { Timetable } from './timetable.ts';

/** Something that happens outside of cases, at an instant (epoch ms). What it reads of open cases may be older than they are. */
export interface Errand {
  readonly at: number;
  readonly run: () => Promise<void>;
}

/** A town while it lives. */
export interface Town extends Stage {
  readonly clock: TestClock;
  readonly calendar: Calendar;
  readonly timetable: Timetable<Life>;
  readonly errands: Timetable<Errand>;
  readonly followers: Followers;
  /** Processes whose cases come at any hour, and are attended to at any hour where it is urgent. */
  readonly aroundTheClock: ReadonlySet<string>;
  /** Ended cases that were looked at. */
  readonly remembered: Set<string>;
  /** Cases whose bad rating nobody has looked into. */
  readonly unheard: Set<string>;
  /** Who supervises, by id. */
  readonly supervisor: string;
  /** By process: how each task of it is done. */
  readonly habits: ReadonlyMap<string, Habits>;
  /** Epoch ms. */
  readonly until: number;
  readonly onProgress: (at: number) => void;
}
