import { existsSync } from 'node:fs';
import { expect } from 'chai';
import { clockReport, monthEnds, readCalendarFile } from '../../engine/replay/case-clocks.ts';
import { collectCases, type LoggedCase } from '../../engine/replay/collect.ts';
import { readMap } from '../../engine/replay/map.ts';
import { readLog } from '../../engine/replay/read-log.ts';

const LOG = '../shared/data/receipt.csv';
const CALENDAR = 'processes/permit-receipt/calendar.json';
const at = (text: string): number => Date.parse(text);

const logged = (id: string, start: string, end: string, deadline: string | null): LoggedCase => ({
  id,
  start: at(start),
  deadline: deadline === null ? null : at(deadline),
  attributes: {},
  events: [{ position: 1, activity: 'a', at: at(end), resource: null, department: null }],
});

describe('replay/clocks of logged cases', () => {
  const calendar = readCalendarFile(CALENDAR);

  it('should say from when on which lamp shone, and how much time counted', () => {
    const one = logged('1', '2011-04-18T10:00:00+02:00', '2011-04-29T12:00:00+02:00', '2011-04-28T17:00:00+02:00');

    const { cases, late } = clockReport([one], calendar, []);

    expect(late).to.equal(1);
    expect(cases[0]?.netWorkingDays).to.equal(7);
    expect(cases[0]?.netOfficeTime).to.equal((7 + 6 * 8 + 3) * 3_600_000);
    expect(cases[0]?.lamps.map(({ at: from, lamp }) => `${new Date(from).toISOString()} ${lamp}`)).to.deep.equal([
      '2011-04-18T08:00:00.000Z green',
      '2011-04-20T22:00:00.000Z yellow',
      '2011-04-28T15:00:00.001Z red',
    ]);
  });

  it('should count by lamps at any instant', () => {
    const cases = [
      logged('1', '2011-04-18T10:00:00Z', '2011-05-30T10:00:00Z', '2011-04-28T10:00:00Z'),
      logged('2', '2011-04-18T10:00:00Z', '2011-05-20T10:00:00Z', '2011-08-01T10:00:00Z'),
      logged('3', '2011-06-18T10:00:00Z', '2011-06-20T10:00:00Z', null),
    ];

    const { asOf } = clockReport(cases, calendar, [at('2011-05-10T00:00:00Z'), at('2011-06-19T00:00:00Z')]);

    expect(asOf.map(({ open, lamps }) => ({ open, lamps }))).to.deep.equal([
      { open: 2, lamps: { red: 1, green: 1 } },
      { open: 1, lamps: {} },
    ]);
  });

  /** The log is not part of the product: without it there is nothing to count. */
  (existsSync(LOG) ? it : it.skip)('should find the 92 cases that the log says were late', async () => {
    const cases = await collectCases(readLog(LOG), readMap('processes/permit-receipt/map.json'));

    const report = clockReport(cases, calendar, monthEnds(cases, calendar));

    expect(report.cases).to.have.length(1434);
    expect(report.late).to.equal(92);
    for (const { open, lamps } of report.asOf)
      expect((lamps.green ?? 0) + (lamps.yellow ?? 0) + (lamps.red ?? 0)).to.equal(open);
    expect(report.asOf.at(-1)?.open).to.equal(0);
  });

  (existsSync(LOG) ? it : it.skip)('should show at any instant what reading the log with a pencil shows', async () => {
    const cases = await collectCases(readLog(LOG), readMap('processes/permit-receipt/map.json'));
    const ended = cases.map((one) => ({ ...one, end: Math.max(...one.events.map((event) => event.at)) }));
    const [first, last] = [Math.min(...ended.map(({ start }) => start)), Math.max(...ended.map(({ end }) => end))];
    const instants = Array.from({ length: 60 }, (_, n) => Math.round(first + ((last - first) * n) / 59) + n);

    const { asOf } = clockReport(cases, calendar, instants);

    const pencil = instants.map((now) => {
      const open = ended.filter(({ start, end }) => start <= now && now < end);
      return { open: open.length, red: open.filter(({ deadline }) => deadline !== null && now > deadline).length };
    });
    expect(asOf.map(({ open, lamps }) => ({ open, red: lamps.red ?? 0 }))).to.deep.equal(pencil);
    expect(Math.max(...pencil.map(({ red }) => red))).to.be.greaterThan(0);
  });
});
