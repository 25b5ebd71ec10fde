import { expect } from 'chai';
import { asksForRating } from '../../../apps/portal/rated.ts';

describe('a rating that the process itself asks for', () => {
  const awaiting = (...messages: readonly string[]) => ({ awaits: messages.map((message) => ({ message })) }) as never;

  it('should be asked for while it is waited for, whatever else is', () => {
    expect(asksForRating(awaiting('applicant.withdraws', 'rating.submitted'))).to.equal(true);
    expect(asksForRating(awaiting('applicant.withdraws'))).to.equal(false);
    expect(asksForRating(awaiting())).to.equal(false);
  });
});
