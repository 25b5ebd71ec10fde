import { expect } from 'chai';
import { ratingInProcess } from '../../../apps/portal/rated.ts';

describe('a rating that the process itself asks for', () => {
  const awaiting = [{ message: 'rating.submitted' }] as never;

  it('should be known while it is waited for, and once it came', () => {
    expect(ratingInProcess({ awaits: awaiting, variables: {} })).to.equal('asks');
    expect(ratingInProcess({ awaits: [], variables: { ratingResult: 'good' } })).to.equal('has');
  });

  it('should be none where nobody asked, nobody answered in time, or the word is no result', () => {
    expect(ratingInProcess({ awaits: [], variables: {} })).to.equal(null);
    expect(ratingInProcess({ awaits: [], variables: { ratingResult: 'unrated' } })).to.equal(null);
    expect(ratingInProcess({ awaits: [], variables: { ratingResult: 3 } })).to.equal(null);
  });
});
