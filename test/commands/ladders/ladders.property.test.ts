import { expect } from 'chai';
import fc from 'fast-check';
import { clockRuns } from '../../../engine/commands/clocks/clock-runs.ts';
import { readClock } from '../../../engine/commands/clocks/read-clock.ts';
import { SYSTEM } from '../../../engine/commands/command.ts';
import type { ProcessGraph } from '../../../engine/model/graph.ts';
import { CHINA_ONLY } from '../../../engine/sla/calendars.ts';
import { rungAt } from '../../../engine/sla/rung.ts';
import { flows, graphOf } from '../../support/bpmn.ts';
import { ADMIN, Desk, WANG } from '../desk.ts';

const HOUR = 3_600_000;

const RUNGS = `<tb:ladder><tb:rung name="half" used="50%" action="remind"/><tb:rung name="last" left="1" unit="workingDay" action="remind" to="sun"/>
  <tb:rung name="over" after="0" unit="workingDay" action="transfer" to="user:li,group:reserve"/><tb:rung name="late" after="2" unit="workingDay" action="start" process="p"/></tb:ladder>`;

const step = (id: string, inside = '') =>
  `<userTask id="${id}"><extensionElements><tb:assignment users="wang"/>${inside}</extensionElements></userTask>`;

const model = () =>
  graphOf(
    `<startEvent id="start"/>${step('accept')}${step('review', `<tb:limit value="3" unit="工作日"/>${RUNGS}`)}<endEvent id="end"/>${flows('start accept review end')}`,
  );

const deeds = fc.array(
  fc.record({
    kind: fc.constantFrom('wait' as const, 'wait' as const, 'hold' as const, 'return' as const),
    hours: fc.integer({ min: 0, max: 60 }),
  }),
  { maxLength: 20 },
);

class Walk {
  readonly desk: Desk;
  private readonly graph: ProcessGraph;

  constructor(graph: ProcessGraph) {
    this.graph = graph;
    this.desk = new Desk({ graphs: [graph] });
    this.desk.now = Date.parse('2026-09-28T10:00:00+08:00');
    this.desk.start();
    this.desk.complete('accept', WANG);
  }

  /** Time passes; the job of the ladder comes when it is due, and once more because nobody noted that it had come. */
  wait(hours: number): void {
    const { desk } = this;
    const until = desk.now + hours * HOUR;
    for (;;) {
      const due = Object.values(desk.state.ladders ?? {}).find(({ next }) => next !== null && next.at <= until);
      if (!due?.next) break;
      const { element, next } = due;
      desk.now = Math.max(desk.now, next.at);
      this.expectCounted(element, next.rung);
      desk.do('climb-rung', { element, rung: next.rung }, SYSTEM);
      expect(desk.refusal('climb-rung', { element, rung: next.rung }, SYSTEM).code).to.equal('not-found');
    }
    desk.now = until;
  }

  /** Of the ledger read anew from the records. */
  private expectCounted(element: string, rung: string): void {
    const { desk } = this;
    const run = clockRuns(desk.state).find((one) => one.element === element);
    const read = run && readClock(run, { organisation: desk.organisation, calendars: CHINA_ONLY }, desk.now);
    const spec = this.graph.nodes.flatMap(({ ladder = [] }) => ladder).find(({ id }) => id === rung);
    if (!read || !spec) throw new Error('Expected the clock of a rung that was climbed, but there is none.');
    expect(read.ledger.state).to.equal('running');
    expect(desk.now).to.be.at.least(rungAt(read.ledger, spec.when, read.calendar));
  }

  hold(hours: number): void {
    const taskId = this.desk.task('review').id;
    this.desk.do('suspend-task', { taskId }, ADMIN);
    expect(Object.values(this.desk.state.ladders ?? {}).map(({ next }) => next)).to.deep.equal([null]);
    this.wait(hours);
    this.desk.do('resume-task', { taskId }, ADMIN);
  }

  giveBack(): void {
    this.desk.do('return-task', { taskId: this.desk.task('review').id }, ADMIN);
    this.desk.do('complete-task', { taskId: this.desk.task('accept').id }, WANG);
  }
}

describe('escalation ladders of random cases', () => {
  it('should climb each rung at most once per visit, in counted time, and never while the clock stands still', async () => {
    const graph = await model();
    fc.assert(
      fc.property(deeds, (done) => {
        const walk = new Walk(graph);
        for (const { kind, hours } of done) {
          if (kind === 'wait') walk.wait(hours);
          else if (kind === 'hold') walk.hold(hours);
          else walk.giveBack();
        }
        walk.wait(24 * 60);

        const climbed = walk.desk.events.flatMap((event) =>
          event.type === 'rungClimbed' ? [`${event.element} ${event.rung}`] : [],
        );
        expect(new Set(climbed).size).to.equal(climbed.length);
        const last = walk.desk.task('review').element;
        expect(climbed.filter((one) => one.startsWith(`${last} `))).to.have.length(4);
      }),
      { numRuns: 60 },
    );
  });
});
