import { expect } from 'chai';
import { clockRuns } from '../../engine/commands/clocks/clock-runs.ts';
import { SYSTEM } from '../../engine/commands/command.ts';
import { flows, graphOf } from '../support/bpmn.ts';
import { ADMIN, type Desk, Desk as Office, withRole } from './desk.ts';
import { acceptedItem, CLERK, DECIDER, proceedings } from './item.ts';

const MANAGER = withRole('manager', 'manager');
const ORDER = {
  to: 'decide',
  ground: 'judgment',
  order: '（2026）京01行终12号',
  reason: '判决责令重新作出决定',
} as const;
const WEEK = 7 * 86_400_000;

async function refused(): Promise<Desk> {
  const desk = await acceptedItem();
  desk.do(
    'refuse-task',
    {
      taskId: desk.task('decide').id,
      reasons: '不符合条件',
      reconsideration: '市人民政府',
      litigation: '市中级人民法院',
    },
    DECIDER,
  );
  expect(desk.state).to.include({ status: 'terminated', closedAs: 'refused' });
  return desk;
}

const ask = (desk: Desk, input: Parameters<Desk['do']>[1] = ORDER): string =>
  (desk.do('reopen-instance', input as never, ADMIN) as { request?: string }).request ?? '';

const refusal = (desk: Desk, input: object) =>
  desk.refusal('reopen-instance', { ...ORDER, ...input } as never, ADMIN).code;

describe('a case that is opened again', () => {
  it('should go on at the step with who was there, once somebody with the power of decision has confirmed it', async () => {
    const desk = await refused();
    const before = desk.state;

    const requestId = ask(desk);
    expect(desk.state.status).to.equal('terminated');
    for (const actor of [ADMIN, CLERK, MANAGER])
      expect(desk.refusal('answer-confirmation', { requestId, answer: 'confirm' }, actor).code).to.be.oneOf([
        'confirmation-own',
        'forbidden',
      ]);
    desk.do('answer-confirmation', { requestId, answer: 'confirm' }, DECIDER);

    expect(desk.state).to.deep.include({ status: 'active', endedAt: null });
    expect(desk.state).to.not.have.property('closedAs');
    expect(desk.task('decide')).to.include({ assignee: 'decider', visit: 2 });
    expect(desk.state.trail.slice(0, before.trail.length)).to.deep.equal(before.trail);
    desk.complete('decide', DECIDER);
    expect(desk.state).to.include({ status: 'completed' });
  });

  it('should keep its old end and mark what was decided, which stays', async () => {
    const desk = await refused();
    const [document] = proceedings(desk).documents.slice(-1);
    const endedAt = desk.state.endedAt;
    desk.now += WEEK / 2;

    desk.do('answer-confirmation', { requestId: ask(desk), answer: 'confirm' }, DECIDER);

    const { documents, reopenings = [] } = proceedings(desk);
    expect(documents.at(-1)).to.deep.equal(document);
    expect(reopenings).to.have.length(1);
    expect(reopenings[0]).to.deep.include({
      by: 'admin',
      approver: 'decider',
      mark: 'revoked',
      documents: [document?.id],
      ended: { at: endedAt, status: 'terminated', result: 'refused', extension: null },
    });
  });

  it('should be armed again: what listens to the whole case does, and its open work can be voided', async () => {
    const desk = await refused();

    desk.do('answer-confirmation', { requestId: ask(desk), answer: 'confirm' }, DECIDER);
    desk.do(
      'start-special-procedure-task',
      { taskId: desk.task('decide').id, kind: 'hearing', days: 5, reasons: 'r' },
      DECIDER,
    );

    expect(desk.openNodes).to.include('hearing_task');
  });

  it('should be refused by who may not ask, for a case that goes on, and without an order', async () => {
    const open = await acceptedItem();
    const desk = await refused();

    expect(open.refusal('reopen-instance', ORDER, ADMIN).code).to.equal('case-not-ended');
    expect(desk.refusal('reopen-instance', ORDER, MANAGER).code).to.equal('forbidden');
    const { order: _none, ...without } = ORDER;
    expect(desk.refusal('reopen-instance', without, ADMIN).code).to.equal('reopen-order');
    expect(refusal(desk, { order: ' ' })).to.equal('reopen-order');
    ask(desk);
    expect(refusal(desk, {})).to.equal('confirmation-pending');
  });

  it('should only go where it has been, and not into a branch, so that nothing is skipped and no join starves', async () => {
    const model = `<startEvent id="start"/><userTask id="a"/><parallelGateway id="split"/><userTask id="b"/><userTask id="c"/>
      <parallelGateway id="join"/><userTask id="d"/><endEvent id="end"/>${flows('start a split b join d end', 'split c join')}`;
    const desk = new Office({ graphs: [await graphOf(model)] });
    desk.start();
    desk.complete('a', ADMIN);
    desk.do('cancel-instance', { reason: 'r' }, ADMIN);

    for (const to of ['b', 'd', 'split', 'end', 'nowhere']) expect(refusal(desk, { to })).to.equal('reopen-target');
    desk.do(
      'answer-confirmation',
      { requestId: ask(desk, { ...ORDER, to: 'a' } as never), answer: 'confirm' },
      MANAGER,
    );
    for (const node of ['a', 'b', 'c', 'd']) desk.complete(node, ADMIN);
    expect(desk.state.status).to.equal('completed');
  });

  it('should stay ended where it is refused, and where nobody answers for a week', async () => {
    const desk = await refused();
    desk.do('answer-confirmation', { requestId: ask(desk), answer: 'refuse', reason: '理由不足' }, DECIDER);
    ask(desk);
    const [alarm] = Object.values(proceedings(desk).alarms);

    desk.now += WEEK;
    desk.do('ring-alarm', { alarmId: alarm?.id ?? '' }, SYSTEM);

    expect(desk.state.status).to.equal('terminated');
    expect(proceedings(desk)).to.deep.include({ requests: {}, alarms: {} });
  });

  it('should count by new clocks, each linked to the one that ended with the case', async () => {
    const limit = '<extensionElements><tb:limit clock="statutory" value="20" unit="hour"/></extensionElements>';
    const model = `${limit}<startEvent id="start"/><userTask id="a"/><endEvent id="end"/>${flows('start a end')}`;
    const desk = new Office({ graphs: [await graphOf(model)] });
    desk.start();
    desk.complete('a', ADMIN);
    desk.now += WEEK;

    desk.do(
      'answer-confirmation',
      { requestId: ask(desk, { ...ORDER, to: 'a' } as never), answer: 'confirm' },
      MANAGER,
    );

    const runs = clockRuns(desk.state).filter(({ clock }) => clock === 'statutory');
    expect(runs.map(({ id }) => id)).to.deep.equal(['statutory', 'statutory#2']);
    expect(runs[1]?.records[0]).to.deep.include({
      follows: 'statutory',
      at: desk.now,
      amount: runs[0]?.records[0]?.amount,
    });
    desk.complete('a', ADMIN);
    const stops = (desk.state.clocks ?? []).filter(({ clock, effect }) => clock === 'statutory' && effect === 'stop');
    expect(stops).to.have.length(2);
  });
});
