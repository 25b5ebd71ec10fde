import { expect } from 'chai';
import { asked, only, WHICH, WHICH_OPEN, whose } from '../../../apps/monitor/board-scope.ts';
import { lampSeries } from '../../../apps/monitor/components/charts/bars.ts';
import { behind } from '../../../apps/monitor/indicators.ts';
import { daysOfMonth, monthBefore } from '../../../apps/monitor/months.ts';
import { since } from '../../../apps/shared/time/days.ts';

const NONE = { 'double-red': 0, red: 0, yellow: 0, green: 0, grey: 0, blue: 0 };

describe('which clocks a page is about', () => {
  it('should ask the API by its own names, and only for what the operation takes', () => {
    const scope = { process: 'permit', step: 'check', dueAfter: '2026-03-01T00:00:00Z', late: 'true' };

    expect(asked(scope, WHICH)).to.deep.equal({ definitionKey: 'permit', elementId: 'check' });
    expect(asked(scope, WHICH_OPEN)).to.include({ dueAfter: '2026-03-01T00:00:00Z' }).and.not.to.have.property('late');
    expect(only(scope, WHICH)).to.deep.equal({ process: 'permit', step: 'check' });
  });

  it('should tell a row of nobody from all rows', () => {
    expect(whose({ department: null })).to.deep.equal({ without: 'department' });
    expect(whose({ department: null, person: null })).to.deep.equal({ without: 'person' });
    expect(whose({ department: null, person: 'wang' })).to.deep.equal({ person: 'wang' });
  });
});

describe('a month of indicators', () => {
  it('should have its first and last day, also in leap years and over the turn of a year', () => {
    expect(daysOfMonth('2028-02')).to.deep.equal({ from: '2028-02-01', to: '2028-02-29' });
    expect(daysOfMonth('2026-12')).to.deep.equal({ from: '2026-12-01', to: '2026-12-31' });
    expect(monthBefore(Date.UTC(2026, 0, 31))).to.equal('2025-12');
  });

  it('should lead from each figure to what it counts, of a department or of none', () => {
    expect(behind('doubleRed', 'fire', '2026-03')).to.deep.equal({
      name: 'turns',
      query: { department: 'fire', from: '2026-03-01', to: '2026-03-31', lamp: 'double-red' },
    });
    expect(behind('cases', '', '2026-03')).to.deep.equal({
      name: 'ended',
      query: { without: 'department', from: '2026-03-01', to: '2026-03-31', clock: 'promised' },
    });
  });

  it('should be counted back from the day of now, that day included', () => {
    expect(since('UTC', 30, Date.UTC(2026, 2, 30, 12))).to.deep.equal({ from: '2026-03-01' });
  });
});

describe('a chart of lamps', () => {
  it('should stack the worst first and leave out lamps that never burn', () => {
    const rows = [{ lamps: { ...NONE, green: 2, red: 1 } }, { lamps: { ...NONE, green: 1, 'double-red': 3 } }];

    expect(lampSeries(rows, (lamp) => lamp).map(({ name, values }) => [name, values])).to.deep.equal([
      ['double-red', [0, 3]],
      ['red', [1, 0]],
      ['green', [2, 1]],
    ]);
  });
});
