import { expect } from 'chai';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk, person } from './desk.ts';

/** One child for each department of a list; who does it there is said by the department. */
async function dispatched(completion = ''): Promise<Desk> {
  const loop = `<multiInstanceLoopCharacteristics tb:collection="=departments" tb:elementVariable="department">${completion}</multiInstanceLoopCharacteristics>`;
  const parent = await graphOf(
    `<startEvent id="start"/><callActivity id="call" calledElement="child">${loop}</callActivity><userTask id="after"/><endEvent id="end"/>
     ${flows('start call after end')}`,
    { key: 'parent' },
  );
  const child = await graphOf(
    `<startEvent id="s"/><userTask id="reply"><extensionElements><tb:assignment groups="=department"/></extensionElements></userTask><endEvent id="e"/>${flows('s reply e')}`,
    { key: 'child' },
  );
  const desk = new Desk({ graphs: [parent, child] });
  desk.start({ departments: ['tax', 'fire', 'land'] });
  return desk;
}

const until = (condition: string): string => `<completionCondition>${condition}</completionCondition>`;

const reply = (desk: Desk, department: string): void => {
  const task = desk.tasksAt('reply').find(({ candidateGroups }) => candidateGroups.includes(department));
  desk.do('complete-task', { taskId: task?.id ?? '' }, person(`in-${department}`, { groups: [department] }));
};

describe('dispatching one child per department', () => {
  const rules: readonly (readonly [string, string, readonly string[]])[] = [
    ['all', '', ['tax', 'fire', 'land']],
    ['any', until('nrOfCompletedInstances &gt;= 1'), ['fire']],
    ['a share', until('nrOfCompletedInstances / nrOfInstances &gt;= 2 / 3'), ['land', 'tax']],
  ];

  it('should go on after all, any or a share of the children, and end the rest', async () => {
    for (const [rule, completion, answers] of rules) {
      const desk = await dispatched(completion);
      expect(desk.tasksAt('reply').map(({ candidateGroups }) => candidateGroups)).to.deep.equal([
        ['tax'],
        ['fire'],
        ['land'],
      ]);

      for (const [index, department] of answers.entries()) {
        expect(desk.openNodes, `${rule} before ${index}`).to.not.include('after');
        reply(desk, department);
      }

      expect(desk.openNodes, rule).to.deep.equal(['after']);
      expect(desk.endings.filter((ending) => ending.includes('voided'))).to.have.length(3 - answers.length);
    }
  });

  it('should end the children with the parent, and keep their tasks in the history', async () => {
    const desk = await dispatched();

    desk.do('cancel-instance', { reason: '申请人撤回' }, ADMIN);

    expect(desk.state.tasks).to.deep.equal({});
    const ended = desk.events.flatMap((event) => (event.type === 'taskEnded' ? [event.outcome] : []));
    expect(ended).to.deep.equal(['voided:caseEnd', 'voided:caseEnd', 'voided:caseEnd']);
  });
});
