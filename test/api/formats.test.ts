import { expect } from 'chai';
import fc from 'fast-check';
import { durationMs, isDay, isDuration, isTime, timeTextOrNull } from '../../engine/api/formats.ts';

describe('api/formats', () => {
  it('should take times of RFC 3339 whose date exists, and nothing else', () => {
    const valid = ['2026-03-01T00:00:00Z', '2026-03-01T08:00:00.123+08:00', '2024-02-29T23:59:59Z'];
    const invalid = [
      '2026-02-30T00:00:00Z',
      '2026-03-01',
      '2026-03-01T00:00:00',
      '2026-13-01T00:00:00Z',
      'now',
      '',
      '2026-03-01T25:00:00Z',
      '+275760-09-13T00:00:00Z',
    ];

    expect(valid.filter((text) => !isTime(text))).to.deep.equal([]);
    expect(invalid.filter(isTime)).to.deep.equal([]);
  });

  it('should know which days exist', () => {
    expect(isDay('2024-02-29')).to.equal(true);
    expect(isDay('2025-02-29')).to.equal(false);
    expect(isDay('2025-2-9')).to.equal(false);
  });

  it('should refuse durations that are empty, negative or of varying length', () => {
    const invalid = ['P', 'PT', 'P1Y', 'P1M', '-PT1H', 'PT1H1D', '1H', 'PT1.5H', ''];

    expect(invalid.filter(isDuration)).to.deep.equal([]);
  });

  it('should read durations to the millisecond', () => {
    expect(durationMs('PT0S')).to.equal(0);
    expect(durationMs('PT1.5S')).to.equal(1500);
    expect(durationMs('P1W2DT3H4M5.006S')).to.equal(((9 * 24 + 3) * 3600 + 4 * 60 + 5) * 1000 + 6);
  });

  it('should read back every duration it can be given', () => {
    fc.assert(
      fc.property(fc.nat(999), fc.nat(999), fc.nat(999), fc.nat(999), (days, hours, minutes, seconds) => {
        const text = `P${days}DT${hours}H${minutes}M${seconds}S`;

        expect(isDuration(text)).to.equal(true);
        expect(durationMs(text)).to.equal((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
      }),
    );
  });

  it('should show no limit as null', () => {
    expect(timeTextOrNull(Number.POSITIVE_INFINITY)).to.equal(null);
    expect(timeTextOrNull(0)).to.equal('1970-01-01T00:00:00.000Z');
  });
});
