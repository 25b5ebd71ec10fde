import { expect } from 'chai';
import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { chinaCalendar } from '../../engine/sla/calendar/china.ts';
import { differenceOf, withPlan } from '../../engine/sla/calendar/import-plan.ts';
import { type Plan, parsePlan } from '../../engine/sla/calendar/plan-text.ts';
import { readPlan } from '../../engine/sla/calendar/read-plan.ts';
import type { StoredCalendar } from '../../engine/sla/calendar/rows.ts';
import { CHINA_ONLY } from '../../engine/sla/calendars.ts';

const read = (text: string): Plan => {
  const plan = parsePlan(text);
  if ('line' in plan) throw new Error(`Expected a plan, but line ${plan.line} is none.`);
  return plan;
};
const stored = (more: Partial<StoredCalendar> = {}): StoredCalendar => ({
  id: 'china',
  version: 1,
  base: null,
  ...chinaCalendar(),
  ...more,
});

describe('sla/plans of China', () => {
  it('should have every day that was published, and no other', () => {
    const { days, plannedYears } = chinaCalendar();
    const dates = (kind: string) => days.filter((day) => day.kind === kind).map(({ date }) => date);

    expect(dates('holiday')).to.deep.equal(Object.keys(published.holidays).sort());
    expect(dates('workday')).to.deep.equal(Object.keys(published.workdays).sort());
    expect(dates('closure')).to.deep.equal([]);
    expect(plannedYears).to.deep.equal(Array.from({ length: 23 }, (_, index) => 2004 + index));
  });
});

describe('sla/plan text', () => {
  it('should read spans, make-up days, closures and days of another year', () => {
    const { days, plannedYears } = read('\n2027\n 元旦 2026-12-31..2027-01-02 +01-03\n台风 !07-15\n');

    expect(plannedYears).to.deep.equal([2027]);
    expect(days.map(({ date, kind }) => `${date} ${kind}`)).to.deep.equal([
      '2026-12-31 holiday',
      '2027-01-01 holiday',
      '2027-01-02 holiday',
      '2027-01-03 workday',
      '2027-07-15 closure',
    ]);
  });

  for (const [name, text, line] of [
    ['days before any year', '元旦 01-01', 1],
    ['a name without days', '2027\n元旦', 2],
    ['a day that does not exist', '2027\n春节 02-30', 2],
    ['a span that runs backwards', '2027\n春节 02-10..02-03', 2],
    ['a span of many years', '2027\n春节 1970-01-01..2399-01-01', 2],
    ['words where days belong', '2027\n元旦 01-01\n国庆节 一周', 3],
    ['markup', '2027\n<img src=x> 01-01', 2],
  ] as const) {
    it(`should name the line with ${name}`, () => {
      const plan = parsePlan(text);

      expect('line' in plan && plan.line).to.equal(line);
    });
  }
});

describe('sla/plans for machines', () => {
  const file = (days: readonly object[], year: unknown = 2027) => JSON.stringify({ $id: 'x', year, papers: [], days });
  const plan = (text: string) => {
    const found = readPlan(text);
    if ('line' in found) throw new Error(`Expected a plan, but "${found.text}" is none.`);
    return found;
  };

  it('should be taken in as they are published, a file for each year', () => {
    const found = plan(
      file([
        { name: '元旦', date: '2027-01-01', isOffDay: true },
        { name: '元旦', date: '2026-12-31', isOffDay: true },
        { name: '元旦', date: '2027-01-03', isOffDay: false },
      ]),
    );

    expect(found.plannedYears).to.deep.equal([2027]);
    expect(found.days.map(({ date, kind, name }) => `${date} ${kind} ${name}`)).to.deep.equal([
      '2026-12-31 holiday 元旦',
      '2027-01-01 holiday 元旦',
      '2027-01-03 workday 元旦调休',
    ]);
  });

  it('should say the same as the notation of the plan of 2026', () => {
    const { days } = chinaCalendar();
    const of2026 = days.filter(({ date }) => date.startsWith('2026'));
    const same = plan(
      file(
        of2026.map(({ date, kind, name }) => ({ name: name.replace('调休', ''), date, isOffDay: kind === 'holiday' })),
        2026,
      ),
    );

    expect(of2026.length).to.be.greaterThan(30);
    expect(same.days).to.deep.equal(of2026);
  });

  for (const [name, text] of [
    ['a year whose plan is not published yet', file([])],
    ['no year', file([{ name: '元旦', date: '2027-01-01', isOffDay: true }], '2027')],
    ['a day that does not exist', file([{ name: '春节', date: '2027-02-30', isOffDay: true }])],
    ['a day that does not say what it is', file([{ name: '春节', date: '2027-02-03' }])],
    ['nothing for a day', file([null as never])],
    ['broken JSON', '{"year": 2027, "days": ['],
    ['something else', '{"a": 1}'],
  ] as const) {
    it(`should be refused with ${name}`, () => {
      expect(readPlan(text)).to.have.property('line', 1);
    });
  }
});

describe('sla/taking in a plan', () => {
  it('should put the plan of a year in the place of the one before', () => {
    const first = withPlan(stored(), read('2027\n元旦 01-01..01-03'));
    const { days, plannedYears } = withPlan(stored(first), read('2027\n元旦 01-01 +01-02'));

    const of2027 = days.filter(({ date }) => date.startsWith('2027'));
    expect(of2027.map(({ date, kind }) => `${date} ${kind}`)).to.deep.equal([
      '2027-01-01 holiday',
      '2027-01-02 workday',
    ]);
    expect(plannedYears.at(-1)).to.equal(2027);
  });

  it('should not take a closure for a plan, nor the days of an area for that of the nation', () => {
    const closed = withPlan(stored(), read('2027\n台风 !07-15'));
    const area = withPlan(stored({ base: 'china', days: [], plannedYears: [] }), read('2027\n三月三 04-09'));

    expect(closed.plannedYears).not.to.include(2027);
    expect(area.plannedYears).to.deep.equal([]);
  });

  it('should tell what is different, and from when on', () => {
    const next = stored(withPlan(stored(), read('2027\n元旦 01-01..01-03\n国庆节 10-01 +10-02')));
    const after = CHINA_ONLY.replacing({ ...next, version: 2 }).byId('china');
    const before = CHINA_ONLY.byId('china');
    if (!before || !after) throw new Error('Expected both calendars, but one is missing.');

    const { days, plannedYears, from } = differenceOf(before, after, next.days);

    expect(days.map(({ date, isWorking }) => `${date} ${isWorking}`)).to.deep.equal([
      '2027-01-01 false',
      '2027-10-01 false',
      '2027-10-02 true',
    ]);
    expect(plannedYears).to.deep.equal([2027]);
    expect(from).to.equal(Date.UTC(2027, 0, 1) / 86_400_000);
    expect(differenceOf(after, after, next.days)).to.deep.equal({ days: [], plannedYears: [], from: null });
  });

  it('should read a day with hours of its own, and refuse hours that are none', () => {
    expect(read('2026\n妇女节 +03-09@09:00-12:00,14:00-15:30').days).to.deep.equal([
      {
        date: '2026-03-09',
        kind: 'workday',
        name: '妇女节',
        sessions: [
          { from: 540, to: 720 },
          { from: 840, to: 930 },
        ],
      },
    ]);
    for (const wrong of [
      '+03-09@',
      '+03-09@12:00-09:00',
      '+03-09@09:00-25:00',
      '+03-09@09:00-12:00,11:00-13:00',
      '03-09@09:00-12:00',
    ])
      expect(parsePlan(`2026\n节 ${wrong}`), wrong).to.have.property('line', 2);
  });
});
