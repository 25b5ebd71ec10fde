import { expect } from 'chai';
import fc from 'fast-check';
import { lampNow, remaining } from '../../../apps/shared/time/remaining.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('what is left of a limit', () => {
  it('should say days and hours of a long one', () => {
    expect(remaining(2 * DAY + 3 * HOUR + 59 * MINUTE, 0)).to.deep.equal({
      overdue: false,
      parts: [
        { unit: 'days', n: 2 },
        { unit: 'hours', n: 3 },
      ],
    });
  });

  it('should leave out a unit of which there is none', () => {
    expect(remaining(DAY + 5 * MINUTE, 0).parts).to.deep.equal([{ unit: 'days', n: 1 }]);
  });

  it('should say nothing of less than a minute', () => {
    expect(remaining(MINUTE - 1, 0)).to.deep.equal({ overdue: false, parts: [] });
  });

  it('should say how long ago it ran out', () => {
    expect(remaining(0, 90 * MINUTE)).to.deep.equal({
      overdue: true,
      parts: [
        { unit: 'hours', n: 1 },
        { unit: 'minutes', n: 30 },
      ],
    });
  });

  it('should never promise more time than there is, and never be an hour short of a day', () => {
    const size = { days: DAY, hours: HOUR, minutes: MINUTE };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * DAY }), (left) => {
        const told = remaining(left, 0).parts.reduce((sum, { unit, n }) => sum + n * size[unit], 0);
        expect(told).to.be.at.most(left);
        expect(left - told).to.be.below(HOUR);
      }),
    );
  });
});

describe('the lamp while time goes on', () => {
  it('should turn red when the limit runs out under the reader’s eyes', () => {
    expect(lampNow('green', 1000, 999)).to.equal('green');
    expect(lampNow('green', 1000, 1001)).to.equal('red');
  });

  it('should stay grey while the clock is paused', () => {
    expect(lampNow('grey', 1000, 2000)).to.equal('grey');
  });

  it('should stay out where there is no limit', () => {
    expect(lampNow(null, null, 2000)).to.equal(null);
  });
});
