/** All calendars and whose they are, in memory: a decision finds here the calendar of the unit that is bound by a limit. */
import { Calendar } from './calendar/calendar.ts';
import { chinaCalendar } from './calendar/china.ts';
import type { CalendarContent, StoredCalendar } from './calendar/rows.ts';

/** A unit has a calendar from an instant on, epoch ms; null is everybody. */
export interface CalendarUse {
  readonly unit: string | null;
  readonly calendar: string;
  readonly since: number;
  /** Exclusive; null where no end is known. */
  readonly until: number | null;
}

export interface CalendarSet {
  /** The version of the calendar that was changed last. */
  readonly version: number;
  readonly calendars: readonly StoredCalendar[];
  readonly uses: readonly CalendarUse[];
}

/** Each step a calendar may build on another; a circle in the data ends here too. */
const DEEPEST = 8;

export class Calendars {
  readonly version: number;
  readonly #stored: ReadonlyMap<string, StoredCalendar>;
  readonly #uses: ReadonlyMap<string | null, readonly CalendarUse[]>;
  readonly #made = new Map<string, Calendar>();
  readonly #set: CalendarSet;

  constructor(set: CalendarSet) {
    const { version, calendars, uses } = set;
    this.#set = set;
    this.version = version;
    this.#stored = new Map(calendars.map((calendar) => [calendar.id, calendar]));
    const byUnit = new Map<string | null, CalendarUse[]>();
    for (const use of uses) byUnit.set(use.unit, [...(byUnit.get(use.unit) ?? []), use]);
    this.#uses = byUnit;
  }

  /** Undefined where there is no such calendar. */
  byId(id: string): Calendar | undefined {
    const known = this.#made.get(id);
    if (known) return known;
    const stored = this.#stored.get(id);
    if (!stored) return undefined;
    const made = new Calendar({ id, ...this.#resolve(stored) });
    this.#made.set(id, made);
    return made;
  }

  /** The calendar of a unit at an instant: its own, else that of the unit it belongs to, and so on up. `line` is the unit and those above it. */
  of(line: readonly string[], at: number): Calendar {
    for (const unit of [...line, null]) {
      const use = this.#uses.get(unit)?.find(({ since, until }) => since <= at && (until === null || at < until));
      const calendar = use && this.byId(use.calendar);
      if (calendar) return calendar;
    }
    return DEFAULT;
  }

  /** As it would be with another content of one calendar. */
  replacing(calendar: StoredCalendar): Calendars {
    const calendars = [...this.#set.calendars.filter(({ id }) => id !== calendar.id), calendar];
    return new Calendars({ ...this.#set, version: calendar.version, calendars });
  }

  /** A calendar with everything its bases say; undefined where there is no such calendar. */
  resolved(id: string): CalendarContent | undefined {
    const stored = this.#stored.get(id);
    return stored && this.#resolve(stored);
  }

  /** What a calendar says itself; undefined where there is no such calendar. */
  storedAs(id: string): StoredCalendar | undefined {
    return this.#stored.get(id);
  }

  /** Calendars that change where this one does: itself and whatever builds on it. */
  affectedBy(id: string): string[] {
    return [...this.#stored.values()]
      .filter((stored) => this.#line(stored).some((one) => one.id === id))
      .map((one) => one.id);
  }

  #line(stored: StoredCalendar): StoredCalendar[] {
    const line: StoredCalendar[] = [];
    for (
      let at: StoredCalendar | undefined = stored;
      at && line.length < DEEPEST;
      at = this.#stored.get(at.base ?? '')
    ) {
      if (line.includes(at)) break;
      line.push(at);
    }
    return line;
  }

  #resolve(stored: StoredCalendar): CalendarContent & { version: number } {
    const line = this.#line(stored);
    const said = <K extends 'zone' | 'workWeek' | 'sessions'>(name: K): CalendarContent[K] =>
      (line.find((one) => one[name] !== null)?.[name] ?? CHINA[name]) as CalendarContent[K];
    return {
      version: Math.max(...line.map(({ version }) => version)),
      zone: said('zone'),
      workWeek: said('workWeek'),
      sessions: said('sessions'),
      days: [...line].reverse().flatMap(({ days }) => days),
      plannedYears: [...new Set(line.flatMap(({ plannedYears }) => plannedYears))].sort((a, b) => a - b),
    };
  }
}

const CHINA = chinaCalendar();

/** The id of the calendar that everybody has. */
const CHINA_ID = 'china';

const DEFAULT = new Calendar({ id: CHINA_ID, version: 1, ...CHINA });

/** Where no calendars are kept: everybody has that of China. */
export const CHINA_ONLY = new Calendars({
  version: 1,
  calendars: [{ id: CHINA_ID, version: 1, base: null, ...CHINA }],
  uses: [{ unit: null, calendar: CHINA_ID, since: 0, until: null }],
});
