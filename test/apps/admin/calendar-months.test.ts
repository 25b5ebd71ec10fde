import { expect } from 'chai';
import { monthsOf, weekdays } from '../../../apps/admin/calendar-months.ts';

describe('a year at a glance', () => {
  it('should begin each month under the day of the week it begins on', () => {
    const days = ['2026-01-01', '2026-01-02', '2026-02-01', '2026-06-01'].map((date) => ({ date }));

    const months = monthsOf(days);

    expect(months.map(({ number, offset, days: { length } }) => [number, offset, length]).slice(0, 2)).to.deep.equal([
      [1, 3, 2],
      [2, 6, 1],
    ]);
    expect(months[5]?.offset).to.equal(0);
    expect(months).to.have.length(12);
  });

  it('should name the days of the week from Monday on, in the language of the reader', () => {
    expect(weekdays('zh')).to.deep.equal(['一', '二', '三', '四', '五', '六', '日']);
    expect(weekdays('en')).to.deep.equal(['M', 'T', 'W', 'T', 'F', 'S', 'S']);
  });
});
