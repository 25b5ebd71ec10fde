import { expect } from 'chai';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { epochMilliseconds } from '../../engine/feel/values/zone.ts';
import { resultOf } from './support.ts';

const instants = fc.integer({ min: -60_000_000_000_000, max: 250_000_000_000_000 });
const zones = fc.constantFrom('UTC', 'Asia/Shanghai', 'Europe/Paris', 'America/St_Johns', '+08:00', '-03:30');

describe('feel/values, time', () => {
  it('should count milliseconds from the epoch as the calendar does', () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const local = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime();

        expect(epochMilliseconds(local, zone)).to.equal(local.toZonedDateTime(zone).epochMilliseconds);
      }),
      { numRuns: 500, verbose: fc.VerbosityLevel.Verbose },
    );
  });

  it('should move an instant there and back', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: -5_000, max: 5_000 }), (instant, days) => {
        const start = Temporal.Instant.fromEpochMilliseconds(instant)
          .toZonedDateTimeISO('UTC')
          .toPlainDate()
          .toString();
        const source = 'date(start) + duration(days) - duration(days) = date(start)';
        const duration = `${days < 0 ? '-' : ''}P${Math.abs(days)}D`;

        expect(resultOf(source, { start, days: duration })).to.equal(true);
      }),
      { numRuns: 200, verbose: fc.VerbosityLevel.Verbose },
    );
  });

  it('should tell fractions of a second apart', () => {
    expect(resultOf('time("10:00:00.0001") < time("10:00:00.0002")')).to.equal(true);
    expect(resultOf('time("10:00:00.5").second')).to.equal(0);
  });

  it('should know of the hour that is missing when the clock is changed', () => {
    const paris = 'date and time("2024-03-30T12:00:00@Europe/Paris")';

    expect(resultOf(`${paris} + duration("P1D")`)).to.equal('2024-03-31T12:00:00@Europe/Paris');
    expect(resultOf(`${paris} + duration("PT24H")`)).to.equal('2024-03-31T12:00:00@Europe/Paris');
    expect(resultOf(`date and time("2024-03-31T12:00:00@Europe/Paris") - ${paris}`)).to.equal('PT23H');
  });

  it('should give null beyond the calendar', () => {
    expect(resultOf('date("9999-12-31") + duration("P999999Y")')).to.equal(null);
    expect(resultOf('date(2024, 2, 30)')).to.equal(null);
    expect(resultOf('duration("P999999999999999999Y")')).to.equal(null);
  });
});
