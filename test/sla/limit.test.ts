import { expect } from 'chai';
import { formatDay, parseDay } from '../../engine/sla/calendar/civil.ts';
import { addOfficeTime } from '../../engine/sla/calendar/office-time.ts';
import { deadlineOf, type Limit, type Pause, usedOf } from '../../engine/sla/limit.ts';
import { china } from './china.ts';

const LIMIT: Limit = {
  n: 20,
  unit: 'workingDay',
  startDayCounts: false,
  endOfDay: 'midnight',
  lastDay: 'next-working-day',
};
const at = (text: string): number => Date.parse(`${text.length === 10 ? `${text}T10:00` : text}:00+08:00`);
const day = (text: string): number => parseDay(text) ?? Number.NaN;
const lastDay = (instant: number): string => formatDay(china.dayOf(instant - 1));
const wall = (instant: number): string => new Date(china.clock.toWall(instant)).toISOString().slice(0, 16);
const due = (n: number, start: string, more: Partial<Limit> = {}): string =>
  lastDay(deadlineOf({ ...LIMIT, n, ...more }, at(start), china).at);

describe('sla/working days of the published plans', () => {
  it('should count the working days of 2024 to 2026 as published', () => {
    const inYear = (year: number) => china.workingDaysBetween(day(`${year - 1}-12-31`), day(`${year}-12-31`));

    expect([2024, 2025, 2026].map(inYear)).to.deep.equal([251, 248, 248]);
  });

  it('should count the working days of every month of 2026', () => {
    const ends = Array.from({ length: 13 }, (_, month) => Date.UTC(2026, month, 1) / 86_400_000 - 1);
    const months = ends.slice(1).map((end, index) => china.workingDaysBetween(ends[index] ?? 0, end));

    expect(months).to.deep.equal([21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]);
  });

  it('should work on make-up days', () => {
    const days = ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'].concat([
      '2026-01-04',
      '2026-02-14',
      '2026-02-28',
      '2026-05-09',
      '2026-09-20',
      '2026-10-10',
    ]);

    expect(days.map((text) => china.isWorkingDay(day(text)))).to.deep.equal(days.map(() => true));
  });
});

describe('sla/limits in working days', () => {
  const vectors: readonly [string, number[], string][] = [
    ['2026-02-12', [5], '2026-02-26'],
    ['2026-02-13', [1], '2026-02-14'],
    ['2026-02-14', [5], '2026-02-28'],
    ['2026-02-09', [20], '2026-03-13'],
    ['2026-02-09', [20, 10], '2026-03-27'],
    ['2026-02-09', [45], '2026-04-20'],
    ['2026-02-09', [45, 15], '2026-05-13'],
    ['2026-04-30', [5], '2026-05-11'],
    ['2026-04-30', [7], '2026-05-13'],
    ['2025-12-31', [3], '2026-01-06'],
    ['2026-01-01', [3], '2026-01-06'],
    ['2025-01-24', [5], '2025-02-07'],
    ['2026-09-30', [1], '2026-10-08'],
    ['2026-09-30', [3], '2026-10-10'],
    ['2026-09-30', [5], '2026-10-13'],
    ['2026-09-30', [20], '2026-11-03'],
    ['2026-08-31', [20], '2026-09-28'],
    ['2026-08-31', [45], '2026-11-06'],
    ['2026-09-18', [5], '2026-09-24'],
    ['2026-09-24', [5], '2026-10-09'],
    ['2026-06-18', [1], '2026-06-22'],
    ['2025-09-26', [5], '2025-10-10'],
    ['2025-09-30', [10], '2025-10-21'],
  ];
  for (const [start, parts, expected] of vectors) {
    it(`should end ${parts.join(' + ')} working days from ${start} on ${expected}`, () => {
      const end = parts.reduce((from, n) => china.addWorkingDays(from, n), day(start));

      expect(formatDay(end)).to.equal(expected);
      expect(
        due(
          parts.reduce((a, b) => a + b, 0),
          start,
        ),
      ).to.equal(expected);
    });
  }

  it('should end at midnight or when the office closes, as the rule says', () => {
    const midnight = deadlineOf({ ...LIMIT, n: 1 }, at('2026-02-13'), china);
    const closing = deadlineOf({ ...LIMIT, n: 1, endOfDay: 'closing' }, at('2026-02-13'), china);

    expect(wall(midnight.at)).to.equal('2026-02-15T00:00');
    expect(wall(closing.at)).to.equal('2026-02-14T17:30');
  });

  it('should count the day of the beginning only where the rule says so', () => {
    expect(due(5, '2026-03-02')).to.equal('2026-03-09');
    expect(due(5, '2026-03-02', { startDayCounts: true })).to.equal('2026-03-06');
  });

  it('should be due the same day for nothing, or on the next that is worked', () => {
    expect(due(0, '2026-03-02')).to.equal('2026-03-02');
    expect(due(0, '2026-03-07')).to.equal('2026-03-09');
  });

  it('should be provisional where it reaches into a year without a plan', () => {
    expect(deadlineOf({ ...LIMIT, n: 5 }, at('2026-12-21'), china).provisional).to.equal(false);
    expect(deadlineOf({ ...LIMIT, n: 20 }, at('2026-12-21'), china).provisional).to.equal(true);
    expect(deadlineOf({ ...LIMIT, n: 900, unit: 'hour' }, at('2026-12-21'), china).provisional).to.equal(false);
  });
});

