import { expect } from 'chai';
import { flows, graphOf } from '../../support/bpmn.ts';
import { Desk } from '../desk.ts';

const extended = (inside: string) => `<extensionElements>${inside}</extensionElements>`;
const promised = (attributes = '') => `<tb:limit clock="promised" value="5" unit="workingDay" ${attributes}/>`;
const STAGE = (attributes = '') =>
  `<subProcess id="stage">${extended(promised(attributes))}<startEvent id="s"/><userTask id="work"/><endEvent id="e"/>${flows('s work e')}</subProcess>`;
const lane = (attributes: string) =>
  `<laneSet id="lanes"><lane id="fire" ${attributes}><flowNodeRef>stage</flowNodeRef></lane></laneSet>`;

async function departments(inside: string, variables = {}): Promise<(string | null | undefined)[]> {
  const desk = new Desk({ graphs: [await graphOf(`${inside}<startEvent id="start"/>${flows('start stage')}`)] });
  desk.start(variables);
  return desk.events.flatMap((event) =>
    event.type === 'clockRecorded' && event.record.effect === 'start' ? [event.record.department] : [],
  );
}

const APPLIED = { serviceItem: { key: 'stall', department: 'market' } };

describe('whose clock a limit of a case or a stage is', () => {
  it('should be what the model says, whatever was applied for', async () => {
    const found = await departments(`${extended(promised('department="=lead"'))}${STAGE('department="fire"')}`, {
      ...APPLIED,
      lead: 'housing',
    });

    expect(found).to.deep.equal(['housing', 'fire']);
  });

  it("should be that of a stage's lane where the stage does not say it", async () => {
    const found = await departments(`${lane('tb:department="rescue"')}${STAGE()}`, APPLIED);

    expect(found).to.deep.equal(['rescue']);
  });

  it('should be the department that leads what was applied for where the model says nothing', async () => {
    const found = await departments(`${extended(promised())}${lane('')}${STAGE()}`, APPLIED);

    expect(found).to.deep.equal(['market', 'market']);
  });

  it('should be nobody where nothing says it', async () => {
    for (const serviceItem of [null, 'market', ['market'], { department: 3 }])
      expect(await departments(`${extended(promised())}${STAGE()}`, { serviceItem })).to.deep.equal([null, null]);
  });
});
