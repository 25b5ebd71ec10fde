import { expect } from 'chai';
import { dueAfter, dueAt, firstOfCycle, nextOfCycle } from '../../engine/core/schedule.ts';

const at = (text: string) => Date.parse(text);
const NOW = at('2026-01-31T00:00:00Z');
const iso = (instant: number | undefined) => (instant === undefined ? undefined : new Date(instant).toISOString());

const value = <T>(result: { ok: true; value: T } | { ok: false; failure: unknown }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

/** The first firings of a cycle, each taken exactly when it is due. */
function firings(text: string, count: number, now = NOW, zone?: string): (string | undefined)[] {
  const found: (string | undefined)[] = [];
  for (
    let due = value(firstOfCycle(text, now, zone)) as ReturnType<typeof nextOfCycle>;
    due && found.length < count;
  ) {
    found.push(iso(due.dueAt));
    due = due.repeat ? nextOfCycle(due.repeat, due.dueAt, zone) : null;
  }
  return found;
}

describe('core/schedule', () => {
  for (const [text, expected] of [
    ['PT1H', '2026-01-31T01:00:00.000Z'],
    ['PT0.5S', '2026-01-31T00:00:00.500Z'],
    ['P1M', '2026-02-28T00:00:00.000Z'],
    ['P1Y1M', '2027-02-28T00:00:00.000Z'],
    ['P2Y1M', '2028-02-29T00:00:00.000Z'],
    ['P2W', '2026-02-14T00:00:00.000Z'],
    ['P1DT12H', '2026-02-01T12:00:00.000Z'],
    ['P30D', '2026-03-02T00:00:00.000Z'],
    ['P100Y', '2126-01-31T00:00:00.000Z'],
  ] as const) {
    it(`should be due after ${text}`, () => {
      expect(iso(value(dueAfter(text, NOW)))).to.equal(expected);
    });
  }

  for (const text of ['-PT1H', 'P', 'PT', 'P1', '1H', 'PT-1H', 'P1.5D', '', 'P999999Y']) {
    it(`should refuse the duration "${text}"`, () => {
      expect(dueAfter(text, NOW)).to.have.nested.property('failure.code', 'timer-invalid');
    });
  }

  for (const [text, expected] of [
    ['2026-02-28T08:00:00Z', '2026-02-28T08:00:00.000Z'],
    ['2026-02-28T08:00:00+08:00', '2026-02-28T00:00:00.000Z'],
    ['2026-02-28T08:00', '2026-02-28T00:00:00.000Z'],
    ['2026-02-28', '2026-02-27T16:00:00.000Z'],
    ['2126-01-01T00:00:00.25Z', '2126-01-01T00:00:00.250Z'],
  ] as const) {
    it(`should be due at ${text}`, () => {
      expect(iso(value(dueAt(text)))).to.equal(expected);
    });
  }

  for (const text of ['2026-02-30', '2026-13-01', '2026-01-01T24:00:00Z', 'tomorrow', '']) {
    it(`should refuse the date "${text}"`, () => {
      expect(dueAt(text)).to.have.nested.property('failure.code', 'timer-invalid');
    });
  }

  it('should repeat as often as it says', () => {
    expect(firings('R3/PT10S', 9)).to.deep.equal([
      '2026-01-31T00:00:10.000Z',
      '2026-01-31T00:00:20.000Z',
      '2026-01-31T00:00:30.000Z',
    ]);
  });

  it('should repeat for ever without a number', () => {
    expect(firings('R/PT10S', 50)).to.have.length(50);
  });

  it('should keep to the day of the month it began with', () => {
    expect(firings('R/P1M', 4)).to.deep.equal([
      '2026-02-28T00:00:00.000Z',
      '2026-03-31T00:00:00.000Z',
      '2026-04-30T00:00:00.000Z',
      '2026-05-31T00:00:00.000Z',
    ]);
  });

  it('should count from its start, itself the first', () => {
    expect(firings('R2/2026-02-01T00:00:00Z/P1D', 9)).to.deep.equal([
      '2026-02-01T00:00:00.000Z',
      '2026-02-02T00:00:00.000Z',
    ]);
  });

  it('should take what lies before now as gone', () => {
    expect(firings('R5/2026-01-29T12:00:00Z/P1D', 9)).to.deep.equal([
      '2026-01-31T12:00:00.000Z',
      '2026-02-01T12:00:00.000Z',
      '2026-02-02T12:00:00.000Z',
    ]);
    expect(firstOfCycle('R2/2020-01-01T00:00:00Z/P1D', NOW)).to.have.nested.property('failure.code', 'timer-invalid');
  });

  it('should stop at its end', () => {
    expect(firings('R/PT12H/2026-02-01T00:00:00Z', 9)).to.deep.equal([
      '2026-01-31T12:00:00.000Z',
      '2026-02-01T00:00:00.000Z',
    ]);
  });

  it('should not make up in a burst for what it missed', () => {
    const first = value(firstOfCycle('R/PT1H', NOW));

    const next = first.repeat && nextOfCycle(first.repeat, at('2026-02-03T00:30:00Z'));

    expect(iso(next?.dueAt)).to.equal('2026-02-03T01:00:00.000Z');
  });

  it('should understand cron with five and six fields, read in China Standard Time', () => {
    expect(firings('0 9 * * 1-5', 2)).to.deep.equal(['2026-02-02T01:00:00.000Z', '2026-02-03T01:00:00.000Z']);
    expect(firings('*/20 * * * * *', 2)).to.deep.equal(['2026-01-31T00:00:20.000Z', '2026-01-31T00:00:40.000Z']);
  });

  for (const text of [
    'R0/PT1S',
    'R/PT0S',
    'R/PT0.001S',
    'R3/2026-02-01T00:00:00Z/PT0.999S',
    'R3',
    'R3/',
    'PT1H',
    'R/P1D/P1D',
    'R/never/P1D',
    'R/2026-02-02T00:00:00Z/2026-02-01T00:00:00Z',
    'R/2026-02-02T00:00:00Z/2026-02-02T00:00:00Z',
    'R3/2026-03-02T00:00:00Z/P1D/2026-03-01T00:00:00Z',
    '* * *',
    '0 0 31 2 *',
    '99 * * * *',
    '',
  ]) {
    it(`should refuse the cycle "${text}"`, () => {
      expect(firstOfCycle(text, NOW)).to.have.nested.property('failure.code', 'timer-invalid');
    });
  }
});

const AMSTERDAM = 'Europe/Amsterdam';
const NEW_YORK = 'America/New_York';

describe('core/schedule: time zones and summer time', () => {
  for (const [text, zone, expected] of [
    ['2026-07-01T09:00', AMSTERDAM, '2026-07-01T07:00:00.000Z'],
    ['2026-12-01T09:00', AMSTERDAM, '2026-12-01T08:00:00.000Z'],
    ['2026-07-01', NEW_YORK, '2026-07-01T04:00:00.000Z'],
    // The hour from two to three does not exist: as much later as is skipped.
    ['2026-03-29T02:30', AMSTERDAM, '2026-03-29T01:30:00.000Z'],
    ['2026-03-08T02:30', NEW_YORK, '2026-03-08T07:30:00.000Z'],
    // The hour comes twice: the first.
    ['2026-10-25T02:30', AMSTERDAM, '2026-10-25T00:30:00.000Z'],
    ['2026-11-01T01:30', NEW_YORK, '2026-11-01T05:30:00.000Z'],
    ['2026-07-01T09:00@America/New_York', AMSTERDAM, '2026-07-01T13:00:00.000Z'],
    ['2026-07-01T09:00[Asia/Tokyo]', AMSTERDAM, '2026-07-01T00:00:00.000Z'],
    ['2026-07-01T09:00+02:00', NEW_YORK, '2026-07-01T07:00:00.000Z'],
  ] as const) {
    it(`should read ${text} on the clock of ${zone}`, () => {
      expect(iso(value(dueAt(text, zone)))).to.equal(expected);
    });
  }

  it('should refuse a zone that does not exist', () => {
    expect(dueAt('2026-07-01T09:00@Mars/Olympus')).to.have.nested.property('failure.code', 'timer-invalid');
  });

  it('should keep the time of day over days and months, and count hours exactly', () => {
    const before = at('2026-03-28T11:00:00Z');

    expect(iso(value(dueAfter('P1D', before, AMSTERDAM)))).to.equal('2026-03-29T10:00:00.000Z');
    expect(iso(value(dueAfter('PT24H', before, AMSTERDAM)))).to.equal('2026-03-29T11:00:00.000Z');
    expect(iso(value(dueAfter('P1M', before, AMSTERDAM)))).to.equal('2026-04-28T10:00:00.000Z');
    expect(iso(value(dueAfter('P1DT1H', before, 'Asia/Shanghai')))).to.equal('2026-03-29T12:00:00.000Z');
  });

  it('should count months by the calendar of the zone', () => {
    expect(iso(value(dueAfter('P1M', at('2026-01-30T18:00:00Z'), 'Asia/Shanghai')))).to.equal(
      '2026-02-27T18:00:00.000Z',
    );
    expect(iso(value(dueAfter('P1Y', at('2028-02-29T04:00:00Z'), 'Asia/Shanghai')))).to.equal(
      '2029-02-28T04:00:00.000Z',
    );
  });

  it('should repeat at the same time of day when summer time begins and ends', () => {
    const spring = firings('R/2026-03-28T09:00/P1D', 3, at('2026-03-01T00:00:00Z'), AMSTERDAM);
    const autumn = firings('R/2026-10-31T09:00/P1D', 3, at('2026-10-01T00:00:00Z'), NEW_YORK);

    expect(spring).to.deep.equal(['2026-03-28T08:00:00.000Z', '2026-03-29T07:00:00.000Z', '2026-03-30T07:00:00.000Z']);
    expect(autumn).to.deep.equal(['2026-10-31T13:00:00.000Z', '2026-11-01T14:00:00.000Z', '2026-11-02T14:00:00.000Z']);
  });

  it('should move a daily time that is skipped on that day only', () => {
    expect(firings('R/2026-03-28T02:30/P1D', 3, at('2026-03-01T00:00:00Z'), AMSTERDAM)).to.deep.equal([
      '2026-03-28T01:30:00.000Z',
      '2026-03-29T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
  });

  it('should let cron come once where its time is skipped (at the end of the gap) or comes twice (the first time)', () => {
    expect(firings('30 2 * * *', 3, at('2026-03-28T00:00:00Z'), AMSTERDAM)).to.deep.equal([
      '2026-03-28T01:30:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
    expect(firings('30 1 * * *', 3, at('2026-10-31T00:00:00Z'), NEW_YORK)).to.deep.equal([
      '2026-10-31T05:30:00.000Z',
      '2026-11-01T05:30:00.000Z',
      '2026-11-02T06:30:00.000Z',
    ]);
  });

  it('should repeat by the length between two times', () => {
    expect(firings('R3/2026-02-01T00:00:00Z/2026-02-01T06:00:00Z', 9)).to.deep.equal([
      '2026-02-01T00:00:00.000Z',
      '2026-02-01T06:00:00.000Z',
      '2026-02-01T12:00:00.000Z',
    ]);
  });

  it('should find the leap day and the ends of months', () => {
    expect(firings('0 0 29 2 *', 2, NOW, 'UTC')).to.deep.equal([
      '2028-02-29T00:00:00.000Z',
      '2032-02-29T00:00:00.000Z',
    ]);
    expect(firings('0 0 L * *', 2, NOW, 'UTC')).to.deep.equal(['2026-02-28T00:00:00.000Z', '2026-03-31T00:00:00.000Z']);
  });
});
