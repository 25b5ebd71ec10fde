import { expect } from 'chai';
import { SYSTEM } from '../../../engine/commands/command.ts';
import type { ClockCode } from '../../../engine/core/clock-record.ts';
import { flows, graphOf } from '../../support/bpmn.ts';
import { ADMIN, Desk, person } from '../desk.ts';

const at = (text: string): number => Date.parse(`${text}T10:00:00+08:00`);
const wall = (instant: number | undefined): string =>
  instant === undefined ? 'none' : new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16);
const extended = (inside: string) => `<extensionElements>${inside}</extensionElements>`;
const FANG = person('fang');
const work = (id: string) =>
  `<userTask id="${id}">${extended('<tb:assignment users="fang"/><tb:limit value="9" unit="workingDay"/>')}</userTask>`;

const LIMITS = `<tb:limit clock="statutory" value="20" unit="workingDay" basis="行政许可法 42" startsAfter="accept" stopsAfter="decide"/>
  <tb:limit clock="promised" value="15" unit="workingDay" startsAfter="accept" stopsAfter="decide"/>`;
const SPECIAL = '<tb:limit clock="special" value="5" unit="workingDay" basis="行政许可法 45"/>';
const WATCH = `<intermediateCatchEvent id="watch"><timerEventDefinition>${extended('<tb:limit clock="statutory" value="17" unit="workingDay"/>')}</timerEventDefinition></intermediateCatchEvent>`;

/** Accepted, then a visit of the place with a hearing in it, beside a step of another and a timer that watches; then decided. */
async function desk(special = SPECIAL): Promise<Desk> {
  const graph = await graphOf(
    `${extended(`${LIMITS}<tb:conduct organ="市场监管局"/>`)}<startEvent id="start"/>${work('accept')}<parallelGateway id="split"/>
     <subProcess id="visit" name="现场勘验">${extended(special)}<startEvent id="s"/>${work('look')}
       <subProcess id="hearing">${extended(SPECIAL)}<startEvent id="hs"/>${work('hear')}<endEvent id="he"/>${flows('hs hear he')}</subProcess>
       ${work('report')}<endEvent id="e"/>${flows('s look hearing report e')}</subProcess>
     ${work('beside')}${WATCH}<endEvent id="watched"/><parallelGateway id="join"/>${work('decide')}<endEvent id="end"/>
     ${flows('start accept split visit join decide end')}${flows('split beside join')}${flows('split watch watched')}`,
  );
  const it = new Desk({ graphs: [graph] });
  it.now = at('2026-03-02');
  it.start();
  it.complete('accept', FANG);
  return it;
}

const reading = ({ state }: Desk, code: ClockCode) =>
  Object.values(state.readings ?? {}).find(({ clock, element }) => clock === code && element === null);
const told = (it: Desk) =>
  ['statutory', 'promised'].map((code) => [
    reading(it, code as ClockCode)?.state,
    wall(reading(it, code as ClockCode)?.dueAt),
  ]);
const notices = ({ events }: Desk) =>
  events.flatMap((event) => (event.type === 'documentIssued' ? [event.document] : []));

describe('a special procedure that the model runs', () => {
  it('should stop the limits of the case from its notice to its end, and only those', async () => {
    const it = await desk();
    const [notice] = notices(it);

    expect(notice?.kind).to.equal('specialProcedure');
    expect(notice?.params).to.include({ procedure: '现场勘验', days: 5 });
    expect(told(it)).to.deep.equal([
      ['paused', '2026-03-31T00:00'],
      ['paused', '2026-03-24T00:00'],
    ]);
    expect(it.task('beside').timing?.lamp).to.equal('green');
    it.now = at('2026-03-03');
    it.complete('look', FANG);
    it.now = at('2026-03-05');
    it.complete('hear', FANG);
    // The hearing has ended, the visit around it has not.
    expect(told(it).map(([how]) => how)).to.deep.equal(['paused', 'paused']);
    it.now = at('2026-03-06');
    it.complete('report', FANG);

    expect(told(it)).to.deep.equal([
      ['running', '2026-04-04T00:00'],
      ['running', '2026-03-28T00:00'],
    ]);
    expect(notices(it)).to.have.length(1);
  });

  it('should hold a timer that counts beside the limit of the law', async () => {
    const it = await desk();
    const watch = () => Object.values(it.state.timers)[0];
    const { id: timerId, dueAt } = watch() ?? { id: '', dueAt: 0 };
    expect(wall(dueAt)).to.equal('2026-03-26T00:00');

    it.now = at('2026-03-30');
    expect(it.refusal('fire-timer', { timerId }, SYSTEM).code).to.equal('task-state-conflict');
    it.now = at('2026-03-31');
    for (const step of ['look', 'hear', 'report']) it.complete(step, FANG);

    expect(watch()?.frozenAt).to.equal(undefined);
    // 21 working days from 2 to 31 March lie in it.
    expect(wall(watch()?.dueAt)).to.equal('2026-04-25T00:00');
  });

  it('should let the limits go on where it is ended before it is done', async () => {
    const it = await desk();
    it.now = at('2026-03-04');

    it.do('cancel-instance', { reason: '撤回' }, ADMIN);

    const effects = it.events.flatMap((event) =>
      event.type === 'clockRecorded' && event.record.clock === 'statutory' ? [event.record.effect] : [],
    );
    expect(effects.at(-1)).to.equal('stop');
  });

  it('should stop nothing where the limit is no special one', async () => {
    const it = await desk('<tb:limit clock="promised" value="5" unit="workingDay"/>');

    expect(told(it).map(([how]) => how)).to.deep.equal(['running', 'running']);
    it.complete('look', FANG);

    // The hearing in it is one: the stage around it stands still too.
    const stage = Object.values(it.state.readings ?? {}).find(
      ({ clock, element }) => clock === 'promised' && element !== null,
    );
    expect([...told(it).map(([how]) => how), stage?.state]).to.deep.equal(['paused', 'paused', 'paused']);
  });
});

describe('a limit that counts from an earlier instant', () => {
  const from = async (source: string, received: unknown) => {
    const graph = await graphOf(
      `${extended(`<tb:limit clock="statutory" value="20" unit="workingDay" startsAfter="accept" countsFrom="${source}"/>`)}
       <startEvent id="start"/>${work('accept')}${work('decide')}<endEvent id="end"/>${flows('start accept decide end')}`,
    );
    const it = new Desk({ graphs: [graph] });
    it.now = at('2026-03-02');
    it.start({ received });
    it.now = at('2026-03-09');
    it.complete('accept', FANG);
    return it;
  };

  it('should count from there where there is one, and else from its start', async () => {
    const dues = [];
    for (const received of ['2026-03-02T10:00:00+08:00', null, '2026-05-01T00:00:00+08:00'])
      dues.push(wall(reading(await from('=received', received), 'statutory')?.dueAt));

    expect(dues).to.deep.equal(['2026-03-31T00:00', '2026-04-08T00:00', '2026-04-08T00:00']);
  });

  it('should raise an incident where that is no instant', async () => {
    const it = await from('=received', 'yesterday');

    expect(Object.values(it.state.incidents).map(({ code }) => code)).to.deep.equal(['expression-failed']);
    expect(reading(it, 'statutory')).to.equal(undefined);
  });
});
