import { expect } from 'chai';
import { clockRuns } from '../../../engine/commands/clocks/clock-runs.ts';
import { readClock } from '../../../engine/commands/clocks/read-clock.ts';
import { SYSTEM } from '../../../engine/commands/command.ts';
import type { ClockRecord } from '../../../engine/core/clock-record.ts';
import { Organisation } from '../../../engine/people/organisation/organisation.ts';
import { NO_ORGANISATION } from '../../../engine/people/organisation/rows.ts';
import { chinaCalendar } from '../../../engine/sla/calendar/china.ts';
import { parsePlan } from '../../../engine/sla/calendar/plan-text.ts';
import { Calendars, CHINA_ONLY } from '../../../engine/sla/calendars.ts';
import { flows, graphOf } from '../../support/bpmn.ts';
import { ADMIN, Desk, WANG } from '../desk.ts';

const at = (text: string): number => Date.parse(`${text.length === 10 ? `${text}T10:00` : text}:00+08:00`);
const wall = (instant: number | null | undefined): string =>
  instant == null ? 'none' : new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16);

const limit = (attributes: string) => `<tb:limit ${attributes}/>`;
const extended = (inside: string) => `<extensionElements>${inside}</extensionElements>`;
const task = (id: string, inside = '') =>
  `<userTask id="${id}">${extended(`<tb:assignment users="wang"/>${inside}`)}</userTask>`;

/** Accept, review, decide, each by a person. */
const licence = (review: string, ofCase: string) =>
  graphOf(
    `${extended(ofCase)}<startEvent id="start"/>${task('accept')}${task('review', review)}${task('decide')}<endEvent id="end"/>
     ${flows('start accept review decide end')}`,
  );

async function deskAt(start: string, review = '', ofCase = '', variables = {}): Promise<Desk> {
  const desk = new Desk({ graphs: [await licence(review, ofCase)] });
  desk.now = at(start);
  desk.start(variables);
  return desk;
}

const reading = (desk: Desk, id: string) => desk.state.readings?.[id];

/** As the verbs that stop a clock do it. */
function note(desk: Desk, record: Pick<ClockRecord, 'clock' | 'effect' | 'reason'> & Partial<ClockRecord>): void {
  desk.note({ at: desk.now, element: null, by: 'wang', verb: 'test', ...record });
}

