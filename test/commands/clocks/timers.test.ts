import { expect } from 'chai';
import { retimedClocks } from '../../../engine/commands/clocks/retimed.ts';
import { SYSTEM } from '../../../engine/commands/command.ts';
import { chinaCalendar } from '../../../engine/sla/calendar/china.ts';
import { parsePlan } from '../../../engine/sla/calendar/plan-text.ts';
import { Calendars } from '../../../engine/sla/calendars.ts';
import { flows, graphOf } from '../../support/bpmn.ts';
import { ADMIN, Desk, WANG } from '../desk.ts';

const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const wall = (instant: number | undefined): string =>
  instant === undefined ? 'none' : new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16);

const counts = (attributes: string): string =>
  `<timerEventDefinition><extensionElements><tb:limit ${attributes}/></extensionElements></timerEventDefinition>`;

/** A check that is interrupted after ten working days, in a case with a start for what is overdue. */
async function deskAt(start: string): Promise<Desk> {
  const graph = await graphOf(
    `<startEvent id="start"/><userTask id="check"><extensionElements><tb:assignment users="wang"/></extensionElements></userTask>
     <boundaryEvent id="late" attachedToRef="check">${counts('value="10" unit="workingDay" basis="行政许可法 44"')}</boundaryEvent>
     <userTask id="again"/><endEvent id="end"/><endEvent id="over"/>${flows('start check again end')}${flows('late over')}
     <subProcess id="sub" triggeredByEvent="true"><startEvent id="remind" isInterrupting="false">${counts('value="3" unit="workingDay"')}</startEvent>
       <endEvent id="told"/>${flows('remind told')}</subProcess>`,
  );
  const desk = new Desk({ graphs: [graph] });
  desk.now = at(start);
  desk.start();
  return desk;
}

const dues = (desk: Desk): string[] =>
  Object.values(desk.state.timers)
    .map(({ dueAt }) => wall(dueAt))
    .sort();

function planned(plan: string, version: number): Calendars {
  const china = chinaCalendar();
  const parsed = parsePlan(plan);
  if ('line' in parsed) throw new Error(`line ${parsed.line}`);
  const days = [...china.days, ...parsed.days];
  const plannedYears = [...china.plannedYears, ...parsed.plannedYears];
  return new Calendars({
    version,
    calendars: [{ id: 'china', version, base: null, ...china, days, plannedYears }],
    uses: [{ unit: null, calendar: 'china', since: 0, until: null }],
  });
}

describe('timers that count by a calendar', () => {
  it('should end an activity and start an event sub-process when their working days are over', async () => {
    const desk = await deskAt('2026-02-12T10:00');
    expect(dues(desk)).to.deep.equal(['2026-02-25T00:00', '2026-03-05T00:00']);

    desk.now = at('2026-02-25T00:00');
    const [first] = Object.values(desk.state.timers).filter(({ dueAt }) => dueAt <= desk.now);
    desk.do('fire-timer', { timerId: first?.id ?? '' }, SYSTEM);
    expect(desk.tasksAt('check')).to.have.length(1);
    desk.now = at('2026-03-05T00:00');
    const [last] = Object.values(desk.state.timers);
    desk.do('fire-timer', { timerId: last?.id ?? '' }, SYSTEM);

    expect(desk.state.status).to.equal('completed');
  });

  it('should stand still with their task by the working days that lie in it', async () => {
    const desk = await deskAt('2026-03-02T10:00');
    desk.do('claim-task', { taskId: desk.task('check').id }, WANG);
    desk.now = at('2026-03-03T10:00');

    desk.do('suspend-task', { taskId: desk.task('check').id }, WANG);
    desk.now = at('2026-03-10T10:00');
    desk.do('resume-task', { taskId: desk.task('check').id }, WANG);

    // 3 to 10 March are five working days; the reminder of the case goes on.
    expect(dues(desk)).to.deep.equal(['2026-03-06T00:00', '2026-03-24T00:00']);
  });

  it('should be foreseen, and counted again, when a plan is published', async () => {
    const desk = await deskAt('2026-12-21T10:00');
    expect(dues(desk)).to.deep.equal(['2026-12-25T00:00', '2027-01-05T00:00']);
    const calendars = planned('2027\n元旦 01-01..01-03 +01-09', 2);

    const foreseen = retimedClocks(desk.state, { ...desk.context(ADMIN), calendars }, desk.now);
    desk.calendars = calendars;
    const { moved } = desk.do('retime-clocks', {}, SYSTEM);
    const again = desk.do('retime-clocks', {}, SYSTEM);

    expect(foreseen).to.deep.equal([
      { clock: 'timer', before: at('2027-01-05T00:00'), after: at('2027-01-06T00:00'), settles: true },
    ]);
    expect([moved, again.moved]).to.deep.equal([1, 0]);
    expect(dues(desk)).to.deep.equal(['2026-12-25T00:00', '2027-01-06T00:00']);
    const settled = Object.values(desk.state.timers).map(({ count }) => [count?.provisional, count?.calendarVersion]);
    expect(settled).to.deep.equal([
      [false, 2],
      [false, 2],
    ]);
  });

  it('should stay where somebody has put them, whatever the calendar says later', async () => {
    const desk = await deskAt('2026-12-21T10:00');
    const late = Object.values(desk.state.timers).find(({ dueAt }) => dueAt > at('2027-01-01T00:00'));

    desk.do('reschedule-job', { jobId: late?.id ?? '', dueAt: at('2027-01-20T09:00') }, ADMIN);
    desk.calendars = planned('2027\n元旦 01-01..01-03 +01-09', 2);
    desk.do('retime-clocks', {}, SYSTEM);

    expect(dues(desk)).to.deep.equal(['2026-12-25T00:00', '2027-01-20T09:00']);
  });

  it('should count anew where the activity is entered again', async () => {
    const desk = await deskAt('2026-03-02T10:00');
    desk.do('complete-task', { taskId: desk.task('check').id }, WANG);
    desk.now = at('2026-03-05T10:00');

    desk.do('modify-instance', { instructions: [{ type: 'startBefore', elementId: 'check' }] }, ADMIN);

    expect(dues(desk)).to.deep.equal(['2026-03-06T00:00', '2026-03-20T00:00']);
  });
});
