import { expect } from 'chai';
import { checkRows } from '../../engine/identity/check-rows.ts';

const GOOD = '11010519491231002X';
const BAD = '110105194912310020';

describe('rows with identity numbers', () => {
  it('should set aside the bad ones, and say why and how many', () => {
    const rows = [{ id: GOOD, n: 1 }, { id: BAD, n: 2 }, { id: '', n: 3 }, { n: 4 }];

    const checked = checkRows(rows, { id: ['resident-id'] });

    expect(checked.good.map(({ n }) => n)).to.deep.equal([1, 3, 4]);
    expect(checked.quarantined).to.have.length(1);
    expect(checked.quarantined[0]).to.deep.include({ index: 1, row: rows[1] });
    expect(checked.quarantined[0]?.problems.map(({ field, rule }) => [field, rule])).to.deep.equal([['id', 'check']]);
    expect(checked.counts).to.deep.equal({ id: { checked: 2, failed: 1 } });
  });

  it('should let in any of the kinds a field may hold, and explain by the nearest', () => {
    const kinds = ['resident-id', 'residence-permit', 'credit-code'] as const;

    expect(checkRows([{ id: '810000199408230021' }], { id: kinds }).quarantined).to.deep.equal([]);
    expect(checkRows([{ id: BAD }], { id: kinds }).quarantined[0]?.problems[0]?.rule).to.equal('check');
  });

  it('should take numbers of JSON for what they are', () => {
    expect(checkRows([{ id: 440524188001010000 }], { id: ['resident-id'] }).quarantined).to.have.length(1);
    expect(checkRows([{ id: { a: 1 } }, { id: [GOOD] }], { id: ['resident-id'] }).quarantined).to.have.length(1);
  });
});
