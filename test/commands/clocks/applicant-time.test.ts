import { expect } from 'chai';
import { compileModel } from '../../../engine/model/compile.ts';
import { bpmn, flows, graphOf } from '../../support/bpmn.ts';
import { ADMIN, Desk, person } from '../desk.ts';

const at = (text: string): number => Date.parse(`${text}T10:00:00+08:00`);
const wall = (instant: number): string => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 16);
const extended = (inside: string) => `<extensionElements>${inside}</extensionElements>`;
const FANG = person('fang');
const work = (id: string, more = '') =>
  `<userTask id="${id}" ${more}>${extended('<tb:assignment users="fang"/>')}</userTask>`;
const OWN = 'tb:waitsFor="applicant"';

/** A stage with a promise in a case with one and a limit of the law: done, waited for by an event, done. */
async function desk(waits = OWN): Promise<Desk> {
  const graph = await graphOf(
    `${extended('<tb:limit clock="statutory" value="20" unit="workingDay" basis="行政许可法 42"/><tb:limit clock="promised" value="15" unit="workingDay"/>')}
     <startEvent id="start"/>
     <subProcess id="stage">${extended('<tb:limit clock="promised" value="5" unit="workingDay"/>')}<startEvent id="s"/>${work('first')}
       <intermediateCatchEvent id="answer" ${waits}><messageEventDefinition messageRef="said"/></intermediateCatchEvent>
       ${work('last')}<endEvent id="e"/>${flows('s first answer last e')}</subProcess>
     <endEvent id="end"/>${flows('start stage end')}`,
    { definitions: '<message id="said" name="said"/>' },
  );
  const it = new Desk({ graphs: [graph] });
  it.now = at('2026-03-02');
  it.start();
  it.now = at('2026-03-04');
  it.complete('first', FANG);
  return it;
}

const readings = ({ state }: Desk): Record<string, string> =>
  Object.fromEntries(
    Object.values(state.readings ?? {}).map(({ clock, element, state: how, lamp, dueAt }) => [
      `${clock}${element === null ? '' : ' of the stage'}`,
      `${how} ${lamp} ${wall(dueAt).slice(0, 10)}`,
    ]),
  );

describe("the applicant's own time", () => {
  it('should let what is promised of the case and the stage stand still, blue, and the law go on', async () => {
    const it = await desk();

    expect(
      Object.entries(readings(it)).map(([name, how]) => `${name}: ${how.split(' ', 2).join(' ')}`),
    ).to.have.members(['promised: paused blue', 'promised of the stage: paused blue', 'statutory: running green']);
  });

  it('should count on by what was left, however long it took, and be no delay', async () => {
    const it = await desk();
    it.now = at('2026-03-18');

    it.do('correlate-message', { name: 'said' } as never, ADMIN);

    const after = readings(it);
    expect(after['promised of the stage']).to.match(/^running \w+ 2026-03-24$/);
    expect(after.promised).to.match(/^running green /);
    it.complete('last', FANG);
    const measured = it.events.flatMap((event) => (event.type === 'clockMeasured' ? [event.measured] : []));
    expect(measured.filter(({ clock }) => clock === 'promised').map(({ lamp }) => lamp)).to.not.include('red');
  });

  it('should go on counting where the model does not say whose time it is', async () => {
    const it = await desk('');

    expect(readings(it)['promised of the stage']).to.match(/^running/);
  });

  it('should be refused where it waits for nobody who is known', async () => {
    const { problems } = await compileModel(
      bpmn(`<startEvent id="start"/>${work('a', 'tb:waitsFor="weather"')}<endEvent id="end"/>${flows('start a end')}`),
    );

    expect(problems.map(({ rule }) => rule)).to.include('waits-for-unknown');
  });
});
