import { expect } from 'chai';
import type { CalendarOf } from '../../engine/core/execution.ts';
import { retimedTimers } from '../../engine/core/timer-count.ts';
import { compileModel } from '../../engine/model/compile.ts';
import { chinaCalendar } from '../../engine/sla/calendar/china.ts';
import { Calendars } from '../../engine/sla/calendars.ts';
import { bpmn, flows, graphOf } from '../support/bpmn.ts';
import { Case } from './harness.ts';

const limit = (attributes: string): string =>
  `<timerEventDefinition><extensionElements><tb:limit ${attributes}/></extensionElements></timerEventDefinition>`;

const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const wall = (instant: number | undefined): string =>
  instant === undefined ? 'none' : new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16);

const waiting = (attributes: string) =>
  graphOf(`<startEvent id="start"/><userTask id="go"/><intermediateCatchEvent id="t">${limit(attributes)}</intermediateCatchEvent>
    <userTask id="a"/><endEvent id="end"/>${flows('start go t a end')}`);

async function armed(start: string, attributes: string, variables = {}): Promise<Case> {
  const it = new Case(await waiting(attributes), { variables });
  it.now = at(start);
  it.complete('go');
  return it;
}

const due = ({ state }: Case): string => wall(Object.values(state.timers)[0]?.dueAt);

const TYPHOON = new Calendars({
  version: 9,
  calendars: [
    {
      id: 'china',
      version: 9,
      base: null,
      ...chinaCalendar(),
      days: [...chinaCalendar().days, { date: '2026-03-04', kind: 'holiday', name: '台风' }],
    },
  ],
  uses: [{ unit: null, calendar: 'china', since: 0, until: null }],
});

const stormy: CalendarOf = (_department, instant) => TYPHOON.of([], instant);

