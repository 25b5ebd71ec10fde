import { expect } from 'chai';
import { limitWords } from '../../../apps/portal/limit-words.ts';
import type { CaseClock } from '../../../apps/shared/api/types.ts';

const clock = (name: CaseClock['clock'], state: CaseClock['state'], dueAt: string): CaseClock =>
  ({ clock: name, state, dueAt, remainingWorkingDays: 5, provisional: false, basis: null }) as CaseClock;

describe('what limits say to an applicant', () => {
  it('should tell until when a supplement is awaited, not that the limit of the offices stands still meanwhile', () => {
    const clocks = [
      clock('acceptance', 'paused', '2026-03-18T16:00:00Z'),
      clock('correction', 'running', '2026-04-10T16:00:00Z'),
    ];

    expect(limitWords(clocks)).to.include({ key: 'yours', dueAt: '2026-04-10T16:00:00Z' });
    expect(limitWords(clocks.slice(0, 1))).to.include({ key: 'paused' });
  });
});
