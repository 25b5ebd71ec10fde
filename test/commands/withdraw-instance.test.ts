import { expect } from 'chai';
import { describe as describeFailure } from '../../engine/errors.ts';
import { flows, graphOf, undone } from '../support/bpmn.ts';
import { Chain, officer, task } from './chain.ts';
import { ADMIN, person, withRole } from './desk.ts';

const APPLICANT = withRole('applicant-1', 'applicant');

const opened = async (body: string, attributes = ''): Promise<Chain> => {
  const desk = new Chain({ graphs: [await graphOf(body, { attributes })] });
  const definitionId = desk.first.id;
  desk.open('start-process-instance', { definitionId, initiator: APPLICANT.id }, ADMIN);
  return desk;
};

const PLAIN = `<startEvent id="start"/>${task('a')}${task('decide', { attributes: 'tb:decides="case"' })}${task('send')}<endEvent id="end"/>${flows('start a decide send end')}`;

describe('withdraw-instance', () => {
  it('should end the case for the applicant, void what is open and stop its clocks', async () => {
    const desk = await opened(PLAIN);
    desk.work('a');

    desk.do('withdraw-instance', { reason: '不办了' }, APPLICANT);

    expect(desk.state.status).to.equal('terminated');
    expect(desk.endings).to.deep.equal(['a approved', 'decide voided:caseEnd']);
    const changed = desk.eventsOf('instanceStatusChanged').at(-1);
    expect(changed).to.deep.include({ to: 'terminated', reason: 'withdrawn' });
    expect(desk.state.clocks?.map(({ clock, effect }) => `${clock} ${effect}`)).to.deep.equal([
      'acceptance stop',
      'statutory stop',
      'promised stop',
      'step stop',
    ]);
  });

  it('should be for the applicant, and for an official who has a signed request', async () => {
    const desk = await opened(PLAIN);

    expect(desk.refusal('withdraw-instance', {}, withRole('other', 'applicant')).code).to.equal('forbidden');
    expect(desk.refusal('withdraw-instance', {}, person('clerk')).code).to.equal('withdraw-request-missing');
    desk.do('withdraw-instance', { request: 'S-7' }, person('clerk'));
    expect(desk.state.clocks?.[0]?.document).to.equal('S-7');
  });

  it('should be refused once the case is decided, and where the process does not admit it', async () => {
    const desk = await opened(PLAIN);
    const closed = await opened(PLAIN, 'tb:withdrawal="false"');
    desk.work('a', 'decide');

    expect(desk.refusal('withdraw-instance', {}, APPLICANT).code).to.equal('withdraw-too-late');
    expect(closed.refusal('withdraw-instance', {}, APPLICANT).code).to.equal('withdraw-switched-off');
  });

  it('should still be possible where the step was left without a decision, and not once somebody has rejected', async () => {
    const attributes = `tb:decides="case" tb:decidedWhen='=result = "grant"'`;
    const back = `<startEvent id="start"/>${task('a')}${task('decide', { attributes })}${task('send')}<endEvent id="end"/>${flows('start a decide send end')}`;
    const result = (desk: Chain, value: string) => desk.do('write-variables', { variables: { result: value } }, ADMIN);
    const more = await opened(back);
    const granted = await opened(back);
    for (const desk of [more, granted]) desk.work('a', 'decide');
    result(more, 'extend');
    result(granted, 'grant');

    expect(granted.refusal('withdraw-instance', {}, APPLICANT).code).to.equal('withdraw-too-late');
    more.do('withdraw-instance', {}, APPLICANT);
    expect(more.state.status).to.equal('terminated');
  });

  it('should be refused with the reason of the model once what cannot be undone has happened', async () => {
    const said = '=if moved = true then { zh: "款项已拨出", en: "the money has moved" } else true';
    const desk = await opened(PLAIN, `tb:withdrawal='${said}'`);
    const short = await opened(PLAIN, `tb:withdrawal='=if moved = true then "款项已拨出" else true'`);
    const silent = await opened(PLAIN, 'tb:withdrawal="=moved != true"');
    for (const one of [desk, short, silent]) {
      one.do('write-variables', { variables: { moved: true } }, ADMIN);
    }

    const refused = desk.refusal('withdraw-instance', {}, APPLICANT);
    expect(refused.code).to.equal('withdraw-impossible');
    expect(describeFailure(refused, 'en')).to.equal(
      'Expected an application that can still be withdrawn, but it cannot: the money has moved.',
    );
    expect(describeFailure(refused, 'zh')).to.include('款项已拨出');
    expect(short.refusal('withdraw-instance', {}, APPLICANT).params).to.deep.equal({
      reason: '款项已拨出',
      reasonZh: '款项已拨出',
    });
    expect(silent.refusal('withdraw-instance', {}, APPLICANT).code).to.equal('withdraw-impossible');
  });

  it('should be possible as long as the model says so', async () => {
    const desk = await opened(PLAIN, 'tb:withdrawal="=moved != true"');

    desk.do('withdraw-instance', {}, APPLICANT);

    expect(desk.state.status).to.equal('terminated');
  });

  it('should still be possible while several decide and have not decided', async () => {
    const round = `<startEvent id="start"/><userTask id="decide" tb:decides="case"><extensionElements><tb:assignment users="a,b"/><tb:approval rule="all"/></extensionElements></userTask>
      <userTask id="send"/><endEvent id="end"/>${flows('start decide send end')}`;
    const vote = (desk: Chain, who: string) => {
      const taskId = desk.tasksAt('decide').find(({ assignee }) => assignee === who)?.id ?? '';
      desk.do('complete-task', { taskId }, person(who));
    };
    const desk = await opened(round);
    const decided = await opened(round);
    vote(desk, 'a');
    vote(decided, 'a');
    vote(decided, 'b');

    desk.do('withdraw-instance', {}, APPLICANT);

    expect(desk.state.status).to.equal('terminated');
    expect(decided.refusal('withdraw-instance', {}, APPLICANT).code).to.equal('withdraw-too-late');
  });

  it('should undo what was done, the latest first, before the case ends', async () => {
    const desk = await opened(
      `<startEvent id="start"/>${undone('a')}${undone('b')}<userTask id="c"/><endEvent id="end"/>${flows('start a b c end')}`,
    );
    desk.complete('a', ADMIN);
    desk.complete('b', ADMIN);

    desk.do('withdraw-instance', {}, APPLICANT);

    expect(desk.state.status).to.equal('active');
    expect(desk.openNodes).to.deep.equal(['undo_b']);
    expect(desk.refusal('withdraw-instance', {}, APPLICANT).code).to.equal('case-not-active');
    desk.complete('undo_b', ADMIN);
    expect(desk.openNodes).to.deep.equal(['undo_a']);
    desk.complete('undo_a', ADMIN);
    expect(desk.state.status).to.equal('terminated');
  });

  it('should undo what was done inside sub-processes that are not done yet', async () => {
    const desk = await opened(
      `<startEvent id="start"/><subProcess id="sub"><startEvent id="s"/>${undone('a')}<userTask id="b"/><endEvent id="e"/>${flows('s a b e')}</subProcess>
       <endEvent id="end"/>${flows('start sub end')}`,
    );
    desk.complete('a', ADMIN);

    desk.do('withdraw-instance', {}, APPLICANT);

    expect(desk.openNodes).to.include('undo_a');
    desk.complete('undo_a', ADMIN);
    expect(desk.state.status).to.equal('terminated');
  });

  describe('where the model says what it does', () => {
    const MESSAGES = '<message id="m" name="withdrawn"/><message id="told" name="confirmed"/>';
    const TOLD = '<endEvent id="gone"><messageEventDefinition messageRef="told"/></endEvent>';
    const byMessage = (desk: Chain) =>
      desk.do('correlate-message', { messageId: 'm-1', name: 'withdrawn', variables: {} }, ADMIN);
    const byCommand = (desk: Chain) => desk.do('withdraw-instance', { reason: '不办了' }, APPLICANT);
    const ways = [byMessage, byCommand] as const;
    const begun = async (body: string, attributes = ''): Promise<Chain> => {
      const desk = new Chain({ graphs: [await graphOf(body, { attributes, definitions: MESSAGES })] });
      const definitionId = desk.first.id;
      desk.open('start-process-instance', { definitionId, initiator: APPLICANT.id }, ADMIN);
      return desk;
    };
    const sent = (desk: Chain) => desk.eventsOf('messageSent').map(({ name }) => name);

    const ASKING = `<startEvent id="start"/><parallelGateway id="split"/>${task('a')}<serviceTask id="ask" tb:topic="t"/><endEvent id="end"/>
      ${flows('start split a end', 'split ask end')}
      <subProcess id="sub" triggeredByEvent="true"><startEvent id="on" tb:withdraws="case"><messageEventDefinition messageRef="m"/></startEvent>${TOLD}${flows('on gone')}</subProcess>`;

    it('should do that, tell the departments and stop the clocks, by the command as by the message', async () => {
      for (const way of ways) {
        const desk = await begun(ASKING);

        way(desk);

        expect(sent(desk)).to.deep.equal(['confirmed', 'request-withdrawn']);
        expect([desk.state.status, desk.state.closedAs]).to.deep.equal(['terminated', 'withdrawn']);
        expect(desk.endings).to.deep.equal(['a voided:boundary']);
        expect(desk.state.clocks?.map(({ clock, effect }) => `${clock} ${effect}`)).to.include('promised stop');
      }
    });

    it('should let the model undo what was done, also inside sub-processes that were not done yet', async () => {
      const body = `<startEvent id="start"/><subProcess id="inner"><startEvent id="s"/>${undone('a')}<userTask id="b"/><endEvent id="e"/>${flows('s a b e')}</subProcess>
        <endEvent id="end"/>${flows('start inner end')}
        <subProcess id="sub" triggeredByEvent="true"><startEvent id="on" tb:withdraws="case"><messageEventDefinition messageRef="m"/></startEvent>
        <intermediateThrowEvent id="back"><compensateEventDefinition/></intermediateThrowEvent>${TOLD}${flows('on back gone')}</subProcess>`;
      for (const way of ways) {
        const desk = await begun(body);
        desk.complete('a', ADMIN);

        way(desk);

        expect(desk.state.status).to.equal('active');
        expect(desk.openNodes).to.include('undo_a');
        expect(desk.refusal('withdraw-instance', {}, APPLICANT).code).to.equal('case-not-active');
        desk.complete('undo_a', ADMIN);
        expect(sent(desk)).to.deep.equal(['confirmed']);
        expect([desk.state.status, desk.state.closedAs]).to.deep.equal(['terminated', 'withdrawn']);
      }
    });

    it('should let the model take it for a part, and go on', async () => {
      const body = `<startEvent id="start"/>${task('a')}<endEvent id="end"/>${flows('start a end')}
        <subProcess id="asked" triggeredByEvent="true"><startEvent id="in" isInterrupting="false" tb:withdraws="request"><messageEventDefinition messageRef="m"/></startEvent>
        ${TOLD}${flows('in gone')}</subProcess>
        <subProcess id="sub" triggeredByEvent="true"><startEvent id="on" tb:withdraws="case"><escalationEventDefinition/></startEvent>
        <endEvent id="all"/>${flows('on all')}</subProcess>`;
      for (const way of ways) {
        const desk = await begun(body);

        way(desk);

        expect(sent(desk)).to.deep.equal(['confirmed']);
        expect(desk.state.status).to.equal('active');
        expect(desk.openNodes).to.deep.equal(['a']);
        expect(desk.state.clocks?.some(({ effect }) => effect === 'stop') ?? false).to.equal(false);
      }
    });

    it('should be refused once another event has taken the case over', async () => {
      const revoked = `<subProcess id="other" triggeredByEvent="true"><startEvent id="over"><messageEventDefinition messageRef="told"/></startEvent>
        <userTask id="last"/><endEvent id="over_end"/>${flows('over last over_end')}</subProcess>`;
      const desk = await begun(ASKING + revoked);
      desk.do('correlate-message', { messageId: 'm-2', name: 'confirmed', variables: {} }, ADMIN);

      expect(desk.refusal('withdraw-instance', {}, APPLICANT).code).to.equal('withdraw-impossible');
    });

    it('should keep the reason for the model', async () => {
      const desk = await begun(ASKING);

      byCommand(desk);

      expect(desk.variables.withdrawalReason).to.equal('不办了');
    });
  });

  it('should be possible after a decision where the model says so by an expression', async () => {
    const desk = await opened(PLAIN, 'tb:withdrawal="=moved != true"');
    desk.work('a', 'decide');

    desk.do('withdraw-instance', {}, APPLICANT);

    expect(desk.state.status).to.equal('terminated');
  });

  it('should void the tasks of colleagues in all branches and stop what the outside was asked for', async () => {
    const desk = await opened(
      `<startEvent id="start"/><parallelGateway id="split"/>${task('a')}<serviceTask id="ask" tb:topic="t"/><endEvent id="end"/>
       ${flows('start split a end', 'split ask end')}`,
    );

    desk.do('withdraw-instance', {}, APPLICANT);

    expect(desk.endings).to.deep.equal(['a voided:caseEnd']);
    expect(desk.eventsOf('effectSettled').map(({ outcome }) => outcome)).to.deep.equal(['cancelled']);
    expect(desk.state.status).to.equal('terminated');
    expect(officer('a').id).to.equal('a-officer');
  });
});