describe('core/timer-count', () => {
  for (const [start, attributes, expected] of [
    ['2026-02-12T10:00', 'value="5" unit="workingDay"', '2026-02-27T00:00'],
    ['2026-02-13T10:00', 'value="1" unit="工作日"', '2026-02-15T00:00'],
    ['2026-09-28T10:00', 'value="5" unit="workingDay"', '2026-10-11T00:00'],
    ['2026-09-30T16:00', 'value="24" unit="hour"', '2026-10-01T16:00'],
    ['2026-09-18T10:00', 'value="15" unit="calendarDay"', '2026-10-09T00:00'],
    ['2026-09-18T10:00', 'value="15" unit="day" lastDay="as-is"', '2026-10-04T00:00'],
    ['2026-01-30T10:00', 'value="1" unit="month"', '2026-03-01T00:00'],
    ['2026-03-02T17:00', 'value="4" unit="workingHour"', '2026-03-03T14:00'],
    ['2026-03-02T10:00', 'value="1" unit="workingDay" endOfDay="closing"', '2026-03-03T17:30'],
    ['2026-03-02T10:00', 'value="1" unit="workingDay" startDayCounts="true"', '2026-03-03T00:00'],
    ['2026-03-02T10:00', 'value="0" unit="workingDay"', '2026-03-03T00:00'],
    ['2026-03-02T10:00', 'value="=days + 1" unit="workingDay"', '2026-03-06T00:00'],
  ] as const) {
    it(`should count ${attributes} from ${start}`, async () => {
      const it = await armed(start, attributes, { days: 2 });

      expect(due(it)).to.equal(expected);
    });
  }

  it('should fire when a share of the limit is used, in office time', async () => {
    const it = await armed('2026-03-02T09:00', 'value="3" unit="workingDay" used="50%"');

    // 7 hours a day: 3.5 on Monday and 10.5 more are 14 of 28, counted to the end of Thursday.
    expect(due(it)).to.equal('2026-03-03T17:30');
  });

  it('should fire when the last day is over, and not before', async () => {
    const it = await armed('2026-03-02T10:00', 'value="5" unit="workingDay"');
    const [timer] = Object.values(it.state.timers);

    it.now = at('2026-03-10T00:00') - 1;
    const early = it.attempt({ kind: 'fireTimer', timer: timer?.id ?? '' });
    it.now = at('2026-03-10T00:00');
    it.pull({ kind: 'fireTimer', timer: timer?.id ?? '' });

    expect(early.ok).to.equal(false);
    expect(it.open).to.deep.equal(['a']);
  });

  it('should leave out the working days on which the case stood still, not the hours', async () => {
    const it = await armed('2026-03-02T10:00', 'value="5" unit="workingDay"');

    it.now = at('2026-03-04T16:00');
    it.pull({ kind: 'suspend' });
    it.now = at('2026-03-09T09:00');
    it.pull({ kind: 'resume' });

    expect(due(it)).to.equal('2026-03-13T00:00');
  });

  it('should change nothing where it stood still within one day', async () => {
    const it = await armed('2026-03-02T10:00', 'value="5" unit="workingDay"');

    it.now = at('2026-03-04T09:00');
    it.pull({ kind: 'suspend' });
    it.now = at('2026-03-04T16:00');
    it.pull({ kind: 'resume' });

    expect(due(it)).to.equal('2026-03-10T00:00');
  });

  it('should be counted again by a calendar that has changed, what stood still left out', async () => {
    const it = await armed('2026-03-02T10:00', 'value="5" unit="workingDay"');
    it.now = at('2026-03-05T10:00');
    it.pull({ kind: 'suspend' });
    it.now = at('2026-03-06T10:00');
    it.pull({ kind: 'resume' });

    const [retimed] = retimedTimers(it.state, stormy);

    expect([wall(retimed?.was.dueAt), wall(retimed?.timer.dueAt)]).to.deep.equal([
      '2026-03-11T00:00',
      '2026-03-12T00:00',
    ]);
    expect(retimed?.timer.count).to.deep.include({ calendarVersion: 9, since: at('2026-03-02T10:00') });
    expect(retimedTimers({ timers: { t: retimed?.timer ?? (undefined as never) } }, stormy)).to.deep.equal([]);
  });

  it('should raise an incident where the amount is none, and count on retry', async () => {
    for (const wrong of ['a lot', '', -1, 1.5, 99_999]) {
      const it = await armed('2026-03-02T10:00', 'value="=days" unit="workingDay"', { days: wrong });
      expect(it.incidents, String(wrong)).to.deep.equal(['timer-invalid']);

      it.pull({ kind: 'writeVariables', scope: it.state.root, variables: { days: 1 } });
      it.pull({ kind: 'retryIncident', incident: Object.keys(it.state.incidents)[0] ?? '' });

      expect([it.incidents, due(it)]).to.deep.equal([[], '2026-03-04T00:00']);
    }
  });

  it('should count by the calendar of the activity it is attached to, else of its lane', async () => {
    const graph = await graphOf(
      `<laneSet><lane id="l" tb:department="bureau"><flowNodeRef>wait</flowNodeRef><flowNodeRef>b</flowNodeRef></lane></laneSet>
       <startEvent id="start"/><userTask id="a" tb:department="=office"/><boundaryEvent id="b" attachedToRef="a">${limit('value="1" unit="workingDay"')}</boundaryEvent>
       <intermediateCatchEvent id="wait">${limit('value="1" unit="workingDay"')}</intermediateCatchEvent><intermediateCatchEvent id="named">${limit('value="1" unit="workingDay" department="x"')}</intermediateCatchEvent>
       <endEvent id="end"/><endEvent id="e2"/>${flows('start a wait named end')}${flows('b e2')}`,
    );
    const departments = graph.nodes.flatMap(({ id, events }) =>
      events.map((event) => {
        if (event.kind !== 'timer' || event.timer !== 'limit') return id;
        const { department } = event.limit;
        return `${id} ${department?.kind === 'feel' ? department.expression.source : department?.text}`;
      }),
    );

    expect(departments).to.deep.equal(['b =office', 'wait bureau', 'named x']);
  });

  describe('what is refused', () => {
    const problems = async (definition: string, event = 'intermediateCatchEvent') => {
      const inside =
        event === 'startEvent'
          ? `<startEvent id="t">${definition}</startEvent><endEvent id="end"/>${flows('t end')}`
          : `<startEvent id="start"/><intermediateCatchEvent id="t">${definition}</intermediateCatchEvent><endEvent id="end"/>${flows('start t end')}`;
      return (await compileModel(bpmn(inside))).problems.map(({ rule }) => rule);
    };
    const both = (kind: string, text: string) =>
      limit('value="5" unit="workingDay"').replace(
        '</timerEventDefinition>',
        `<${kind}>${text}</${kind}></timerEventDefinition>`,
      );

    it('should be a second way to say when', async () => {
      expect(await problems(both('timeDuration', 'P5D'))).to.deep.equal(['limit-invalid']);
      expect(await problems(both('timeCycle', 'R/P5D'))).to.deep.equal(['limit-invalid']);
      expect(await problems(both('timeDate', '2030-01-01T00:00:00Z'))).to.deep.equal(['limit-invalid']);
      expect(await problems(limit('value="5" unit="workingDay"/><tb:limit value="5" unit="workingDay"'))).to.deep.equal(
        ['limit-invalid'],
      );
    });

    it('should be what only clocks have, a wrong amount, and a unit that is none', async () => {
      expect(await problems(limit('value="5" unit="workingDay" pausableBy="hearing"'))).to.deep.equal([
        'limit-invalid',
      ]);
      expect(await problems(limit('value="5" unit="workingDay" clock="delivery"'))).to.include('limit-invalid');
      expect(await problems(limit('value="1.5" unit="workingDay"'))).to.deep.equal(['limit-invalid']);
      expect(await problems(limit('value="5" unit="workingDay" used="170%"'))).to.deep.equal(['limit-invalid']);
      expect(await problems(limit('unit="workingDay"'))).to.deep.equal(['limit-invalid']);
      expect(await problems(limit('value="5"'))).to.deep.equal(['limit-without-unit']);
      expect(await problems(limit('value="5" unit="天"'))).to.deep.equal(['limit-unit']);
    });

    it('should be a limit at the start of a process, where no case is counted for', async () => {
      expect(await problems(limit('value="5" unit="workingDay"'), 'startEvent')).to.deep.equal(['limit-invalid']);
    });
  });
});
