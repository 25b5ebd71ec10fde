import { expect } from 'chai';
import { SYSTEM } from '../../engine/commands/command.ts';
import { CASE_COMMANDS } from '../../engine/commands/index.ts';
import { wouldDo } from '../../engine/commands/would-do.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, Desk, WANG, withRole } from './desk.ts';

const OTHER = withRole('other', 'admin');
const MANAGER = withRole('manager', 'manager');
const WEEK = 7 * 86_400_000;

async function opened(): Promise<Desk> {
  const desk = new Desk({
    graphs: [await graphOf(`<startEvent id="start"/><userTask id="a"/><endEvent id="end"/>${flows('start a end')}`)],
  });
  desk.start();
  return desk;
}

const requestOf = (desk: Desk) => {
  const [request] = Object.values(desk.state.proceedings?.requests ?? {});
  if (!request) throw new Error('Expected a request, but there is none.');
  return request;
};

const answers = (desk: Desk) =>
  desk.events.flatMap((event) => (event.type === 'confirmationAnswered' ? [event.answer] : []));

describe('what a second person confirms', () => {
  it('should not happen before it is confirmed, and then in that commit', async () => {
    const desk = await opened();

    desk.do('void-instance', { reason: '重复登记' }, ADMIN);
    expect(desk.state.status).to.equal('active');
    expect(requestOf(desk)).to.deep.include({ verb: 'void', by: 'admin', reason: '重复登记' });

    desk.do('answer-confirmation', { requestId: requestOf(desk).id, answer: 'confirm' }, MANAGER);
    expect(desk.state).to.deep.include({ status: 'terminated', closedAs: 'void' });
    expect(desk.endings).to.deep.equal(['a voided:caseEnd']);
    expect(answers(desk)).to.deep.equal(['confirmed']);
    expect(desk.state.proceedings).to.deep.include({ requests: {}, alarms: {} });
  });

  describe('cancelling where the item asks for two persons', () => {
    const item = async (cancel: string): Promise<Desk> => {
      const model = `<extensionElements><tb:conduct cancel="${cancel}"/></extensionElements>
        <startEvent id="start"/><userTask id="a"/><endEvent id="end"/>${flows('start a end')}`;
      const desk = new Desk({ graphs: [await graphOf(model)] });
      desk.start();
      return desk;
    };

    it('should be asked for by one and done when another confirms, with the reason of who asked', async () => {
      const desk = await item('confirmed');
      const tasks = desk.endings.length;

      const answer = desk.do('cancel-instance', { reason: '重复' }, ADMIN);
      const { id } = requestOf(desk);
      expect(answer).to.deep.equal({ instanceId: 'case', status: 'active', request: id });
      expect([desk.state.status, desk.endings.length]).to.deep.equal(['active', tasks]);
      expect(desk.refusal('cancel-instance', {}, MANAGER).code).to.equal('confirmation-pending');
      expect(desk.refusal('answer-confirmation', { requestId: id, answer: 'confirm' }, ADMIN).code).to.equal(
        'confirmation-own',
      );
      expect(desk.refusal('cancel-instance', {}, WANG).code).to.equal('forbidden');

      desk.do('answer-confirmation', { requestId: id, answer: 'confirm' }, MANAGER);
      expect(desk.state.status).to.equal('terminated');
      expect(desk.endings).to.deep.equal(['a voided:caseEnd']);
      expect(desk.events).to.deep.include({ type: 'reasonGiven', reason: '重复' });
    });

    it('should be told beforehand with who has to agree', async () => {
      const desk = await item('confirmed');

      const decided = CASE_COMMANDS['cancel-instance'].decide(desk.state, {} as never, desk.context(ADMIN));

      if (!decided.ok || !decided.value.foresees) throw new Error('Expected to be told what would be so.');
      expect(decided.value.foresees.state.status).to.equal('terminated');
      expect(decided.value.foresees.confirmedBy).to.deep.equal([]);
    });

    it('should be done by one where the item says so', async () => {
      const desk = await item('alone');

      desk.do('cancel-instance', {}, ADMIN);

      expect(desk.state.status).to.equal('terminated');
    });
  });

  describe('moving tokens by hand where the item asks for two persons to cancel', () => {
    const item = async (cancel: string): Promise<Desk> => {
      const model = `<extensionElements><tb:conduct cancel="${cancel}"/></extensionElements>
        <startEvent id="start"/><userTask id="a"/><userTask id="b"/><endEvent id="end"/>${flows('start a b end')}`;
      const desk = new Desk({ graphs: [await graphOf(model)] });
      desk.start();
      return desk;
    };
    const END = { instructions: [{ type: 'cancel' as const, elementId: 'a' }], reason: '重复' };
    const AT_THE_END = {
      instructions: [
        { type: 'cancel' as const, elementId: 'a' },
        { type: 'startAfter' as const, elementId: 'b' },
      ],
    };
    const ON = {
      instructions: [
        { type: 'cancel' as const, elementId: 'a' },
        { type: 'startBefore' as const, elementId: 'b' },
      ],
    };

    it('should end the case only once another has confirmed, with the reason of who asked', async () => {
      const desk = await item('confirmed');

      const answer = desk.do('modify-instance', END, ADMIN);
      const { id } = requestOf(desk);
      expect(answer).to.deep.equal({ instanceId: 'case', status: 'active', request: id });
      expect(Object.values(desk.state.tasks).map(({ node }) => node)).to.have.length(1);
      expect(desk.refusal('answer-confirmation', { requestId: id, answer: 'confirm' }, ADMIN).code).to.equal(
        'confirmation-own',
      );

      desk.do('answer-confirmation', { requestId: id, answer: 'confirm' }, MANAGER);
      expect(desk.state.status).to.not.equal('active');
      expect(desk.events).to.deep.include({ type: 'reasonGiven', reason: '重复' });
    });

    it('should be asked for as well where the token is put behind the last step', async () => {
      const desk = await item('confirmed');

      desk.do('modify-instance', AT_THE_END, ADMIN);
      expect(desk.state.status).to.equal('active');

      desk.do('answer-confirmation', { requestId: requestOf(desk).id, answer: 'confirm' }, OTHER);
      expect(desk.state.status).to.equal('completed');
    });

    it('should be done by one where the case goes on, or where the item says so', async () => {
      const desk = await item('confirmed');
      desk.do('modify-instance', ON, ADMIN);
      expect(desk.state.proceedings?.requests ?? {}).to.deep.equal({});
      expect(desk.task('b')).to.exist;

      const alone = await item('alone');
      alone.do('modify-instance', END, ADMIN);
      expect(alone.state.status).to.not.equal('active');
    });
  });

  it('should be told beforehand, by the code that does it, with who has to agree', async () => {
    const desk = await opened();
    const { id } = desk.task('a');

    const decided = CASE_COMMANDS['void-instance'].decide(
      desk.state,
      { reason: '重复登记' } as never,
      desk.context(ADMIN),
    );

    if (!decided.ok || !decided.value.foresees) throw new Error('Expected to be told what would be so.');
    const { state: after, confirmedBy } = decided.value.foresees;
    const told = wouldDo({ before: desk.state, after, confirmedBy }, desk.context(ADMIN).definitions);
    expect(told).to.deep.include({ caseStatus: 'terminated', confirmedBy: [] });
    expect(told.voidedTasks.map((task) => task.id)).to.deep.equal([id]);
    expect(decided.value.answer).to.have.property('request');
  });

  it('should not be confirmed by who asked, nor by somebody who is not named', async () => {
    const desk = await opened();
    desk.do('void-instance', { reason: '重复登记' }, ADMIN);
    const { id } = requestOf(desk);

    expect(desk.refusal('answer-confirmation', { requestId: id, answer: 'confirm' }, ADMIN).code).to.equal(
      'confirmation-own',
    );
    expect(desk.refusal('answer-confirmation', { requestId: id, answer: 'confirm' }, WANG).code).to.equal('forbidden');
    expect(desk.refusal('answer-confirmation', { requestId: id, answer: 'withdraw' }, OTHER).code).to.equal(
      'forbidden',
    );
  });

  it('should be refused with a reason only, and may be asked for again', async () => {
    const desk = await opened();
    desk.do('void-instance', { reason: '重复登记' }, ADMIN);
    const { id } = requestOf(desk);

    expect(desk.refusal('void-instance', { reason: '再次' }, OTHER).code).to.equal('confirmation-pending');
    expect(desk.refusal('answer-confirmation', { requestId: id, answer: 'refuse', reason: ' ' }, OTHER).code).to.equal(
      'confirmation-reason',
    );
    desk.do('answer-confirmation', { requestId: id, answer: 'refuse', reason: '并非重复' }, OTHER);
    desk.do('void-instance', { reason: '再次' }, ADMIN);
    desk.do('answer-confirmation', { requestId: requestOf(desk).id, answer: 'withdraw' }, ADMIN);

    expect(desk.state.status).to.equal('active');
    expect(answers(desk)).to.deep.equal(['refused', 'withdrawn']);
    expect(desk.refusal('answer-confirmation', { requestId: id, answer: 'confirm' }, OTHER).code).to.equal('not-found');
  });

  it('should expire with a trace, and not before its time', async () => {
    const desk = await opened();
    desk.do('void-instance', { reason: '重复登记' }, ADMIN);
    const [alarm] = Object.values(desk.state.proceedings?.alarms ?? {});
    const alarmId = alarm?.id ?? '';
    desk.do('suspend-instance', {}, ADMIN);

    desk.now += WEEK - 1;
    expect(desk.refusal('ring-alarm', { alarmId }, SYSTEM).code).to.equal('timer-not-due');
    expect(desk.refusal('ring-alarm', { alarmId }, WANG).code).to.equal('forbidden');
    desk.now += 1;
    desk.do('ring-alarm', { alarmId }, SYSTEM);

    expect(desk.state.status).to.equal('suspended');
    expect(answers(desk)).to.deep.equal(['expired']);
    expect(desk.state.proceedings).to.deep.include({ requests: {}, alarms: {} });
  });

  it('should lapse with a trace where the case ends first', async () => {
    const desk = await opened();
    desk.do('void-instance', { reason: '重复登记' }, ADMIN);

    desk.complete('a', ADMIN);

    expect(desk.state.status).to.equal('completed');
    expect(answers(desk)).to.deep.equal(['lapsed']);
    expect(desk.state.proceedings).to.deep.include({ requests: {}, alarms: {} });
  });
});
