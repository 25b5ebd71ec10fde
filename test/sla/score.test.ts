import { expect } from 'chai';
import fc from 'fast-check';
import { DEFAULT_WEIGHTS, scoreOf, WEIGHED } from '../../engine/sla/score.ts';

const NOTHING = {
  inTimeRate: null,
  casesInTimeRate: null,
  satisfaction: null,
  answersInTime: null,
  returns: null,
  lamps: null,
};

describe('the score of a department', () => {
  it('should weigh only what is known', () => {
    expect(scoreOf(NOTHING, DEFAULT_WEIGHTS)).to.equal(null);
    expect(scoreOf({ ...NOTHING, satisfaction: 0.4 }, DEFAULT_WEIGHTS)).to.equal(0.4);
    expect(scoreOf({ ...NOTHING, inTimeRate: 1, satisfaction: 0.5 }, DEFAULT_WEIGHTS)).to.equal(0.8);
  });

  it('should be none where all that is known weighs nothing', () => {
    expect(scoreOf({ ...NOTHING, lamps: 1 }, { ...DEFAULT_WEIGHTS, lamps: 0 })).to.equal(null);
  });

  it('should lie between the least and the greatest share, and not fall when one of them rises', () => {
    const share = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
    const shares = fc.record(Object.fromEntries(WEIGHED.map((name) => [name, share])));
    fc.assert(
      fc.property(shares, fc.constantFrom(...WEIGHED), (drawn, name) => {
        const known = { ...NOTHING, ...drawn };
        const score = scoreOf(known, DEFAULT_WEIGHTS);
        const values = Object.values(known).filter((value) => value !== null);
        if (score === null) return values.length === 0;
        const better = scoreOf({ ...known, [name]: known[name] === null ? null : 1 }, DEFAULT_WEIGHTS) ?? 0;
        return score >= Math.min(...values) - 1e-9 && score <= Math.max(...values) + 1e-9 && better >= score - 1e-9;
      }),
    );
  });
});
