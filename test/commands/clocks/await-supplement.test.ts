import { expect } from 'chai';
import type { ClockRecord } from '../../../engine/core/clock-record.ts';
import { flows, graphOf } from '../../support/bpmn.ts';
import { Desk, person } from '../desk.ts';

const at = (text: string): number => Date.parse(`${text}T10:00:00+08:00`);
const wall = (instant: number | undefined): string =>
  instant === undefined ? 'none' : new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16);
const extended = (inside: string) => `<extensionElements>${inside}</extensionElements>`;
const FANG = person('fang');
const work = (id: string) => `<userTask id="${id}">${extended('<tb:assignment users="fang"/>')}</userTask>`;

/** Checked for acceptance inside of a stage; a supplement is waited for in it once. */
async function desk(days: string): Promise<Desk> {
  const acceptance = '<tb:limit clock="acceptance" value="5" unit="workingDay" basis="行政许可法 32"/>';
  const correction = `<tb:limit clock="correction" value="${days}" unit="day"/>`;
  const graph = await graphOf(
    `<startEvent id="start"/>
     <subProcess id="intake">${extended(acceptance)}<startEvent id="is"/>${work('check')}
       <subProcess id="supplement">${extended(correction)}<startEvent id="ss"/>${work('wait')}<endEvent id="se"/>${flows('ss wait se')}</subProcess>
       ${work('again')}<endEvent id="ie"/>${flows('is check supplement again ie')}</subProcess>
     ${work('decide')}<endEvent id="end"/>${flows('start intake decide end')}`,
  );
  const it = new Desk({ graphs: [graph] });
  it.now = at('2026-03-02');
  it.start();
  it.now = at('2026-03-04');
  it.complete('check', FANG);
  return it;
}

const acceptance = ({ events }: Desk): ClockRecord[] =>
  events.flatMap((event) =>
    event.type === 'clockRecorded' && event.record.clock === 'acceptance' ? [event.record] : [],
  );
const readings = ({ state }: Desk) =>
  Object.values(state.readings ?? {})
    .filter(({ clock }) => clock === 'acceptance')
    .map((reading) => [reading.state, reading.lamp, wall(reading.dueAt)]);

describe('a supplement that the model waits for', () => {
  for (const days of ['30', '=null']) {
    it(`should let the acceptance clock wait for the applicant, and begin anew with what came (limit ${days})`, async () => {
      const it = await desk(days);

      expect(readings(it).map(([state, lamp]) => [state, lamp])).to.deep.equal([['paused', 'blue']]);
      it.now = at('2026-03-25');
      it.complete('wait', FANG);

      expect(readings(it).at(-1)).to.deep.equal(['running', 'green', '2026-04-02T00:00']);
      expect(acceptance(it).map(({ effect, reason }) => `${effect} ${reason}`)).to.deep.equal([
        'start begun',
        'pause request-supplement',
        'stop supplied',
        'start supplied',
      ]);
      it.complete('again', FANG);
      expect(acceptance(it).at(-1)).to.include({ effect: 'stop', reason: 'ended' });
    });
  }

  it('should judge what was measured before the notice alone: waiting is not late', async () => {
    const it = await desk('30');
    it.now = at('2026-05-25');
    it.complete('wait', FANG);

    const measured = it.events.flatMap((event) => (event.type === 'clockMeasured' ? [event.measured] : []));
    expect(
      measured.filter(({ clock }) => clock === 'acceptance').map(({ lamp, net }) => [lamp, net.workingDays]),
    ).to.deep.equal([['green', 2]]);
  });
});
