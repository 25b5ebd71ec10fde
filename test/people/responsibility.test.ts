import { expect } from 'chai';
import fc from 'fast-check';
import { forbiddenFor, responsibleFor, reviewResponsibilities } from '../../engine/people/approvers/responsibility.ts';
import { responsible as entry } from '../commands/office.ts';

const idsOf = (rows: readonly { readonly id: string }[]): string => rows.map(({ id }) => id).join(',');

describe('people/approvers/responsibility', () => {
  const rows = [
    entry('any', { matter: null, lead: 'd0' }),
    entry('matter', { lead: 'd1' }),
    entry('matter-level', { level: 'city', lead: 'd2' }),
    entry('matter-area', { area: '3301', lead: 'd3' }),
    entry('matter-area-level', { area: '3301', level: 'city', lead: 'd4' }),
    entry('matter-near', { area: '330106', lead: 'd5' }),
  ];

  for (const [matter, area, level, expected] of [
    ['other', null, null, 'any'],
    ['stall', null, null, 'matter'],
    ['stall', '32', null, 'matter'],
    ['stall', null, 'city', 'matter-level'],
    ['stall', '330199', null, 'matter-area'],
    ['stall', '3301', 'city', 'matter-area-level'],
    ['stall', '330106', 'city', 'matter-near'],
    ['stall', '330106001', null, 'matter-near'],
  ] as const) {
    it(`should be "${expected}" for ${matter}, ${area}, ${level}`, () => {
      expect(idsOf(responsibleFor(rows, { matter, area, level }))).to.equal(expected);
    });
  }

  it('should not depend on the order of the list', () => {
    const asked = { matter: 'stall', area: '330106', level: 'city' };

    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        expect(idsOf(responsibleFor(shuffled, asked))).to.equal('matter-near');
      }),
    );
  });

  it('should name the entry of the negative list that keeps a department away, or everybody', () => {
    const negative = [
      entry('not-d1', { kind: 'forbidden', lead: 'd1', area: '33' }),
      entry('nobody', { kind: 'forbidden', lead: null, matter: 'weapon' }),
    ];
    const at = (matter: string, area: string, department: string) =>
      forbiddenFor(negative, { matter, area, level: null }, department)?.id;

    expect(at('stall', '3301', 'd1')).to.equal('not-d1');
    expect(at('stall', '3301', 'd2')).to.equal(undefined);
    expect(at('stall', '32', 'd1')).to.equal(undefined);
    expect(at('weapon', '32', 'd2')).to.equal('nobody');
  });

  it('should report overlaps, breaks in time, gaps and contradictions, and nothing of a list that is whole', () => {
    const review = (...list: Parameters<typeof entry>[]) =>
      reviewResponsibilities(
        list.map(([id, more]) => entry(id, more)),
        50,
      );

    expect(review(['a', { lead: 'd1' }], ['b', { area: '33', lead: 'd2' }])).to.deep.equal([]);
    expect(review(['a', { lead: 'd1', until: 10 }], ['b', { lead: 'd2', since: 10 }])).to.deep.equal([]);
    expect(review(['a', { lead: 'd1' }], ['b', { lead: 'd2', since: 40 }])).to.deep.equal([
      { kind: 'overlap', ids: ['a', 'b'] },
    ]);
    expect(review(['a', { lead: 'd1', until: 10 }], ['b', { lead: 'd2', since: 20 }])).to.deep.equal([
      { kind: 'break', ids: ['a', 'b'], since: 10, until: 20 },
    ]);
    expect(review(['a', { area: '33', lead: 'd1' }], ['b', { matter: 'shop', area: '32', lead: 'd1' }])).to.deep.equal([
      { kind: 'gap', matter: 'shop', area: '33', level: null },
      { kind: 'gap', matter: 'stall', area: '32', level: null },
    ]);
    expect(review(['a', { lead: 'd1', departments: ['d2'] }], ['no', { kind: 'forbidden', lead: 'd2' }])).to.deep.equal(
      [{ kind: 'forbidden', ids: ['a', 'no'], department: 'd2' }],
    );
  });
});
