import { expect } from 'chai';
import { nodeOf } from '../../engine/core/query.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk, person, WANG, withRole } from './desk.ts';

const adHoc = async (attributes = ''): Promise<Desk> => {
  const desk = new Desk({
    graphs: [
      await graphOf(
        `<startEvent id="start"/><adHocSubProcess id="h" ordering="Sequential"><userTask id="a"/><userTask id="b"/>
        <completionCondition>done</completionCondition></adHocSubProcess>${flows('start h')}`,
        { attributes },
      ),
    ],
  });
  desk.start();
  return desk;
};

const scopeOf = ({ state, first }: Desk): string => {
  const definitions = { byId: () => first, resolve: () => undefined, decision: () => undefined };
  return Object.values(state.elements).find((each) => nodeOf(definitions, state, each).id === 'h')?.id ?? '';
};

describe('command start-inner-activity', () => {
  it('should begin an activity, whose task is then open', async () => {
    const desk = await adHoc();

    desk.do('start-inner-activity', { elementInstanceId: scopeOf(desk), elementId: 'a', variables: { x: 1 } }, WANG);

    expect(desk.openNodes).to.include('a');
    expect(desk.variables).to.deep.equal({ x: 1 });
  });

  it('should refuse a second one where one is done after the other, and what is no activity inside', async () => {
    const desk = await adHoc();
    const elementInstanceId = scopeOf(desk);
    desk.do('start-inner-activity', { elementInstanceId, elementId: 'a' }, WANG);

    expect(desk.refusal('start-inner-activity', { elementInstanceId, elementId: 'b' }, WANG).code).to.equal(
      'ad-hoc-busy',
    );
    expect(desk.refusal('start-inner-activity', { elementInstanceId, elementId: 'start' }, WANG).code).to.equal(
      'not-found',
    );
  });

  it('should let those begin activities who may open a case or manage it, and nobody else', async () => {
    const desk = await adHoc('tb:starters="hall" tb:owners="owner"');
    const input = { elementInstanceId: scopeOf(desk), elementId: 'a' };

    expect(desk.refusal('start-inner-activity', input, WANG).code).to.equal('forbidden');
    expect(desk.refusal('start-inner-activity', input, withRole('li', 'applicant')).code).to.equal('forbidden');
    for (const actor of [ADMIN, person('owner'), person('hua', { groups: ['hall'] })]) {
      expect(
        (await adHoc('tb:starters="hall" tb:owners="owner"')).try('start-inner-activity', input, actor).ok,
      ).to.equal(true);
    }
  });
});
