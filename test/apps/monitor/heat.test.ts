import { expect } from 'chai';
import fc from 'fast-check';
import { heatLevels, levelBound } from '../../../apps/monitor/heat.ts';

describe('the heat of a step', () => {
  it('should be its share of the largest figure', () => {
    const levels = heatLevels(
      new Map([
        ['a', 10],
        ['b', 25],
        ['c', 26],
        ['d', 100],
      ]),
    );

    expect([...levels]).to.deep.equal([
      ['a', 1],
      ['b', 1],
      ['c', 2],
      ['d', 4],
    ]);
  });

  it('should be none where nothing is', () => {
    expect(heatLevels(new Map([['a', 0]])).size).to.equal(0);
    expect(heatLevels(new Map()).size).to.equal(0);
  });

  it('should never be above the bound that the legend gives for it', () => {
    const figures = fc.uniqueArray(fc.integer({ min: 1, max: 1e9 }), { minLength: 1, maxLength: 20 });

    fc.assert(
      fc.property(figures, (values) => {
        const most = Math.max(...values);
        const levels = heatLevels(new Map(values.map((value) => [String(value), value])));
        return values.every((value) => {
          const level = levels.get(String(value));
          return level !== undefined && value <= levelBound(level, most) * (1 + Number.EPSILON);
        });
      }),
    );
  });
});
