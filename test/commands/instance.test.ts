import { expect } from 'chai';
import { SYSTEM } from '../../engine/commands/command.ts';
import { describe as inWords } from '../../engine/errors.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk, person, WANG, withRole } from './desk.ts';

const MANAGER = withRole('boss', 'manager');
const OWNER = person('owner');

const twoTasks = async (): Promise<Desk> => {
  const desk = new Desk({
    graphs: [
      await graphOf(
        `<startEvent id="start"/><parallelGateway id="split"/><userTask id="a"/><userTask id="b"/><endEvent id="end"/>
         ${flows('start split a end', 'split b end')}`,
        { attributes: 'tb:owners="owner"' },
      ),
    ],
  });
  desk.start();
  return desk;
};

const waiting = async (): Promise<Desk> => {
  const message = (id: string, key: string): string =>
    `<intermediateCatchEvent id="${id}"><messageEventDefinition messageRef="paid" ${key}/></intermediateCatchEvent>`;
  const desk = new Desk({
    graphs: [
      await graphOf(
        `<startEvent id="start"/><parallelGateway id="split"/>
         ${message('any', '')}${message('keyed', 'tb:correlationKey="=order"')}
         <intermediateCatchEvent id="storm"><signalEventDefinition signalRef="s"/></intermediateCatchEvent>
         <intermediateCatchEvent id="storm2"><signalEventDefinition signalRef="s"/></intermediateCatchEvent>
         <intermediateCatchEvent id="after"><signalEventDefinition signalRef="s"/></intermediateCatchEvent>
         <userTask id="human"/>
         ${flows('start split any', 'split keyed', 'split storm after', 'split storm2', 'split human')}`,
        { definitions: '<message id="paid" name="paid"/><signal id="s" name="storm"/>' },
      ),
    ],
  });
  desk.start({ order: 'A1' });
  return desk;
};

