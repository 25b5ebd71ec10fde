import { expect } from 'chai';
import { isOpen } from '../../engine/items/is-open.ts';

describe('items/is-open', () => {
  it('should be while it is in use and within its period, first and last day included', () => {
    const period = { validFrom: '2026-03-01', validUntil: '2026-03-31' };

    expect(isOpen({}, '2026-01-01')).to.equal(true);
    expect(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((day) => isOpen(period, day))).to.deep.equal([
      false,
      true,
      true,
      false,
    ]);
    for (const status of ['suspended', 'cancelled'] as const)
      expect(isOpen({ ...period, status }, '2026-03-10')).to.equal(false);
  });
});
