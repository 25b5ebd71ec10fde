import { expect } from 'chai';
import { SYSTEM } from '../../../engine/commands/command.ts';
import type { Urge } from '../../../engine/core/notices.ts';
import { Organisation } from '../../../engine/people/organisation/organisation.ts';
import { NO_ORGANISATION } from '../../../engine/people/organisation/rows.ts';
import { chinaCalendar } from '../../../engine/sla/calendar/china.ts';
import { parsePlan } from '../../../engine/sla/calendar/plan-text.ts';
import { Calendars } from '../../../engine/sla/calendars.ts';
import { flows, graphOf } from '../../support/bpmn.ts';
import { Desk, WANG } from '../desk.ts';

const at = (text: string): number => Date.parse(`${text.length === 10 ? `${text}T10:00` : text}:00+08:00`);
const wall = (instant: number): string => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16);
const extended = (inside: string) => `<extensionElements>${inside}</extensionElements>`;

const STEP = '<tb:limit value="5" unit="工作日"/>';
const LAW = '<tb:limit value="5" unit="工作日" clock="statutory" basis="行政许可法 42"/>';
const LADDER = '<tb:ladder><tb:rung after="9" unit="workingDay" action="remind"/></tb:ladder>';

const person = (id: string, department: string | null, roles: string[] = []) => ({
  ...{ id, active: true, department, groups: [], roles },
});

const position = (id: string, head: boolean) => ({
  ...{ person: id, department: 'office', post: null, head, order: 0, since: 0, until: null },
});

/** wang works in the office, zhao heads it, mei watches over it, and tang over all. */
const OFFICE = new Organisation({
  ...NO_ORGANISATION,
  version: 1,
  people: [
    ...[person('wang', 'office'), person('zhao', 'office'), person('mei', 'office', ['manager'])],
    ...[person('tang', null, ['manager']), person('chen', null)],
  ],
  departments: [{ id: 'office', parent: null, since: 0, until: null }],
  positions: [position('wang', false), position('zhao', true)],
});

async function open(step: string, ofCase = '', since = '2026-03-02'): Promise<Desk> {
  const task = `<userTask id="review" tb:department="office">${extended(`<tb:assignment users="wang"/>${step}`)}</userTask>`;
  const graph = await graphOf(
    `${extended(ofCase)}<startEvent id="start"/>${task}<endEvent id="end"/>${flows('start review end')}`,
  );
  const desk = new Desk({ graphs: [graph] });
  desk.organisation = OFFICE;
  desk.now = at(since);
  const input = { definitionId: desk.first.id, variables: {}, initiator: 'chen' };
  desk.open('start-process-instance', input, SYSTEM);
  return desk;
}

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

const stepClock = (desk: Desk): string => `step:${desk.task('review').element}`;

const nextOf = (desk: Desk, clock: string): number => {
  const next = clock.startsWith('step:') ? desk.task('review').timing?.next : desk.state.readings?.[clock]?.next;
  if (next == null) throw new Error(`Expected ${clock} to change its lamp by itself, but it does not.`);
  return next;
};

/** The job comes at its time. */
function turn(desk: Desk, clock = stepClock(desk)): void {
  desk.now = Math.max(desk.now, nextOf(desk, clock));
  desk.do('turn-lamp', { clock }, SYSTEM);
}

const alarms = (desk: Desk) => Object.values(desk.state.proceedings?.alarms ?? {});

function ring(desk: Desk): void {
  const [set] = alarms(desk);
  if (!set) throw new Error('Expected an alarm, but none is set.');
  desk.now = Math.max(desk.now, set.dueAt);
  desk.do('ring-alarm', { alarmId: set.id }, SYSTEM);
}

function ringAll(desk: Desk): void {
  while (alarms(desk).length > 0) ring(desk);
}

const urges = (desk: Desk): Urge[] =>
  desk.events.flatMap((event) =>
    event.type === 'noticeWritten' && event.verb === 'sent' && event.notice.kind === 'urge' ? [event.notice] : [],
  );

const told = (desk: Desk): string[] =>
  urges(desk).map(({ at: when, lamp, to }) => `${wall(when)} ${lamp} ${to.slice(5)}`);

const cards = (desk: Desk) => desk.events.filter(({ type }) => type === 'cardRequested');

