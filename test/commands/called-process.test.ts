import { expect } from 'chai';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk, person } from './desk.ts';

const OWNER = person('child-owner');

const callingCase = async (): Promise<Desk> => {
  const parent = await graphOf(
    `<startEvent id="start"/><userTask id="before"/><callActivity id="call" calledElement="child"/><userTask id="after"/>
     ${flows('start before call after')}`,
    { key: 'parent' },
  );
  const child = await graphOf(
    `<startEvent id="s"/><userTask id="x"/><userTask id="y"/><endEvent id="e"/>${flows('s x y e')}`,
    { key: 'child', attributes: 'tb:owners="child-owner"' },
  );
  const desk = new Desk({ graphs: [parent, child] });
  desk.start();
  desk.complete('before', ADMIN);
  return desk;
};

describe('tasks of a called process', () => {
  it('should be open to the owners of the called process, and not those of the caller', async () => {
    const desk = await callingCase();

    const { next } = desk.complete('x', OWNER);

    expect(next).to.deep.equal([desk.task('y').id]);
    expect(desk.refusal('cancel-instance', {}, OWNER).code).to.equal('forbidden');
  });

  it('should be frozen with the case that calls it', async () => {
    const desk = await callingCase();
    const { id: taskId } = desk.task('x');
    desk.do('suspend-instance', {}, ADMIN);

    expect(desk.refusal('complete-task', { taskId }, OWNER).code).to.equal('case-not-active');
    desk.do('resume-instance', {}, ADMIN);
    desk.do('complete-task', { taskId }, OWNER);
    expect(desk.openNodes).to.include('y');
  });

  it('should be returned inside of it only', async () => {
    const desk = await callingCase();
    const first = desk.refusal('return-task', { taskId: desk.task('x').id }, ADMIN);
    desk.complete('x', ADMIN);
    const outside = desk.refusal('return-task', { taskId: desk.task('y').id, to: 'before' }, ADMIN);

    desk.do('return-task', { taskId: desk.task('y').id }, ADMIN);

    expect(first.code).to.equal('return-target-missing');
    expect(outside.code).to.equal('return-target-invalid');
    expect(desk.task('x')).to.deep.include({ visit: 2, assignee: 'admin' });
  });

  it('should end with the case when one of them is rejected', async () => {
    const desk = await callingCase();

    desk.do('reject-task', { taskId: desk.task('x').id }, ADMIN);

    expect(desk.state.status).to.equal('terminated');
  });
});