describe('sla/limits in other units', () => {
  it('should accept by silence after five working days and count the decision from the receipt', () => {
    expect(due(5, '2026-09-28')).to.equal('2026-10-10');
    expect(due(20, '2026-09-28')).to.equal('2026-10-30');
  });

  it('should move the last calendar day to the next working day', () => {
    expect(due(15, '2026-09-18', { unit: 'calendarDay' })).to.equal('2026-10-08');
    expect(due(15, '2026-09-18', { unit: 'calendarDay', lastDay: 'as-is' })).to.equal('2026-10-03');
  });

  it('should run hours through holidays', () => {
    const { at: end } = deadlineOf({ ...LIMIT, n: 24, unit: 'hour' }, at('2026-09-30T16:00'), china);

    expect(wall(end)).to.equal('2026-10-01T16:00');
  });

  it('should end months on the same day, or the last of a shorter month', () => {
    expect(due(3, '2026-03-16', { unit: 'month' })).to.equal('2026-06-16');
    expect(due(1, '2026-01-30', { unit: 'month' })).to.equal('2026-02-28');
    expect(due(1, '2026-01-30', { unit: 'month', lastDay: 'as-is' })).to.equal('2026-02-28');
  });
});

describe('sla/limits in working hours', () => {
  const vectors: readonly [string, number, string][] = [
    ['2026-09-18T16:00', 4, '2026-09-20T11:30'],
    ['2026-09-30T17:00', 2, '2026-10-08T10:30'],
    ['2026-10-09T16:30', 2, '2026-10-10T10:00'],
    ['2026-02-14T16:30', 2, '2026-02-24T10:00'],
    ['2026-03-02T11:30', 4, '2026-03-02T17:00'],
    ['2026-03-07T10:00', 4, '2026-03-09T14:30'],
    ['2026-03-02T08:00', 1, '2026-03-02T10:00'],
    ['2026-03-02T12:30', 1, '2026-03-02T14:30'],
    ['2026-03-02T17:45', 1, '2026-03-03T10:00'],
  ];
  for (const [start, hours, expected] of vectors) {
    it(`should end ${hours} working hours from ${start} at ${expected}`, () => {
      expect(wall(addOfficeTime(china, at(start), hours * 3_600_000))).to.equal(expected);
    });
  }
});

describe('sla/pauses', () => {
  const pause = (from: string, to: string): Pause => ({ from: at(from), to: at(to) });
  const after = (start: string, pauses: readonly Pause[], more: Partial<Limit> = {}) =>
    lastDay(deadlineOf({ ...LIMIT, ...more }, at(start), china, pauses).at);

  it('should move the deadline by the working days in the pause', () => {
    expect([due(20, '2026-03-02'), due(20, '2026-09-21')]).to.deep.equal(['2026-03-30', '2026-10-26']);
    expect(after('2026-03-02', [pause('2026-03-10', '2026-03-24')])).to.equal('2026-04-14');
    expect(after('2026-09-21', [pause('2026-09-29', '2026-10-12')])).to.equal('2026-11-02');
  });

  it('should change nothing within one day, nor after the deadline', () => {
    expect(after('2026-03-02', [pause('2026-03-10T09:00', '2026-03-10T17:00')])).to.equal('2026-03-30');
    expect(after('2026-03-02', [pause('2026-03-31', '2026-04-20')])).to.equal('2026-03-30');
  });

  it('should reach a pause that only an earlier pause has made possible', () => {
    expect(after('2026-03-02', [pause('2026-03-10', '2026-03-24'), pause('2026-04-01', '2026-04-02')])).to.equal(
      '2026-04-15',
    );
  });

  it('should add the days of a pause to the last day itself, not to the day it was moved to', () => {
    const days = { unit: 'calendarDay', n: 15 } as const;

    expect(after('2026-09-18', [pause('2026-09-20', '2026-09-22')], days)).to.equal('2026-10-08');
    expect(after('2026-09-18', [pause('2026-09-20', '2026-09-26')], days)).to.equal('2026-10-09');
  });

  it('should carry over hours as they are counted', () => {
    const limit = { ...LIMIT, n: 6, unit: 'workingHour' as const };

    const { at: end } = deadlineOf(limit, at('2026-03-02T09:30'), china, [
      pause('2026-03-02T10:00', '2026-03-02T14:00'),
    ]);

    expect(wall(end)).to.equal('2026-03-03T11:00');
  });

  it('should say how much is used, without the pauses', () => {
    const span = pause('2026-03-02', '2026-03-30');
    const pauses = [pause('2026-03-10', '2026-03-24'), pause('2026-03-29', '2026-04-29')];

    expect(usedOf('workingDay', span, china)).to.equal(20);
    expect(usedOf('workingDay', span, china, pauses)).to.equal(9);
    expect(usedOf('hour', pause('2026-03-02T08:00', '2026-03-02T12:30'), china)).to.equal(4.5);
    expect(usedOf('minute', pause('2026-03-02T08:00', '2026-03-02T12:30'), china)).to.equal(270);
  });
});
