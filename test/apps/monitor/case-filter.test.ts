import { expect } from 'chai';
import { addressQuery, apiQuery, filterOf } from '../../../apps/shared/cases/case-filter.ts';
import { lastDays } from '../../../apps/shared/time/days.ts';

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
    expect(apiQuery({ status: 'open' })).to.deep.equal({ open: true });
    expect(apiQuery({ status: 'ended' })).to.deep.equal({ open: false });
    expect(apiQuery({ status: 'incident' })).to.deep.equal({ status: 'incident' });
  });

  it('should include the first and the last moment of its days', () => {
    expect(apiQuery({ startedFrom: '2026-03-01', startedTo: '2026-03-01' })).to.deep.equal({
      startedAfter: '2026-02-28T23:59:59.999Z',
      startedBefore: '2026-03-02T00:00:00.000Z',
    });
  });
});

describe('the last days', () => {
  it('should end today and count today', () => {
    expect(lastDays(7, Date.parse('2026-03-02T00:00:00Z'))).to.deep.equal({ from: '2026-02-24', to: '2026-03-02' });
  });
});
