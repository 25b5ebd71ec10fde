import { expect } from 'chai';
import { SYSTEM } from '../../../engine/commands/command.ts';
import { RUNG_ACTIONS, type RungAction } from '../../../engine/model/ladder.ts';
import { Organisation } from '../../../engine/people/organisation/organisation.ts';
import { NO_ORGANISATION } from '../../../engine/people/organisation/rows.ts';
import { chinaCalendar } from '../../../engine/sla/calendar/china.ts';
import { parsePlan } from '../../../engine/sla/calendar/plan-text.ts';
import { Calendars } from '../../../engine/sla/calendars.ts';
import { flows, graphOf } from '../../support/bpmn.ts';
import { Desk, person, WANG } from '../desk.ts';

const at = (text: string): number => Date.parse(`${text}T10:00:00+08:00`);
const day = (instant: number | undefined): string =>
  instant === undefined ? 'none' : new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);

/** What each needs besides its instant, whom it tells, and what shows that it was done. */
interface Case {
  readonly action: RungAction;
  readonly rung: string;
  readonly told: string;
  /** Counts what it has done so far. */
  done(desk: Desk): number;
}

const events = (desk: Desk, type: string): number => desk.events.filter((event) => event.type === type).length;
const urges = (desk: Desk): number =>
  Object.values(desk.state.notices ?? {}).filter(({ kind }) => kind === 'urge').length;
const passedOn = (verb: string) => (desk: Desk) =>
  desk.events.filter((event) => event.type === 'taskChanged' && event.verb === verb).length;
const outcomes = (outcome: string) => (desk: Desk) =>
  desk.events.filter((event) => event.type === 'taskEnded' && JSON.stringify(event).includes(outcome)).length;

const CASES: readonly Case[] = [
  { action: 'remind', rung: 'action="remind"', told: 'user:wang', done: urges },
  { action: 'remind', rung: 'action="remind" to="lead"', told: 'user:zhao', done: urges },
  { action: 'remind', rung: 'action="remind" to="head"', told: 'user:zhao', done: urges },
  { action: 'remind', rung: 'action="remind" to="supervisor"', told: 'user:sun', done: urges },
  { action: 'raise', rung: 'action="raise"', told: 'user:zhao', done: passedOn('raise') },
  { action: 'raise', rung: 'action="raise" to="head"', told: 'user:zhao', done: passedOn('raise') },
  { action: 'raise', rung: 'action="raise" to="supervisor"', told: 'user:sun', done: passedOn('raise') },
  {
    action: 'transfer',
    rung: 'action="transfer" to="group:reserve"',
    told: 'group:reserve',
    done: passedOn('transfer'),
  },
  { action: 'pass', rung: 'action="pass" basis="rule 12"', told: 'user:wang', done: outcomes('autoPassed') },
  {
    action: 'return',
    rung: 'action="return" basis="rule 13"',
    told: 'user:wang',
    done: (desk) => desk.task('accept').visit - 1,
  },
  { action: 'refuse', rung: 'action="refuse" basis="rule 14"', told: 'user:wang', done: outcomes('rejected') },
  {
    action: 'supervise',
    rung: 'action="supervise" process="supervision"',
    told: 'user:sun',
    done: (desk) => events(desk, 'caseRequested'),
  },
  {
    action: 'start',
    rung: 'action="start" process="p"',
    told: 'user:wang',
    done: (desk) => events(desk, 'caseRequested'),
  },
  {
    action: 'call',
    rung: 'action="call" topic="sms"',
    told: 'user:wang',
    done: (desk) => events(desk, 'effectRequested'),
  },
];

const employee = (id: string, ...roles: string[]) => ({ id, active: true, department: null, groups: [], roles });
const seat = (who: string, head: boolean) => ({
  ...{ person: who, department: 'office', post: null, head, order: 0, since: 0, until: null },
});

const OFFICE = new Organisation({
  ...NO_ORGANISATION,
  people: [employee('wang', 'clerk'), employee('zhao', 'clerk'), employee('sun', 'manager')],
  departments: [{ id: 'office', parent: null, since: 0, until: null }],
  positions: [seat('wang', false), seat('zhao', true), seat('sun', false)],
});

function closedOn(days: string): Calendars {
  const plan = parsePlan(`2026\n停办 ${days}`);
  if ('line' in plan) throw new Error(`line ${plan.line}`);
  const china = chinaCalendar();
  return new Calendars({
    version: 2,
    calendars: [{ id: 'china', version: 2, base: null, ...china, days: [...china.days, ...plan.days] }],
    uses: [{ unit: null, calendar: 'china', since: 0, until: null }],
  });
}

