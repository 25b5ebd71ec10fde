import { expect } from 'chai';
import { flows, graphOf } from '../../support/bpmn.ts';
import { ADMIN, Desk, person } from '../desk.ts';

const at = (text: string): number => Date.parse(`${text}T10:00:00+08:00`);
const wall = (instant: number | null | undefined): string =>
  instant == null ? 'none' : new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16);
const extended = (inside: string) => `<extensionElements>${inside}</extensionElements>`;
const days = (n: number, more = '') => `<tb:limit value="${n}" unit="工作日" ${more}/>`;
const FANG = person('fang');

/** A call with a limit of five days, and a step of its process with one of its own. */
async function calling(ofStep: number): Promise<Desk> {
  const parent = await graphOf(
    `<startEvent id="start"/><callActivity id="call" calledElement="child">${extended(
      `${days(5)}<tb:ladder><tb:rung name="late" after="0" unit="workingDay" action="start" process="p"/></tb:ladder>`,
    )}</callActivity><userTask id="after"/><endEvent id="end"/>${flows('start call after end')}`,
    { key: 'parent' },
  );
  const child = await graphOf(
    `<startEvent id="s"/><userTask id="work">${extended(`<tb:assignment users="fang"/>${days(ofStep)}`)}</userTask><userTask id="check">${extended('<tb:assignment users="fang"/><tb:limit value="1" unit="月"/>')}</userTask><endEvent id="e"/>${flows('s work check e')}`,
    { key: 'child' },
  );
  const desk = new Desk({ graphs: [parent, child] });
  desk.now = at('2026-03-02');
  desk.start();
  return desk;
}

const ofCall = (desk: Desk) => Object.values(desk.state.readings ?? {}).find(({ clock }) => clock === 'promised');
const rung = (desk: Desk): string =>
  Object.values(desk.state.ladders ?? {})
    .map(({ next }) => wall(next?.at))
    .join(',');

describe('the clock of a called process', () => {
  it('should run inside that of the call: begun with it, and no other time is bought by it', async () => {
    const desk = await calling(2);

    expect([wall(desk.task('work').dueAt), wall(ofCall(desk)?.dueAt)]).to.deep.equal([
      '2026-03-05T00:00',
      '2026-03-10T00:00',
    ]);
    desk.now = at('2026-03-03');
    const { id: taskId } = desk.task('work');
    desk.do('claim-task', { taskId }, FANG);
    desk.do('suspend-task', { taskId }, FANG);
    desk.now = at('2026-03-05');
    desk.do('resume-task', { taskId }, FANG);

    expect(wall(desk.task('work').dueAt)).to.equal('2026-03-07T00:00');
    expect([ofCall(desk)?.state, wall(ofCall(desk)?.dueAt)]).to.deep.equal(['running', '2026-03-10T00:00']);
  });

  it('should not be due after the call is', async () => {
    const desk = await calling(10);

    expect(wall(ofCall(desk)?.dueAt)).to.equal('2026-03-10T00:00');
    expect(rung(desk)).to.equal('2026-03-10T00:00');
    expect(wall(desk.task('work').dueAt)).to.equal('2026-03-10T00:00');
  });

  it('should leave a later step what is left of the call, and one unit where nothing is', async () => {
    const ends = [];
    for (const day of ['2026-03-04', '2026-03-20']) {
      const desk = await calling(1);
      desk.now = at(day);
      desk.complete('work', FANG);
      ends.push(wall(desk.task('check').dueAt));
    }

    expect(ends).to.deep.equal(['2026-03-10T00:00', '2026-03-24T00:00']);
  });

  it('should stand still with it on a legal basis, and alone without one', async () => {
    const desk = await calling(2);
    desk.now = at('2026-03-03');
    desk.do('suspend-instance', {}, ADMIN);
    desk.now = at('2026-03-05');
    desk.do('resume-instance', {}, ADMIN);

    expect([wall(desk.task('work').dueAt), wall(ofCall(desk)?.dueAt)]).to.deep.equal([
      '2026-03-07T00:00',
      '2026-03-10T00:00',
    ]);
    const stop = {
      by: 'wang',
      verb: 'test',
      reason: 'expert-review',
      basis: '行政许可法 45',
      document: '特别程序告知书 2026-17',
    } as const;
    const clocks = [
      { clock: 'step', element: desk.task('work').element },
      { clock: 'promised', element: ofCall(desk)?.element ?? null },
    ] as const;
    for (const one of clocks) desk.note({ ...stop, ...one, effect: 'pause', at: desk.now });
    desk.now = at('2026-03-06');
    for (const one of clocks) desk.note({ ...stop, ...one, effect: 'resume', at: desk.now });

    expect([wall(desk.task('work').dueAt), wall(ofCall(desk)?.dueAt)]).to.deep.equal([
      '2026-03-10T00:00',
      '2026-03-11T00:00',
    ]);
  });

  it('should be over with it, whether it is done or comes to nothing', async () => {
    for (const end of ['complete', 'cancel'] as const) {
      const desk = await calling(2);
      if (end === 'complete') for (const step of ['work', 'check']) desk.complete(step, FANG);
      else desk.do('cancel-instance', { reason: '撤回' }, ADMIN);

      const stops = desk.events.flatMap((event) =>
        event.type === 'clockRecorded' && event.record.effect === 'stop' ? [event.record.clock] : [],
      );
      expect([...new Set(stops)].sort(), end).to.deep.equal(['promised', 'step']);
      expect(desk.openNodes, end).to.deep.equal(end === 'complete' ? ['after'] : []);
    }
  });
});
