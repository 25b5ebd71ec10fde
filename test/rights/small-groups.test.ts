import { expect } from 'chai';
import { FEWEST, hiddenGroups } from '../../engine/rights/small-groups.ts';

describe('rights/small-groups', () => {
  const hidden = (...sizes: number[]): number[] => [...hiddenGroups(sizes)].sort((a, b) => a - b);

  it('should show groups that are large enough, all of them where each is', () => {
    expect(hidden(FEWEST, 30, 12)).to.deep.equal([]);
  });

  it('should hide the next smaller one with a single small group, which the whole would tell', () => {
    expect(hidden(FEWEST - 1, 30, 12)).to.deep.equal([0, 2]);
  });

  it('should hide no more than needed where several small groups are enough together', () => {
    expect(hidden(FEWEST - 1, 30, FEWEST - 2, 12)).to.deep.equal([0, 2]);
    expect(hidden(1, 30, 1, 12)).to.deep.equal([0, 2, 3]);
  });

  it('should show nothing where nothing else is left to hide a small group with', () => {
    expect(hidden(1, 30)).to.deep.equal([0, 1]);
    expect(hidden(1)).to.deep.equal([0]);
  });
});
