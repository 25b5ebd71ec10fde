import { expect } from 'chai';
import { afterOfficeTime } from '../../../engine/boot/town/office-time.ts';
import { CHINA_ONLY } from '../../../engine/sla/calendars.ts';

const HOUR = 3_600_000;
const calendar = CHINA_ONLY.of([], 0);
const after = (from: string, hours: number) =>
  new Date(afterOfficeTime(Date.parse(from), hours * HOUR, calendar)).toISOString();

describe('boot/town/office-time', () => {
  it('should stay in the morning where the time fits into it', () => {
    expect(after('2026-03-03T09:30:00+08:00', 1)).to.equal('2026-03-03T02:30:00.000Z');
  });

  it('should begin when the office opens', () => {
    const opening = afterOfficeTime(Date.parse('2026-03-03T03:00:00+08:00'), 0, calendar);

    expect(opening).to.equal(
      calendar.instantOf(calendar.dayOf(opening), calendar.sessionsOf(calendar.dayOf(opening))[0]?.from ?? 0),
    );
  });

  it('should leave out the lunch break, the night and the weekend', () => {
    const friday = Date.parse('2026-03-06T16:59:00+08:00');
    const day = calendar.dayOf(friday);
    const whole = calendar.timeBefore(day + 1) - calendar.timeBefore(day);

    const monday = afterOfficeTime(friday, whole, calendar);

    expect(calendar.dayOf(monday)).to.equal(calendar.addWorkingDays(day, 1));
    expect(new Date(monday).toISOString()).to.equal('2026-03-09T08:59:00.000Z');
  });

  it('should leave out a holiday', () => {
    expect(after('2026-09-30T16:00:00+08:00', 4).slice(0, 10)).to.equal('2026-10-08');
  });
});