describe('lamps that tell people', () => {
  it('should tell whoever has the work and who leads them of yellow, and again on working days while it stays so', async () => {
    const desk = await open(STEP, '', '2026-03-05');

    turn(desk);
    ringAll(desk);

    expect(told(desk)).to.deep.equal([
      '2026-03-11T09:00 yellow wang',
      '2026-03-11T09:00 yellow zhao',
      '2026-03-12T09:00 yellow wang',
      '2026-03-12T09:00 yellow zhao',
    ]);
    expect(urges(desk)[0]?.task).to.equal(desk.task('review').id);
    expect(urges(desk)[1]?.task).to.equal(undefined);
  });

  it('should not come again on days off', async () => {
    const desk = await open('<tb:limit value="5" unit="工作日" yellowFrom="0.4"/>', '', '2026-03-04');

    turn(desk);
    ringAll(desk);

    const days = new Set(told(desk).map((line) => line.slice(0, 10)));
    expect([...days]).to.deep.equal(['2026-03-06', '2026-03-09', '2026-03-10', '2026-03-11']);
  });

  it('should tell the head and those who watch over the department of red, too, and ring no more', async () => {
    const desk = await open(STEP);

    turn(desk);
    turn(desk);
    expect(told(desk).filter((line) => line.includes(' red '))).to.deep.equal([]);
    ringAll(desk);

    const red = told(desk).filter((line) => line.includes(' red '));
    expect(red).to.deep.equal(['wang', 'zhao', 'mei'].map((who) => `2026-03-10T09:00 red ${who}`));
    expect(alarms(desk)).to.deep.equal([]);
    expect(cards(desk)).to.deep.equal([]);
  });

  it('should tell the supervision body of a passed limit of the law, and ask for a card to be explained', async () => {
    const desk = await open('', LAW);
    desk.do('claim-task', { taskId: desk.task('review').id }, WANG);

    turn(desk, 'statutory');
    turn(desk, 'statutory');
    expect(cards(desk)).to.have.length(1);
    ringAll(desk);

    const people = told(desk).flatMap((line) => (line.includes('double-red') ? [line.split(' ')[2]] : []));
    expect(people).to.deep.equal(['wang', 'zhao', 'mei', 'tang']);
    expect(cards(desk)).to.have.length(1);
    expect(cards(desk)[0]).to.deep.include({ clock: 'statutory', addressee: 'wang', reason: 'overdue' });
  });

  it('should give the card to the head where nobody has the work in hand', async () => {
    const desk = await open('', LAW);

    turn(desk, 'statutory');
    turn(desk, 'statutory');

    expect(cards(desk)[0]).to.deep.include({ addressee: 'zhao' });
  });

  it('should be silent where a ladder of the model, or of the department, says what happens', async () => {
    const ofModel = await open(STEP + LADDER);
    turn(ofModel);
    turn(ofModel);

    const ofDepartment = await open(STEP);
    const rungs = ofModel.first.graph.nodes.flatMap(({ ladder }) => ladder ?? []);
    ofDepartment.organisation = new Organisation({
      ...NO_ORGANISATION,
      ...{ version: 1, departments: [{ id: 'office', parent: null, since: 0, until: null }] },
      ladders: [{ department: 'office', version: 1, rungs, since: 0, until: null }],
    });
    turn(ofDepartment);
    turn(ofDepartment);

    expect([...told(ofModel), ...told(ofDepartment)]).to.deep.equal([]);
  });

  it('should be silent only for the limit that the ladder of a case goes by', async () => {
    const promised = '<tb:limit value="4" unit="工作日" clock="promised"/>';
    const ladder = LADDER.replace('<tb:rung ', '<tb:rung clock="promised" ');
    const desk = await open('', promised + LAW + ladder);

    turn(desk, 'promised');
    turn(desk, 'statutory');
    ring(desk);

    expect(new Set(urges(desk).map(({ clock }) => clock))).to.deep.equal(new Set(['statutory']));
  });

  it('should have a card asked for whatever a ladder says of the limit of the law', async () => {
    const desk = await open('', LAW + LADDER);

    turn(desk, 'statutory');
    turn(desk, 'statutory');

    expect(told(desk)).to.deep.equal([]);
    expect(cards(desk)).to.have.length(1);
  });

  it('should wait with red for the next working day, and tell then what shows then', async () => {
    const desk = await open(STEP, '', '2026-03-06');

    turn(desk);
    turn(desk);
    expect(wall(desk.now)).to.equal('2026-03-14T00:00');
    ringAll(desk);

    expect(new Set(told(desk))).to.deep.equal(
      new Set(['wang', 'zhao', 'mei'].map((who) => `2026-03-16T09:00 red ${who}`)),
    );
  });

  it('should wait on where the day has become one off', async () => {
    const desk = await open(STEP);
    turn(desk);
    turn(desk);
    desk.calendars = closedOn('!03-10');

    ring(desk);
    expect(told(desk).filter((line) => line.includes(' red '))).to.deep.equal([]);
    ring(desk);

    expect(told(desk).at(-1)).to.equal('2026-03-11T09:00 red mei');
  });

  for (const [name, limit, when] of [
    ['the next morning', '<tb:limit value="1" unit="工作日"/>', '2026-03-03T09:00'],
    ['at once on its only day', '<tb:limit value="0" unit="工作日"/>', '2026-03-02T10:00'],
  ] as const) {
    it(`should tell of a limit that begins yellow ${name}`, async () => {
      const desk = await open(limit);
      expect(desk.task('review').timing?.lamp).to.equal('yellow');

      ringAll(desk);

      expect(told(desk)).to.deep.equal([`${when} yellow wang`, `${when} yellow zhao`]);
    });
  }

  it('should tell of a promise that begins yellow', async () => {
    const desk = await open('', '<tb:limit value="2" unit="工作日" clock="promised"/>');

    ringAll(desk);

    expect(told(desk)[0]).to.equal('2026-03-03T09:00 yellow wang');
    expect(told(desk).at(-1)).to.equal('2026-03-04T09:00 yellow zhao');
  });

  it('should tell by night of what is counted by the hour', async () => {
    const desk = await open('<tb:limit value="10" unit="小时"/>', '', '2026-03-02T20:00');

    turn(desk);

    expect(told(desk)[0]).to.equal('2026-03-03T03:00 yellow wang');
  });

  it('should warn on a day off where the office opens too late for it', async () => {
    const limit = '<tb:limit value="2" unit="自然日" lastDay="as-is" yellowFrom="0.9" yellowDays="0"/>';
    const desk = await open(limit, '', '2026-03-06');

    turn(desk);

    expect(told(desk)[0]).to.match(/^2026-03-08T.* yellow wang$/);
  });

  it('should tell once of each lamp, however often it comes back, and go on every morning', async () => {
    const desk = await open(STEP);
    turn(desk);
    const { id: taskId } = desk.task('review');
    desk.do('claim-task', { taskId }, WANG);
    const before = told(desk).length;
    desk.do('suspend-task', { taskId }, WANG);
    expect(alarms(desk)).to.deep.equal([]);

    desk.now += 3_600_000;
    desk.do('resume-task', { taskId }, WANG);

    expect(desk.task('review').timing?.lamp).to.equal('yellow');
    expect(told(desk)).to.have.length(before);
    expect(alarms(desk)).to.have.length(1);
  });

  it('should tell nobody of a clock that has ended', async () => {
    const desk = await open(STEP);
    turn(desk);
    const clock = stepClock(desk);
    const before = told(desk).length;
    desk.complete('review', WANG);

    expect(desk.refusal('turn-lamp', { clock }, SYSTEM).code).to.equal('not-found');
    expect(alarms(desk)).to.deep.equal([]);
    expect(told(desk)).to.have.length(before);
  });

  it('should tell the applicant once that he is waited for, and nobody of a pause of our own', async () => {
    const desk = await open(STEP);
    const element = desk.task('review').element;
    const paused = { clock: 'step', effect: 'pause', element, at: desk.now, by: 'wang', verb: 'test' } as const;
    desk.note({ ...paused, reason: 'suspended' });
    desk.note({ ...paused, effect: 'resume', reason: 'suspended' });
    const words = () =>
      desk.events.filter((event) => event.type === 'noticeWritten' && event.notice.kind === 'comment').length;
    expect(words()).to.equal(0);

    desk.note({ ...paused, reason: 'payment', basis: '行政许可法 45', document: 'd1' } as never);

    expect([desk.task('review').timing?.lamp, words()]).to.deep.equal(['blue', 1]);
    expect(told(desk)).to.deep.equal([]);
  });
});
