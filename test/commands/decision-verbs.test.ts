import { expect } from 'chai';
import { checkSoundness } from '../../engine/soundness/check-soundness.ts';
import { flows } from '../support/bpmn.ts';
import { ADMIN } from './desk.ts';
import {
  acceptedItem,
  CLERK,
  clocksSince,
  confirm,
  DECIDER,
  LEAD,
  lastDocument,
  openItem,
  proceedings,
} from './item.ts';

const WHOLE = { reasons: '不符合选址条件', reconsideration: '市人民政府', litigation: '市中级人民法院' } as const;

describe('A3 refuse', () => {
  it('should consume everything, void what others have open and leave the written decision', async () => {
    const desk = await acceptedItem(`<userTask id="beside"/>${flows('fork beside')}`);
    const before = desk.events.length;

    const { task } = desk.do('refuse-task', { taskId: desk.task('decide').id, ...WHOLE }, DECIDER);

    expect(task).to.deep.include({ state: 'rejected', endedBy: 'decider' });
    expect(desk.state).to.deep.include({ status: 'terminated', closedAs: 'refused' });
    expect(desk.endings).to.include.members(['decide rejected', 'beside voided:caseEnd']);
    expect(lastDocument(desk)).to.deep.include({ kind: 'refusal', number: '不许〔2026〕1号' });
    expect(desk.variables.outcome).to.equal('refused');
    expect(clocksSince(desk, before)).to.include.members(['statutory stop', 'promised stop', 'step stop']);
    const stops = desk.state.clocks?.filter(({ verb }) => verb === 'refuse') ?? [];
    expect(new Set(stops.map(({ document }) => document))).to.deep.equal(new Set(['不许〔2026〕1号']));
  });

  it('should not finish without its document, and say what is missing', async () => {
    const desk = await acceptedItem();

    const refusal = desk.refusal('refuse-task', { taskId: desk.task('decide').id, reasons: ' ' }, DECIDER);

    expect(refusal.code).to.equal('document-incomplete');
    expect(refusal.params.missing).to.equal('reasons, organ of reconsideration, court');
    expect(refusal.params.missingZh).to.equal('理由、复议机关、诉讼法院');
    expect(desk.task('decide').state).to.equal('claimed');
  });

  it('should be for who has the power to decide, not for the window', async () => {
    const desk = await openItem();
    desk.complete('accept', CLERK);
    const taskId = desk.task('decide').id;

    expect(desk.refusal('refuse-task', { taskId, ...WHOLE }, CLERK).code).to.equal('decision-power');
    expect(desk.refusal('refuse-task', { taskId, ...WHOLE }, ADMIN).code).to.equal('decision-power');
  });

  it('should not come before acceptance where the model says when that is', async () => {
    const early = '<userTask id="early" tb:deciders="deciding" tb:operations="refuse"/>';
    const desk = await openItem(`${early}${flows('fork early')}`);
    const by = { ...DECIDER, roles: ['admin' as const] };

    expect(desk.refusal('refuse-task', { taskId: desk.task('early').id, ...WHOLE }, by).code).to.equal(
      'acceptance-pending',
    );
    desk.complete('accept', CLERK);
    expect(desk.do('refuse-task', { taskId: desk.task('early').id, ...WHOLE }, by).task.state).to.equal('rejected');
  });

  it('should undo what was done before the case ends', async () => {
    const desk = await acceptedItem(
      `<userTask id="survey"/>
       <boundaryEvent id="on_survey" attachedToRef="survey"><compensateEventDefinition/></boundaryEvent>
       <userTask id="undo_survey" isForCompensation="true"/>
       <association id="as" sourceRef="on_survey" targetRef="undo_survey" associationDirection="One"/>
       <userTask id="later"/>${flows('fork survey later')}`,
    );
    desk.complete('survey', ADMIN);

    desk.do('refuse-task', { taskId: desk.task('decide').id, ...WHOLE }, DECIDER);
    expect(desk.state).to.deep.include({ status: 'active', ending: 'refused' });
    expect(desk.openNodes).to.deep.equal(['undo_survey']);

    desk.complete('undo_survey', ADMIN);
    expect(desk.state).to.deep.include({ status: 'terminated', closedAs: 'refused' });
  });

  it('should tell departments that were asked and have not answered', async () => {
    const desk = await acceptedItem(`<serviceTask id="ask" tb:topic="fire"/>${flows('fork ask')}`);
    const [effect] = Object.keys(desk.state.effects);

    desk.do('refuse-task', { taskId: desk.task('decide').id, ...WHOLE }, DECIDER);

    const message = desk.events.find((event) => event.type === 'messageSent');
    expect(message).to.deep.include({
      name: 'request-withdrawn',
      key: effect,
      variables: { topic: 'fire', reason: 'refused' },
    });
  });
});

