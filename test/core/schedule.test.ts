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
function firings(text: string, count: number, now = NOW): (string | undefined)[] {
  const found: (string | undefined)[] = [];
  for (let due = value(firstOfCycle(text, now)) as ReturnType<typeof nextOfCycle>; due && found.length < count; ) {
    found.push(iso(due.dueAt));
    due = due.repeat ? nextOfCycle(due.repeat, due.dueAt) : null;
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
