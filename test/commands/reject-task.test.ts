import { expect } from 'chai';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk } from './desk.ts';

const ERROR = { definitions: '<error id="error_rejected" errorCode="rejected"/>' };
const onRejected = '<errorEventDefinition errorRef="error_rejected"/>';

describe('reject-task', () => {
  it('should end the case as refused and void what others have open', async () => {
    const desk = new Desk({
      graphs: [
        await graphOf(
          `<startEvent id="start"/><parallelGateway id="split"/><userTask id="a"/><userTask id="b"/><endEvent id="end"/>
           ${flows('start split a end', 'split b end')}`,
        ),
      ],
    });
    desk.start();

    const { task } = desk.do('reject-task', { taskId: desk.task('a').id, comment: '不符合条件' }, ADMIN);

    expect(task).to.deep.include({ state: 'rejected', endedBy: 'admin' });
    expect(desk.state.status).to.equal('terminated');
    expect(desk.endings).to.deep.equal(['a rejected', 'b voided:caseEnd']);
    expect(desk.variables).to.deep.equal({ outcome: 'rejected', outcomes: { a: 'rejected' } });
    const ended = desk.events.find((event) => event.type === 'instanceStatusChanged');
    expect(ended).to.deep.include({ to: 'terminated', reason: 'refused' });
    expect(desk.events.filter((event) => event.type === 'incidentRaised')).to.deep.equal([]);
  });

  it('should go on at the boundary event of the task that catches rejections', async () => {
    const desk = new Desk({
      graphs: [
        await graphOf(
          `<startEvent id="start"/><userTask id="a"/><userTask id="notify"/><endEvent id="end"/>
           <boundaryEvent id="refused" attachedToRef="a">${onRejected}</boundaryEvent>
           ${flows('start a end', 'refused notify end')}`,
          ERROR,
        ),
      ],
    });
    desk.start();

    const { next } = desk.do('reject-task', { taskId: desk.task('a').id, variables: { why: '材料虚假' } }, ADMIN);

    expect(desk.openNodes).to.deep.equal(['notify']);
    expect(next).to.deep.equal([desk.task('notify').id]);
    expect(desk.endings).to.deep.equal(['a rejected']);
    expect(desk.variables).to.deep.equal({ why: '材料虚假', outcome: 'rejected', outcomes: { a: 'rejected' } });
  });

  it('should go on at a handler of an enclosing scope, and void the siblings in it', async () => {
    const desk = new Desk({
      graphs: [
        await graphOf(
          `<startEvent id="start"/>
           <subProcess id="sub"><startEvent id="s"/><parallelGateway id="split"/><userTask id="a"/><userTask id="b"/>${flows('s split a', 'split b')}</subProcess>
           <userTask id="outside"/><userTask id="notify"/>
           <parallelGateway id="fork"/>
           <boundaryEvent id="refused" attachedToRef="sub">${onRejected}</boundaryEvent>
           ${flows('start fork sub', 'fork outside', 'refused notify')}`,
          ERROR,
        ),
      ],
    });
    desk.start();

    desk.do('reject-task', { taskId: desk.task('a').id }, ADMIN);

    expect(desk.openNodes).to.deep.equal(['notify', 'outside']);
    expect(desk.endings).to.deep.equal(['a rejected', 'b voided:boundary']);
    expect(desk.state.status).to.equal('active');
  });

  it('should not set off anything else in a case it ends', async () => {
    const desk = new Desk({
      graphs: [
        await graphOf(
          `<startEvent id="start"/><parallelGateway id="split"/><userTask id="a"/>
           <intermediateCatchEvent id="watch"><conditionalEventDefinition><condition xsi:type="tFormalExpression">outcome = "rejected"</condition></conditionalEventDefinition></intermediateCatchEvent>
           <serviceTask id="call" tb:topic="t"/>${flows('start split a', 'split watch call')}`,
        ),
      ],
    });
    desk.start();

    desk.do('reject-task', { taskId: desk.task('a').id }, ADMIN);

    expect(desk.state.status).to.equal('terminated');
    expect(desk.events.filter((event) => event.type === 'effectRequested')).to.deep.equal([]);
  });

  it('should refuse what cannot be kept before anything happens', async () => {
    const desk = new Desk({ graphs: [await graphOf(`<startEvent id="start"/><userTask id="a"/>${flows('start a')}`)] });
    desk.start();

    const refused = desk.refusal('reject-task', { taskId: desk.task('a').id, variables: { a: Number.NaN } }, ADMIN);

    expect(refused.code).to.equal('variables-invalid');
  });
});