describe('C4 decide-on-promise', () => {
  const PROMISE = { promise: '开业前完成消防检查', signature: '王某' } as const;

  it('should grant on the spot and begin the check afterwards', async () => {
    const desk = await acceptedItem();
    const before = desk.events.length;

    const { task } = desk.do('decide-on-promise-task', { taskId: desk.task('decide').id, ...PROMISE }, DECIDER);

    expect(task.state).to.equal('approved');
    expect(desk.openNodes).to.include('check_task');
    expect(lastDocument(desk)).to.deep.include({ kind: 'grant' });
    expect(lastDocument(desk).params).to.deep.include(PROMISE);
    expect(clocksSince(desk, before)).to.deep.equal(['delivery start 10 workingDay', 'step stop']);
  });

  it('should revoke the decision where the promise was false, and tell the credit register', async () => {
    const desk = await acceptedItem();
    desk.do('decide-on-promise-task', { taskId: desk.task('decide').id, ...PROMISE }, DECIDER);

    expect(desk.refusal('revoke-task', { taskId: desk.task('check_task').id, reasons: '虚假' }, DECIDER).code).to.equal(
      'document-incomplete',
    );
    desk.do('revoke-task', { taskId: desk.task('check_task').id, ...WHOLE }, DECIDER);

    expect(desk.state).to.deep.include({ status: 'terminated', closedAs: 'revoked' });
    expect(lastDocument(desk).params.decision).to.equal('准许〔2026〕1号');
    const message = desk.events.find((event) => event.type === 'messageSent');
    expect(message).to.deep.include({ name: 'credit-record', key: 'applicant' });
  });

  it('should refuse what is not signed', async () => {
    const desk = await acceptedItem();
    const input = { taskId: desk.task('decide').id, promise: '承诺' };

    expect(desk.refusal('decide-on-promise-task', input, DECIDER).code).to.equal('document-incomplete');
  });
});

describe('A1 at a node that decides', () => {
  it('should begin the time in which the decision is handed out', async () => {
    const desk = await acceptedItem();
    const before = desk.events.length;

    desk.complete('decide', DECIDER);

    expect(clocksSince(desk, before)).to.deep.equal(['delivery start 10 workingDay', 'step stop']);
  });
});

describe('A6 hand-on', () => {
  const ORGAN = { organ: '省市场监管局', reason: '属省级权限' } as const;

  it('should leave with the time it was received when a lead agrees, and end', async () => {
    const desk = await acceptedItem();
    const taskId = desk.task('decide').id;

    desk.do('hand-on-task', { taskId, after: 'end', ...ORGAN }, DECIDER);
    expect(desk.state.status).to.equal('active');
    confirm(desk, LEAD);

    expect(desk.state).to.deep.include({ status: 'terminated', closedAs: 'handedOn' });
    const sent = desk.events.find((event) => event.type === 'messageSent');
    expect(sent).to.deep.include({ name: 'handed-on', key: 'case' });
    expect(proceedings(desk).handedOn).to.deep.include({
      organ: '省市场监管局',
      receivedAt: desk.state.startedAt,
      task: taskId,
    });
  });

  it('should wait for the other organ, and go on when it has answered', async () => {
    const desk = await acceptedItem();
    const taskId = desk.task('decide').id;
    desk.do('hand-on-task', { taskId, after: 'wait', ...ORGAN }, DECIDER);
    confirm(desk, LEAD);
    expect(desk.task('decide').state).to.equal('handedOn');
    expect(desk.refusal('complete-task', { taskId }, DECIDER).code).to.equal('task-state-conflict');

    desk.do('take-back-task', { taskId, comment: '同意' }, DECIDER);

    expect(desk.task('decide').state).to.equal('working');
  });

  it('should refuse what the lead agrees to when the task has moved on', async () => {
    const desk = await acceptedItem();
    const taskId = desk.task('decide').id;
    desk.do('hand-on-task', { taskId, after: 'wait', ...ORGAN }, DECIDER);
    const requestId = Object.keys(proceedings(desk).requests)[0] ?? '';
    desk.do('suspend-task', { taskId }, DECIDER);

    const refusal = desk.refusal('answer-confirmation', { requestId, answer: 'confirm' }, LEAD);

    expect(refusal.code).to.equal('task-state-conflict');
    expect(Object.keys(proceedings(desk).requests)).to.deep.equal([requestId]);
  });
});

describe('a model with all of this', () => {
  it('should be sound: what operations begin is not dead', async () => {
    const desk = await openItem();

    expect(checkSoundness(desk.first.graph).findings).to.deep.equal([]);
  });
});
