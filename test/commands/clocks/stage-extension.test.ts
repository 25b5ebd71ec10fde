import { expect } from 'chai';
import { flows, graphOf } from '../../support/bpmn.ts';
import { Desk, withRole } from '../desk.ts';

const HEAD = withRole('head', 'clerk');
const extended = (inside: string) => `<extensionElements>${inside}</extensionElements>`;
const stage = (id: string, limit: string) =>
  `<subProcess id="${id}">${extended(`<tb:limit clock="statutory" value="10" ${limit}/>`)}<startEvent id="${id}_on"/>
   <userTask id="${id}_task">${extended('<tb:assignment users="fang"/>')}</userTask><endEvent id="${id}_off"/>${flows(`${id}_on ${id}_task ${id}_off`)}</subProcess>`;

/** Three stages beside each other: two admit more time, one does not. */
async function desk(): Promise<Desk> {
  const graph = await graphOf(
    `${extended('<tb:conduct organ="市场监管局" organHeads="head" extensionCap="20"/>')}<startEvent id="start"/><parallelGateway id="split"/>
     ${stage('days', 'unit="workingDay" extension="5"')}${stage('calendar', 'unit="day" extension="15"')}${stage('fixed', 'unit="workingDay"')}
     <parallelGateway id="join"/><endEvent id="end"/>${flows('start split days join end')}${flows('split calendar join')}${flows('split fixed join')}`,
  );
  const it = new Desk({ graphs: [graph] });
  it.now = Date.parse('2026-03-02T10:00:00+08:00');
  it.start();
  return it;
}

/** When the statutory limit of a stage is over, on the clock of the wall. */
const dueOf = ({ state, first }: Desk, id: string): string => {
  const node = first.graph.byId.get(id);
  const element = Object.values(state.elements).find((one) => one.node === node)?.id;
  const { dueAt = 0 } = Object.values(state.readings ?? {}).find((one) => one.element === element) ?? {};
  return new Date(dueAt + 8 * 3_600_000).toISOString().slice(0, 10);
};
const dues = (it: Desk) => ['days', 'calendar', 'fixed'].map((id) => dueOf(it, id));

describe('an extension of the case', () => {
  it('should give each stage as much as its own limit admits, in its own unit, and nothing to who admits none', async () => {
    const it = await desk();
    const before = dues(it);

    it.do('extend-instance', { days: 8, reasons: '案情复杂' }, HEAD);

    expect(before).to.deep.equal(['2026-03-17', '2026-03-13', '2026-03-17']);
    expect(dues(it)).to.deep.equal(['2026-03-24', '2026-03-21', '2026-03-17']);
  });
});
