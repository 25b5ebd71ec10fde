import { expect } from 'chai';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { Calendar } from '../../engine/sla/calendar/calendar.ts';
import { formatDay, weekdayOf } from '../../engine/sla/calendar/civil.ts';
import { addOfficeTime, officeTimeBetween } from '../../engine/sla/calendar/office-time.ts';
import type { CalendarRows, Session, SpecialDay } from '../../engine/sla/calendar/rows.ts';
import { ZoneClock } from '../../engine/sla/calendar/zone-clock.ts';

const FIRST = Date.UTC(2025, 0, 1) / 86_400_000;
const ZONES = ['Asia/Shanghai', 'Europe/Amsterdam', 'America/New_York', 'Australia/Lord_Howe', 'UTC'];

const sessions = fc
  .uniqueArray(fc.integer({ min: 1, max: 94 }), { minLength: 2, maxLength: 6 })
  .map((marks) => marks.map((mark) => mark * 15).sort((a, b) => a - b))
  .map((marks): Session[] =>
    marks.flatMap((from, index) => {
      const to = marks[index + 1];
      return index % 2 === 0 && to !== undefined ? [{ from, to }] : [];
    }),
  );

const special = fc.record({
  date: fc.integer({ min: 0, max: 800 }).map((offset) => formatDay(FIRST + offset)),
  kind: fc.constantFrom('holiday', 'workday', 'closure'),
  name: fc.constant('-'),
}) as fc.Arbitrary<SpecialDay>;

const rows: fc.Arbitrary<CalendarRows> = fc.record({
  id: fc.constant('any'),
  version: fc.constant(1),
  zone: fc.constantFrom(...ZONES),
  workWeek: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  sessions,
  days: fc.uniqueArray(special, { selector: ({ date }) => date, maxLength: 60 }),
  plannedYears: fc.constant([]),
});

/** Day by day and minute by minute, as one would count on paper. */
class Paper {
  private readonly rows: CalendarRows;
  private readonly known = new Map<number, readonly Session[]>();

  constructor(given: CalendarRows) {
    this.rows = given;
  }

  open(day: number): readonly Session[] {
    const known = this.known.get(day) ?? this.lookUp(day);
    this.known.set(day, known);
    return known;
  }

  private lookUp(day: number): readonly Session[] {
    const found = this.rows.days.find(({ date }) => date === formatDay(day));
    if (found) return found.kind === 'workday' ? this.rows.sessions : [];
    return this.rows.workWeek.includes(weekdayOf(day)) ? this.rows.sessions : [];
  }

  add(day: number, n: number): number {
    let at = day;
    for (let left = Math.abs(n); left > 0; ) {
      at += Math.sign(n);
      if (this.open(at).length > 0) left--;
    }
    return at;
  }

  /** Minutes of a wall clock without summer time. */
  addMinutes(minute: number, n: number): number {
    let at = minute;
    for (let left = n; left > 0; at++) if (this.isOpen(at)) left--;
    return at;
  }

  between(from: number, to: number): number {
    let count = 0;
    for (let at = from; at < to; at++) if (this.isOpen(at)) count++;
    return count;
  }

  private isOpen(minute: number): boolean {
    const day = Math.floor(minute / 1440);
    return this.open(day).some(({ from, to }) => minute - day * 1440 >= from && minute - day * 1440 < to);
  }
}

describe('sla/calendar against counting on paper', function () {
  this.timeout(60_000);

  it('should find the same working days', () => {
    const days = fc.integer({ min: 0, max: 700 });
    fc.assert(
      fc.property(rows, days, fc.integer({ min: -120, max: 300 }), (given, offset, n) => {
        const calendar = new Calendar(given);
        const start = FIRST + 400 + offset;

        const end = calendar.addWorkingDays(start, n);

        expect(end).to.equal(new Paper(given).add(start, n));
        expect(calendar.workingDaysBetween(start, end)).to.equal(n > 0 ? n : calendar.workingDaysBetween(start, end));
        if (n > 0) expect(calendar.isWorkingDay(end)).to.equal(true);
      }),
      { numRuns: 400 },
    );
  });

  it('should find the same minute of office time', () => {
    fc.assert(
      fc.property(
        rows,
        fc.integer({ min: 0, max: 600 * 1440 }),
        fc.integer({ min: 0, max: 4_000 }),
        (given, offset, minutes) => {
          const calendar = new Calendar({ ...given, zone: 'UTC' });
          const paper = new Paper(given);
          const start = FIRST * 1440 + offset;

          const end = addOfficeTime(calendar, start * 60_000, minutes * 60_000) / 60_000;

          expect(end).to.equal(paper.addMinutes(start, minutes));
          expect(officeTimeBetween(calendar, start * 60_000, end * 60_000) / 60_000).to.equal(
            paper.between(start, end),
          );
        },
      ),
      { numRuns: 150 },
    );
  });

  it('should read the clock of a zone as the calendar of the host does, through every change', () => {
    const clocks = new Map(ZONES.map((zone) => [zone, new ZoneClock(zone)]));
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: Date.UTC(1971, 0, 1) / 60_000, max: Date.UTC(2090, 0, 1) / 60_000 }),
        (zone, minute) => {
          const clock = clocks.get(zone);
          if (!clock) throw new Error('Expected a clock.');
          const host = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(zone);
          const wall = minute * 60_000;
          const local = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC').toPlainDateTime();
          const earlier = local.toZonedDateTime(zone, { disambiguation: 'compatible' });
          const isGap = !earlier.toPlainDateTime().equals(local);

          expect(clock.toWall(wall)).to.equal(wall + host.offsetNanoseconds / 1e6);
          if (isGap) expect(clock.toWall(clock.toInstant(wall))).to.be.at.least(wall);
          else expect(clock.toInstant(wall)).to.equal(earlier.epochMilliseconds);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('should count far ahead as near by', () => {
    const calendar = new Calendar({
      id: 'any',
      version: 1,
      zone: 'Asia/Shanghai',
      workWeek: [1, 2, 3, 4, 5],
      sessions: [{ from: 540, to: 1020 }],
      days: [],
      plannedYears: [],
    });
    const century = calendar.addWorkingDays(FIRST, 26_089);

    expect(calendar.workingDaysBetween(FIRST, century)).to.equal(26_089);
    expect(() => calendar.addWorkingDays(FIRST, 1_000_000)).to.throw(RangeError);
  });
});