async function open(rung: string): Promise<Desk> {
  const extended = (inside: string) => `<extensionElements>${inside}</extensionElements>`;
  const task = (id: string, inside = '') =>
    `<userTask id="${id}" tb:department="office">${extended(`<tb:assignment users="wang"/>${inside}`)}</userTask>`;
  const ladder = `<tb:ladder><tb:rung name="r" after="0" unit="workingDay" ${rung}/></tb:ladder>`;
  const graph = await graphOf(
    `<startEvent id="start"/>${task('accept')}${task('review', `<tb:limit value="5" unit="工作日"/>${ladder}`)}${task('decide')}<endEvent id="end"/>
     ${flows('start accept review decide end')}`,
  );
  const desk = new Desk({ graphs: [graph] });
  desk.organisation = OFFICE;
  desk.now = at('2026-03-02');
  desk.start();
  desk.complete('accept', WANG);
  desk.do('claim-task', { taskId: desk.task('review').id }, WANG);
  return desk;
}

const visit = (desk: Desk): string => desk.task('review').element;
const next = (desk: Desk) => desk.state.ladders?.[visit(desk)]?.next ?? undefined;

function climb(desk: Desk): string {
  const element = visit(desk);
  desk.now = Math.max(desk.now, next(desk)?.at ?? Number.NaN);
  desk.do('climb-rung', { element, rung: 'r' }, SYSTEM);
  return element;
}

/** Whoever has the work gives it back, to the step before or before that, and it comes in again. */
function reenter(desk: Desk): void {
  const [task] = [...desk.tasksAt('review'), ...desk.tasksAt('decide')];
  if (task) {
    const who = person(task.assignee ?? 'wang', { groups: task.candidateGroups });
    if (task.assignee === null) desk.do('claim-task', { taskId: task.id }, who);
    desk.do('return-task', { taskId: task.id, to: 'accept', comment: '再核' }, who);
  }
  desk.complete('accept', WANG);
}

describe('every rung of a ladder', () => {
  it('should be in the table below, but acceptance by silence, which has a test of its own', () => {
    const covered = new Set<string>(CASES.map(({ action }) => action));

    expect(RUNG_ACTIONS.filter((action) => !covered.has(action))).to.deep.equal(['accept']);
  });

  for (const { action, rung, told, done } of CASES) {
    describe(rung, () => {
      it('should come once per visit, however often its job comes', async () => {
        const desk = await open(rung);

        const element = climb(desk);

        expect(desk.refusal('climb-rung', { element, rung: 'r' }, SYSTEM).code).to.be.oneOf([
          'not-found',
          'case-not-open',
        ]);
        const climbed = desk.events.flatMap((event) => (event.type === 'rungClimbed' ? [event.told.join()] : []));
        expect(climbed).to.deep.equal([told]);
        expect(done(desk)).to.equal(1);
        expect(Object.values(desk.state.incidents)).to.deep.equal([]);
        expect(desk.state.ladders?.[element]?.next ?? null).to.equal(null);
      });

      it('should be set anew where the step is entered again', async () => {
        const desk = await open(rung);
        const first = visit(desk);
        if (action !== 'refuse') climb(desk);

        reenter(desk);

        expect(visit(desk)).to.not.equal(first);
        expect(desk.refusal('climb-rung', { element: first, rung: 'r' }, SYSTEM).code).to.equal('not-found');
        expect(desk.refusal('climb-rung', { element: visit(desk), rung: 'r' }, SYSTEM).code).to.equal('timer-not-due');
        climb(desk);
        expect(done(desk)).to.equal(action === 'refuse' ? 1 : 2);
      });

      it('should stand still with its clock and come as many working days later', async () => {
        const desk = await open(rung);
        const { id: taskId } = desk.task('review');
        expect(day(next(desk)?.at)).to.equal('2026-03-10');
        desk.now = at('2026-03-03');
        desk.do('suspend-task', { taskId }, WANG);
        expect(next(desk)).to.equal(undefined);
        expect(desk.refusal('climb-rung', { element: visit(desk), rung: 'r' }, SYSTEM).code).to.equal('not-found');

        desk.now = at('2026-03-05');
        desk.do('resume-task', { taskId }, WANG);

        expect(day(next(desk)?.at)).to.equal('2026-03-12');
      });

      it('should move with the calendar', async () => {
        const desk = await open(rung);
        desk.calendars = closedOn('03-05..03-06');

        desk.do('retime-clocks', {}, SYSTEM);

        expect(day(next(desk)?.at)).to.equal('2026-03-12');
        desk.now = at('2026-03-10');
        expect(desk.refusal('climb-rung', { element: visit(desk), rung: 'r' }, SYSTEM).code).to.equal('timer-not-due');
      });
    });
  }
});
