import { expect } from 'chai';
import { addressQuery, apiQuery, filterOf } from '../../../apps/shared/cases/case-filter.ts';
import { lastDays, startOfDay } from '../../../apps/shared/time/days.ts';

describe('the filter of a case list', () => {
  it('should be read from the address, leaving out what is none', () => {
    const filter = filterOf({
      process: 'permit',
      status: 'late',
      startedFrom: '2026-13-99',
      endedTo: '2026-03-01',
      page: '7',
      step: null,
    });

    expect(filter).to.deep.equal({ process: 'permit', endedTo: '2026-03-01' });
  });

  it('should survive the way through the address', () => {
    const filter = { process: 'permit', step: 'check', status: 'open', startedFrom: '2026-03-01' } as const;

    expect(filterOf(addressQuery(filter) as Record<string, string>)).to.deep.equal(filter);
  });

  it('should lose what was emptied', () => {
    expect(addressQuery({ process: 'permit', number: '', status: 'ended' })).to.deep.equal({
      process: 'permit',
      status: 'ended',
    });
  });

  it('should tell all open and all ended cases from a status', () => {
    expect(apiQuery({ status: 'open' }, 'UTC')).to.deep.equal({ open: true });
    expect(apiQuery({ status: 'ended' }, 'UTC')).to.deep.equal({ open: false });
    expect(apiQuery({ status: 'incident' }, 'UTC')).to.deep.equal({ status: 'incident' });
  });

  it('should include the first and the last moment of its days', () => {
    expect(apiQuery({ startedFrom: '2026-03-01', startedTo: '2026-03-01' }, 'Asia/Shanghai')).to.deep.equal({
      startedAfter: '2026-02-28T15:59:59.999Z',
      startedBefore: '2026-03-01T16:00:00.000Z',
    });
  });
});

describe('the last days', () => {
  it('should end today and count today', () => {
    const morning = Date.parse('2026-03-01T17:00:00Z');

    expect(lastDays('Asia/Shanghai', 7, morning)).to.deep.equal({ from: '2026-02-24', to: '2026-03-02' });
    expect(lastDays('UTC', 7, morning)).to.deep.equal({ from: '2026-02-23', to: '2026-03-01' });
  });

  it('should begin when the clock on the wall says so, also where clocks are changed', () => {
    const starts = (zone: string, day: string) => new Date(startOfDay(zone, day)).toISOString();

    expect(starts('Asia/Shanghai', '2026-03-11')).to.equal('2026-03-10T16:00:00.000Z');
    expect(starts('America/New_York', '2026-03-08')).to.equal('2026-03-08T05:00:00.000Z');
    expect(starts('America/New_York', '2026-03-09')).to.equal('2026-03-09T04:00:00.000Z');
    expect(starts('Pacific/Kiritimati', '2026-01-01')).to.equal('2025-12-31T10:00:00.000Z');
  });
});