describe('clocks of a case', () => {
  const WORKING = limit('value="5" unit="工作日"');
  const BOTH =
    limit('value="20" unit="工作日" clock="statutory" startsAfter="accept" basis="行政许可法 42"') +
    limit('value="15" unit="工作日" clock="promised" startsAfter="accept"') +
    limit('value="5" unit="工作日" clock="acceptance" stopsAfter="accept"');

  describe('the step', () => {
    it('should be due after working days, across holidays and make-up days', async () => {
      const desk = await deskAt('2026-02-12', WORKING);

      desk.complete('accept', WANG);

      expect(wall(desk.task('review').dueAt)).to.equal('2026-02-27T00:00');
      expect(desk.task('review').timing).to.deep.include({ lamp: 'green', provisional: false, calendar: 'china' });
    });

    it('should count by the calendar of the department, else of what it belonged to then', async () => {
      const desk = new Desk({
        graphs: [
          await graphOf(
            `<startEvent id="start"/><userTask id="review" tb:department="office">${extended(limit('value="1" unit="工作日"'))}</userTask><endEvent id="end"/>${flows('start review end')}`,
          ),
        ],
      });
      desk.organisation = new Organisation({
        ...NO_ORGANISATION,
        departments: [
          { id: 'office', parent: 'nanning', since: 0, until: null },
          { id: 'nanning', parent: null, since: 0, until: null },
        ],
      });
      desk.calendars = new Calendars({
        version: 7,
        calendars: [
          { id: 'china', version: 1, base: null, ...chinaCalendar() },
          {
            id: 'guangxi',
            version: 7,
            base: 'china',
            zone: null,
            workWeek: null,
            sessions: null,
            days: [{ date: '2026-04-20', kind: 'holiday', name: '三月三' }],
            plannedYears: [],
          },
        ],
        uses: [
          { unit: null, calendar: 'china', since: 0, until: null },
          { unit: 'nanning', calendar: 'guangxi', since: at('2026-01-01'), until: null },
        ],
      });
      desk.now = at('2026-04-17');

      desk.start();

      expect(wall(desk.task('review').dueAt)).to.equal('2026-04-22T00:00');
      expect(desk.task('review').timing).to.deep.include({ calendar: 'guangxi', calendarVersion: 7 });
    });

    it('should stand still while the task is held, and no other clock with it', async () => {
      const desk = await deskAt('2026-03-02', WORKING, limit('value="20" unit="工作日" clock="promised"'));
      desk.complete('accept', WANG);
      const { id: taskId } = desk.task('review');
      desk.do('claim-task', { taskId }, WANG);
      desk.now = at('2026-03-03');

      desk.do('suspend-task', { taskId }, WANG);
      expect(desk.task('review').timing).to.deep.include({ lamp: 'grey', next: null });
      desk.now = at('2026-03-05');
      desk.do('resume-task', { taskId }, WANG);

      expect(wall(desk.task('review').dueAt)).to.equal('2026-03-12T00:00');
      expect(desk.task('review').timing?.lamp).to.equal('green');
      expect(wall(reading(desk, 'promised')?.dueAt)).to.equal('2026-03-31T00:00');
    });

    it('should give a later visit what is left, and no less than the floor', async () => {
      const desk = await deskAt('2026-03-02', WORKING);
      desk.complete('accept', WANG);
      desk.now = at('2026-03-04');
      desk.complete('review', WANG);
      desk.do('claim-task', { taskId: desk.task('decide').id }, WANG);

      desk.do('return-task', { taskId: desk.task('decide').id, to: 'review', comment: '补充意见' }, WANG);
      expect(wall(desk.task('review').dueAt)).to.equal('2026-03-10T00:00');
      desk.now = at('2026-03-20');
      desk.complete('review', WANG);
      desk.do('claim-task', { taskId: desk.task('decide').id }, WANG);
      desk.do('return-task', { taskId: desk.task('decide').id, to: 'review', comment: '再核' }, WANG);

      expect(wall(desk.task('review').dueAt)).to.equal('2026-03-24T00:00');
    });

    it('should give every visit the whole limit where the model says so', async () => {
      const desk = await deskAt('2026-03-02', limit('value="5" unit="工作日" floor="full"'));
      desk.complete('accept', WANG);
      desk.now = at('2026-03-04');
      desk.complete('review', WANG);
      desk.do('claim-task', { taskId: desk.task('decide').id }, WANG);

      desk.do('return-task', { taskId: desk.task('decide').id, to: 'review', comment: '重办' }, WANG);

      expect(wall(desk.task('review').dueAt)).to.equal('2026-03-12T00:00');
    });

    it('should not be given time by a transfer', async () => {
      const desk = await deskAt('2026-03-02', WORKING);
      desk.complete('accept', WANG);
      const { id: taskId, dueAt } = desk.task('review');
      desk.do('claim-task', { taskId }, WANG);
      desk.now = at('2026-03-05');

      desk.do('transfer-task', { taskId, to: 'li' }, WANG);

      expect(desk.task('review').dueAt).to.equal(dueAt);
      expect(clockRuns(desk.state).filter(({ clock }) => clock === 'step')).to.have.length(1);
    });

    it('should run once for all who are asked one after the other', async () => {
      const desk = new Desk({
        graphs: [
          await graphOf(
            `<startEvent id="start"/><userTask id="round">${extended(`<tb:assignment users="wang, li"/><tb:approval order="sequence" rule="all"/>${WORKING}`)}</userTask><endEvent id="end"/>${flows('start round end')}`,
          ),
        ],
      });
      desk.now = at('2026-03-02');
      desk.start();
      const { dueAt } = desk.task('round');
      desk.now = at('2026-03-04');

      desk.complete('round', WANG);

      expect(desk.task('round')).to.deep.include({ assignee: 'li', dueAt });
      expect(clockRuns(desk.state)).to.have.length(1);
    });

    it('should be an incident where the limit ends beyond the calendar', async () => {
      const desk = await deskAt('2026-03-02', limit('value="=days" unit="工作日"'), '', { days: 36_500 * 2 });

      desk.complete('accept', WANG);

      expect(Object.values(desk.state.incidents).map(({ code }) => code)).to.deep.equal(['expression-failed']);
    });
  });

  describe('of the case', () => {
    it('should start with the case or when a node completes, and stop the same way', async () => {
      const desk = await deskAt('2026-02-09', '', BOTH);
      expect(Object.keys(desk.state.readings ?? {})).to.deep.equal(['acceptance']);
      desk.now = at('2026-02-10');

      desk.complete('accept', WANG);

      expect(reading(desk, 'acceptance')?.state).to.equal('stopped');
      expect(wall(reading(desk, 'promised')?.dueAt)).to.equal('2026-03-10T00:00');
      expect(wall(reading(desk, 'statutory')?.dueAt)).to.equal('2026-03-17T00:00');
      expect(desk.state.clocks?.find(({ clock }) => clock === 'statutory')).to.deep.include({
        effect: 'start',
        amount: { n: 20, unit: 'workingDay' },
        basis: '行政许可法 42',
        reason: 'element-completed',
      });
    });

    it('should stop for good with the case', async () => {
      const desk = await deskAt('2026-02-09', '', BOTH);
      for (const step of ['accept', 'review', 'decide']) desk.complete(step, WANG);

      expect(Object.values(desk.state.readings ?? {}).map(({ state }) => state)).to.deep.equal([
        'stopped',
        'stopped',
        'stopped',
      ]);
      expect(clockRuns(desk.state).every(({ records }) => records.at(-1)?.effect === 'stop')).to.equal(true);
    });

    it('should never start anew when the case goes back behind its start', async () => {
      const desk = await deskAt('2026-02-09', '', BOTH);
      desk.complete('accept', WANG);
      const { dueAt } = reading(desk, 'statutory') ?? {};
      desk.now = at('2026-03-02');
      desk.do('claim-task', { taskId: desk.task('review').id }, WANG);

      desk.do('return-task', { taskId: desk.task('review').id, to: 'accept', comment: '重新受理' }, WANG);
      desk.complete('accept', WANG);

      expect(reading(desk, 'statutory')?.dueAt).to.equal(dueAt);
      expect(clockRuns(desk.state).filter(({ clock }) => clock === 'statutory')).to.have.length(1);
    });

    it('should stand still on a legal basis and with the notice, and not without', async () => {
      const desk = await deskAt('2026-03-02', '', limit('value="20" unit="工作日" clock="statutory"'));
      desk.now = at('2026-03-10');

      note(desk, { clock: 'statutory', effect: 'pause', reason: 'expert-review' });
      expect(reading(desk, 'statutory')?.state).to.equal('running');
      note(desk, {
        clock: 'statutory',
        effect: 'pause',
        reason: 'expert-review',
        basis: '行政许可法 45',
        document: '特别程序告知书 2026-17',
      });
      expect(reading(desk, 'statutory')).to.deep.include({ state: 'paused', lamp: 'grey', next: null });
      desk.now = at('2026-03-24');
      note(desk, { clock: 'statutory', effect: 'resume', reason: 'expert-review' });

      expect(wall(reading(desk, 'statutory')?.dueAt)).to.equal('2026-04-15T00:00');
    });

    it('should be longer by what is granted in time, and stay overdue where it comes late', async () => {
      const amount = { n: 10, unit: 'workingDay' };
      const early = await deskAt('2026-02-09', '', limit('value="20" unit="工作日" clock="statutory"'));
      early.now = at('2026-03-10');
      note(early, { clock: 'statutory', effect: 'extend', reason: 'extension', amount });
      const late = await deskAt('2026-02-09', '', limit('value="20" unit="工作日" clock="statutory"'));
      late.now = at('2026-03-16');
      note(late, { clock: 'statutory', effect: 'extend', reason: 'extension', amount });

      expect(wall(reading(early, 'statutory')?.dueAt)).to.equal('2026-03-28T00:00');
      expect(wall(reading(late, 'statutory')?.dueAt)).to.equal('2026-03-14T00:00');
      expect(reading(late, 'statutory')?.lamp).to.equal('double-red');
    });

    it('should become longer where its value is known later, and never shorter or after it is over', async () => {
      const settled = limit(
        'value="=if track = 2 then 13 else 5" unit="工作日" clock="promised" settledAfter="accept"',
      );
      const dueWith = async (variables: Record<string, unknown>, on = '2026-03-03') => {
        const desk = await deskAt('2026-03-02', '', settled, variables);
        desk.now = at(on);
        desk.do('write-variables', { variables: { track: variables.later } }, ADMIN);
        desk.complete('accept', WANG);
        return wall(reading(desk, 'promised')?.dueAt);
      };

      expect(await dueWith({ later: 1 })).to.equal('2026-03-10T00:00');
      expect(await dueWith({ later: 2 })).to.equal('2026-03-20T00:00');
      expect(await dueWith({ track: 2, later: 1 })).to.equal('2026-03-20T00:00');
      expect(await dueWith({ track: 2, later: 2 })).to.equal('2026-03-20T00:00');
      expect(await dueWith({ later: 2 }, '2026-03-11')).to.equal('2026-03-10T00:00');
    });

    it('should run a clock of a stage inside that of the case', async () => {
      const desk = new Desk({
        graphs: [
          await graphOf(
            `${extended(limit('value="45" unit="工作日" clock="statutory"'))}<startEvent id="start"/>
             <subProcess id="permit">${extended(limit('value="7" unit="工作日" clock="statutory"'))}<startEvent id="s"/>${task('check')}<endEvent id="e"/>${flows('s check e')}</subProcess>
             ${task('after')}<endEvent id="end"/>${flows('start permit after end')}`,
          ),
        ],
      });
      desk.now = at('2026-02-09');
      desk.start();

      const own = Object.values(desk.state.readings ?? {}).find(({ element }) => element !== null);
      expect([wall(reading(desk, 'statutory')?.dueAt), wall(own?.dueAt)]).to.deep.equal([
        '2026-04-21T00:00',
        '2026-02-26T00:00',
      ]);
      desk.complete('check', WANG);

      expect(reading(desk, own?.id ?? '')?.state).to.equal('stopped');
      expect(reading(desk, 'statutory')?.state).to.equal('running');
    });
  });

  describe('lamps', () => {
    it('should turn by themselves at the instant that was told, and say so once', async () => {
      const desk = await deskAt('2026-03-02', WORKING);
      desk.complete('accept', WANG);
      const clock = `step:${desk.task('review').element}`;
      const seen: string[] = [];
      for (let turns = 0; turns < 5; turns++) {
        const next = desk.task('review').timing?.next;
        if (next == null) break;
        desk.now = next;
        desk.do('turn-lamp', { clock }, SYSTEM);
        seen.push(`${wall(next)} ${desk.task('review').timing?.lamp}`);
      }

      expect(seen).to.deep.equal(['2026-03-06T00:00 yellow', '2026-03-10T00:00 red']);
    });

    it('should turn in a suspended case too', async () => {
      const desk = await deskAt('2026-03-02', '', limit('value="5" unit="工作日" clock="promised"'));
      desk.do('suspend-instance', {}, ADMIN);
      desk.now = at('2026-03-30');

      desk.do('turn-lamp', { clock: 'promised' }, SYSTEM);

      expect(reading(desk, 'promised')?.lamp).to.equal('red');
    });

    it('should be double red where the limit of the law is passed, and stay what they were at the end', async () => {
      const desk = await deskAt('2026-02-09', '', BOTH);
      desk.complete('accept', WANG);
      desk.now = at('2026-04-01');
      for (const step of ['review', 'decide']) desk.complete(step, WANG);

      expect(reading(desk, 'promised')?.lamp).to.equal('red');
      expect(reading(desk, 'statutory')).to.deep.include({ lamp: 'double-red', next: null });
    });
  });

  describe('a calendar that changes', () => {
    const planned = (text: string, version: number): Calendars => {
      const plan = parsePlan(text);
      if ('line' in plan) throw new Error(`line ${plan.line}`);
      const china = chinaCalendar();
      const days = [...china.days, ...plan.days];
      const plannedYears = [...china.plannedYears, ...plan.plannedYears];
      return new Calendars({
        version,
        calendars: [{ id: 'china', version, base: null, ...china, days, plannedYears }],
        uses: [{ unit: null, calendar: 'china', since: 0, until: null }],
      });
    };

    it('should move what was provisional, keep before and after, and make it final', async () => {
      const desk = await deskAt(
        '2026-12-21',
        limit('value="10" unit="工作日"'),
        limit('value="20" unit="工作日" clock="statutory"'),
      );
      desk.complete('accept', WANG);
      expect(desk.task('review')).to.deep.include({ dueAt: at('2027-01-05T00:00') });
      expect(desk.task('review').timing?.provisional).to.equal(true);
      desk.calendars = planned('2027\n元旦 01-01..01-03 +01-09 +01-10\n春节 02-05..02-11', 2);

      const { moved } = desk.do('retime-clocks', {}, SYSTEM);

      expect(moved).to.equal(2);
      expect(desk.task('review').timing).to.deep.include({ provisional: false, calendarVersion: 2 });
      expect(wall(desk.task('review').dueAt)).to.equal('2027-01-06T00:00');
      expect(wall(reading(desk, 'statutory')?.dueAt)).to.equal('2027-01-16T00:00');
      const told = desk.events.findLast((event) => event.type === 'clockRead' && event.reading.clock === 'statutory');
      expect(told).to.deep.include({ cause: 'calendar', was: { dueAt: at('2027-01-19T00:00'), lamp: 'green' } });
    });

    it('should change nothing the second time', async () => {
      const desk = await deskAt('2026-12-21', limit('value="10" unit="工作日"'));
      desk.complete('accept', WANG);
      desk.calendars = planned('2027\n元旦 01-01', 2);
      desk.do('retime-clocks', {}, SYSTEM);
      const count = desk.events.length;

      desk.do('retime-clocks', {}, SYSTEM);

      expect(desk.events).to.have.length(count);
    });
  });

  it('should read every clock again from the records alone', async () => {
    const desk = await deskAt('2026-02-09', WORKING, BOTH);
    desk.complete('accept', WANG);
    desk.now = at('2026-02-13');
    note(desk, { clock: 'promised', effect: 'pause', reason: 'hearing', basis: '行政许可法 45', document: 'T-1' });
    desk.now = at('2026-03-02');
    note(desk, { clock: 'promised', effect: 'resume', reason: 'hearing' });

    const again = clockRuns(desk.state).map((run) => readClock(run, desk.context(SYSTEM), desk.now)?.reading);

    for (const one of again.filter((found) => found && found.clock !== 'step'))
      expect(desk.state.readings?.[one?.id ?? '']).to.deep.include({ dueAt: one?.dueAt, state: one?.state });
    expect(again.find((one) => one?.clock === 'step')?.dueAt).to.equal(desk.task('review').dueAt);
    expect(CHINA_ONLY.byId('china')?.version).to.equal(1);
  });
});