describe('commands on a whole case', () => {
  for (const actor of [ADMIN, MANAGER, OWNER]) {
    it(`should let ${actor.id} cancel: open tasks are voided and stay in the history`, async () => {
      const desk = await twoTasks();
      const { id: taskId } = desk.task('a');

      const answer = desk.do('cancel-instance', { reason: '申请人撤回' }, actor);

      expect(answer).to.deep.equal({ instanceId: 'case', status: 'terminated' });
      expect(desk.endings).to.deep.equal(['a voided:caseEnd', 'b voided:caseEnd']);
      expect(desk.refusal('complete-task', { taskId }, ADMIN).code).to.equal('task-already-handled');
      expect(desk.refusal('cancel-instance', {}, actor).code).to.equal('case-not-open');
    });
  }

  it('should tell departments that were asked when it is cancelled, ended by hand, merged and answered, or rejected', async () => {
    const asked = `<startEvent id="start"/><parallelGateway id="split"/><userTask id="a"/><serviceTask id="ask" tb:topic="fire"/><endEvent id="end"/>
      ${flows('start split a end', 'split ask end')}`;
    const told = async (end: (desk: Desk) => unknown, more = '') => {
      const desk = new Desk({ graphs: [await graphOf(more + asked)] });
      desk.start();
      const [effect] = Object.keys(desk.state.effects);
      end(desk);
      expect(desk.state.status).to.equal('terminated');
      const sent = desk.events.flatMap((event) => (event.type === 'messageSent' ? [event] : []));
      expect(sent.map(({ name, key }) => [name, key])).to.deep.equal([['request-withdrawn', effect]]);
      return sent[0]?.variables;
    };
    const word = { say: 'answered', status: 'completed', text: '' } as const;
    const confirmed = '<extensionElements><tb:conduct cancel="confirmed"/></extensionElements>';

    expect(await told((desk) => desk.do('cancel-instance', { reason: '重复' }, ADMIN))).to.deep.equal({
      topic: 'fire',
      reason: 'cancelled',
    });
    const twoPersons = (desk: Desk) => {
      const { request = '' } = desk.do('cancel-instance', {}, ADMIN);
      desk.do('answer-confirmation', { requestId: request, answer: 'confirm' }, MANAGER);
    };
    expect(await told(twoPersons, confirmed)).to.include({ reason: 'cancelled' });
    const ending = {
      instructions: [
        { type: 'cancel' as const, elementId: 'a' },
        { type: 'cancel' as const, elementId: 'ask' },
      ],
    };
    expect(await told((desk) => desk.do('modify-instance', ending, ADMIN))).to.include({ reason: 'cancelled' });
    const modified = (desk: Desk) => {
      const { request = '' } = desk.do('modify-instance', ending, ADMIN);
      desk.do('answer-confirmation', { requestId: request, answer: 'confirm' }, MANAGER);
    };
    expect(await told(modified, confirmed)).to.include({ reason: 'cancelled' });
    const merged = (desk: Desk) => {
      desk.do('merge-instance', { into: 'master' }, MANAGER);
      desk.do('hear-instance', { from: 'master', word }, SYSTEM);
    };
    expect(await told(merged)).to.include({ reason: 'merged' });
    const rejected = (desk: Desk) => desk.do('reject-task', { taskId: desk.task('a').id }, ADMIN);
    expect(await told(rejected)).to.include({ reason: 'refused' });
  });

  it('should refuse others', async () => {
    const desk = await twoTasks();

    for (const [name, input] of [
      ['cancel-instance', {}],
      ['suspend-instance', {}],
      ['resume-instance', {}],
      ['modify-instance', { instructions: [{ type: 'cancel', elementId: 'a' }] }],
      ['migrate-instance', { definitionId: 'p:1' }],
      ['write-variables', { variables: {} }],
    ] as const) {
      for (const actor of [WANG, SYSTEM, withRole('tax', 'worker')]) {
        const refused = desk.refusal(name, input as never, actor);
        expect(refused.code, `${name} by ${actor.id}`).to.equal('forbidden');
        expect(refused.params.actor).to.equal(actor.id);
      }
    }
  });

  it('should suspend once and resume once', async () => {
    const desk = await twoTasks();

    expect(desk.do('suspend-instance', {}, MANAGER).status).to.equal('suspended');
    const refused = desk.refusal('suspend-instance', {}, MANAGER);
    expect(refused.code).to.equal('case-not-active');
    const number = desk.state.businessKey ?? desk.state.id;
    expect(inWords(refused, 'en')).to.equal(`Expected case "${number}" to be active, but it is suspended.`);
    expect(inWords(refused, 'zh')).to.equal(`办件“${number}”应处于运行状态，但当前为“已挂起”。`);
    expect(desk.do('resume-instance', {}, OWNER).status).to.equal('active');
    expect(desk.refusal('resume-instance', {}, OWNER).code).to.equal('case-not-suspended');
  });

  it('should move nothing while suspended, and still be possible to cancel', async () => {
    const desk = await twoTasks();
    desk.do('suspend-instance', {}, MANAGER);

    const instructions = [{ type: 'startBefore' as const, elementId: 'b' }];
    expect(desk.refusal('modify-instance', { instructions }, ADMIN).code).to.equal('case-not-active');
    expect(desk.refusal('write-variables', { variables: { x: 1 } }, ADMIN).code).to.equal('case-not-active');
    expect(desk.do('cancel-instance', {}, MANAGER).status).to.equal('terminated');
  });

  it('should write variables, of the case or of a scope that exists', async () => {
    const desk = await twoTasks();
    const { element } = desk.task('a');

    desk.do('write-variables', { variables: { amount: 120 } }, ADMIN);
    desk.do('write-variables', { scope: element, variables: { amount: 7 } }, ADMIN);

    expect(desk.variables).to.deep.equal({ amount: 120 });
    expect(desk.state.elements[element]?.vars).to.deep.equal({ amount: 7 });
    expect(desk.refusal('write-variables', { scope: 'x', variables: {} }, ADMIN).code).to.equal('not-found');
    const bad = { variables: JSON.parse('{"__proto__": 1}') as Record<string, unknown> };
    expect(desk.refusal('write-variables', bad, ADMIN).code).to.equal('variables-invalid');
  });

  it('should modify: end what is named, start elsewhere, all or nothing', async () => {
    const desk = await twoTasks();
    const instructions = [
      { type: 'cancel', elementId: 'a' },
      { type: 'startBefore', elementId: 'b', variables: { x: 1 } },
    ] as const;

    desk.do('modify-instance', { instructions: [...instructions] }, ADMIN);

    expect(desk.openNodes).to.deep.equal(['b', 'b']);
    expect(desk.endings).to.deep.equal(['a voided:jump']);
    for (const wrong of [
      { type: 'cancel' },
      { type: 'cancel', elementId: 'b', elementInstanceId: 'x' },
      { type: 'startBefore' },
      { type: 'startAfter', elementInstanceId: 'x' },
    ] as const) {
      expect(desk.refusal('modify-instance', { instructions: [wrong] }, ADMIN).code).to.equal('bad-request');
    }
  });
});

describe('messages and signals to a case', () => {
  it('should give a message with a key to the element that waits for that key', async () => {
    const desk = await waiting();

    desk.do('correlate-message', { messageId: 'm1', name: 'paid', correlationKey: 'A1', variables: { x: 1 } }, SYSTEM);

    expect(desk.openNodes).to.include('any').and.not.include('keyed');
    desk.do('correlate-message', { messageId: 'm2', name: 'paid', correlationKey: 'A1' }, SYSTEM);
    expect(desk.openNodes).not.to.include('any');
    const again = { messageId: 'm3', name: 'paid', correlationKey: 'A1' };
    expect(desk.refusal('correlate-message', again, SYSTEM).code).to.equal('message-not-expected');
  });

  it('should not give it to an element that waits for another key', async () => {
    const desk = await waiting();
    desk.do('correlate-message', { messageId: 'm1', name: 'paid', correlationKey: 'B2' }, SYSTEM);

    const refused = desk.refusal('correlate-message', { messageId: 'm2', name: 'paid', correlationKey: 'B2' }, SYSTEM);

    expect(refused.code).to.equal('message-not-expected');
    expect(desk.openNodes).to.include('keyed').and.not.include('any');
  });

  it('should not move a task of a person, whatever its name', async () => {
    const desk = await waiting();
    const { id, element } = desk.task('human');

    for (const name of ['human', id, element]) {
      expect(desk.refusal('correlate-message', { messageId: 'm', name }, ADMIN).code).to.equal('message-not-expected');
      expect(desk.refusal('complete-effect', { effectId: name }, ADMIN).code).to.equal('not-found');
      expect(desk.refusal('fire-timer', { timerId: name }, ADMIN).code).to.equal('not-found');
      expect(desk.refusal('resolve-incident', { incidentId: name }, ADMIN).code).to.equal('not-found');
    }
  });

  it('should tell a signal to everything that waits for it, and not to what begins to', async () => {
    const desk = await waiting();

    desk.do('receive-signal', { signalId: 's1', name: 'storm', variables: { level: 'red' } }, SYSTEM);

    expect(desk.openNodes).to.deep.equal(['after', 'any', 'human', 'keyed']);
    expect(desk.variables).to.deep.include({ level: 'red' });
    desk.do('receive-signal', { signalId: 's2', name: 'storm' }, SYSTEM);
    const third = desk.refusal('receive-signal', { signalId: 's3', name: 'storm' }, SYSTEM);
    expect(third.code).to.equal('message-not-expected');
  });

  it('should refuse senders without the right', async () => {
    const desk = await waiting();
    const applicant = withRole('zhang', 'applicant');

    expect(desk.refusal('correlate-message', { messageId: 'm', name: 'paid' }, applicant).code).to.equal('forbidden');
    expect(desk.refusal('receive-signal', { signalId: 's', name: 'storm' }, WANG).code).to.equal('forbidden');
  });
});
