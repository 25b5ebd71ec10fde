import { expect } from 'chai';
import { flowIf, flows, graphOf } from '../support/bpmn.ts';
import { Chain, officer, task } from './chain.ts';
import { ADMIN, person, withRole } from './desk.ts';

const MANAGER = withRole('manager', 'manager');

const LINE = `<startEvent id="start"/>${task('a')}${task('b')}${task('c')}${task('d')}<endEvent id="end"/>${flows('start a b c d end')}`;

const mandatory = (id: string, model: string): string =>
  model.replace(`<userTask id="${id}"`, `<userTask id="${id}" tb:noSkip="true"`);

const BLOCK = `<startEvent id="start"/>${task('accept')}<parallelGateway id="split"/>${task('a')}${task('a2')}${task('b')}
  <parallelGateway id="join"/>${task('sign')}<endEvent id="end"/>${flows('start accept split a a2 join sign end', 'split b join')}`;

const jump = (desk: Chain, to: string, from?: string): void => {
  const input = { to, reason: '纠正', ...(from && { from: desk.task(from).element }) };
  const { request = '' } = desk.do('jump-instance', input, ADMIN);
  desk.do('answer-confirmation', { requestId: request, answer: 'confirm' }, MANAGER);
};

const refused = (desk: Chain, to: string, from?: string) =>
  desk.refusal('jump-instance', { to, reason: '纠正', ...(from && { from: desk.task(from).element }) }, ADMIN);

describe('a jump', () => {
  it('should wait for a second person, who is not the first', async () => {
    const desk = await Chain.of(graphOf(LINE));

    const { request = '' } = desk.do('jump-instance', { to: 'c', reason: '纠正' }, ADMIN);

    expect(desk.openNodes).to.deep.equal(['a']);
    const confirm = { requestId: request, answer: 'confirm' as const };
    expect(desk.refusal('answer-confirmation', confirm, ADMIN).code).to.equal('confirmation-own');
    expect(desk.refusal('answer-confirmation', confirm, person('clerk')).code).to.equal('forbidden');
    desk.do('answer-confirmation', { requestId: request, answer: 'confirm' }, MANAGER);
    expect(desk.openNodes).to.deep.equal(['c']);
    expect(desk.endings).to.deep.equal(['a voided:jump']);
    expect(desk.refusal('answer-confirmation', { requestId: request, answer: 'confirm' }, MANAGER).code).to.equal(
      'not-found',
    );
  });

  it('should be for those who manage the case', async () => {
    const desk = await Chain.of(graphOf(LINE));

    expect(desk.refusal('jump-instance', { to: 'c', reason: 'r' }, person('clerk')).code).to.equal('forbidden');
  });

  it('should write to the history what it passes over', async () => {
    const desk = await Chain.of(graphOf(LINE));
    const { graph } = desk.first;

    jump(desk, 'd');

    const skipped = desk.eventsOf('nodesSkipped').flatMap(({ nodes }) => nodes.map((index) => graph.nodes[index]?.id));
    expect(skipped).to.deep.equal(['b', 'c']);
  });

  it('should pass over nothing when it goes back', async () => {
    const desk = await Chain.of(graphOf(mandatory('c', LINE)));
    desk.work('a', 'b');

    jump(desk, 'a');

    expect(desk.openNodes).to.deep.equal(['a']);
    expect(desk.eventsOf('nodesSkipped')).to.deep.equal([]);
  });

  it('should be refused past a step that must not be skipped, and from it', async () => {
    const desk = await Chain.of(graphOf(mandatory('b', LINE)));
    expect(refused(desk, 'd').code).to.equal('jump-past-mandatory');
    desk.work('a');
    expect(refused(desk, 'd').code).to.equal('jump-past-mandatory');
    desk.work('b');

    jump(desk, 'd');

    expect(desk.openNodes).to.deep.equal(['d']);
  });

  it('should be refused sideways into what only a mandatory step leads to', async () => {
    const model = `<startEvent id="start"/>${task('a')}<exclusiveGateway id="way" default="way_c"/>${task('b')}${task('paid')}${task('c')}<endEvent id="end"/>
      ${flows('start a way c end', 'b paid end')}${flowIf('way', 'b', 'outcome = "b"')}`;
    const desk = await Chain.of(graphOf(mandatory('b', model)));
    desk.work('a');

    expect(refused(desk, 'paid').code).to.equal('jump-past-mandatory');
  });

  it('should refuse a mandatory step that was done only in an earlier round of a loop', async () => {
    const model = `<startEvent id="start"/>${task('a')}${task('b')}${task('c')}<exclusiveGateway id="again" default="again_end"/><endEvent id="end"/>
      ${flows('start a b c again end')}${flowIf('again', 'a', 'outcome = "again"')}`;
    const desk = await Chain.of(graphOf(mandatory('b', model)));
    desk.work('a', 'b');
    desk.now += 1;
    desk.complete('c', officer('c'), { outcome: 'again' });

    expect(refused(desk, 'c').code).to.equal('jump-past-mandatory');
  });

  it('should leave a block with all its tokens, so that no join waits for ever', async () => {
    const desk = await Chain.of(graphOf(BLOCK));
    desk.work('accept', 'a', 'a2');

    jump(desk, 'sign', 'b');

    expect(desk.openNodes).to.deep.equal(['sign']);
    desk.work('sign');
    expect(desk.state.status).to.equal('completed');
  });

  it('should stay in its branch and leave the others, and not enter one from outside', async () => {
    const desk = await Chain.of(graphOf(BLOCK));
    expect(refused(desk, 'a2').code).to.equal('jump-target-invalid');
    desk.work('accept');
    expect(refused(desk, 'a2', 'b').code).to.equal('jump-target-invalid');
    expect(refused(desk, 'a2').code).to.equal('jump-ambiguous');

    jump(desk, 'a2', 'a');

    expect(desk.openNodes).to.deep.equal(['a2', 'b']);
    desk.work('a2', 'b', 'sign');
    expect(desk.state.status).to.equal('completed');
  });

  it('should be judged anew when it is confirmed', async () => {
    const desk = await Chain.of(graphOf(LINE));
    const { request = '' } = desk.do('jump-instance', { to: 'b', reason: '纠正' }, ADMIN);
    desk.work('a');

    const again = desk.refusal('answer-confirmation', { requestId: request, answer: 'confirm' }, MANAGER);

    expect(again.code).to.equal('jump-target-invalid');
    desk.do('answer-confirmation', { requestId: request, answer: 'withdraw' }, ADMIN);
    expect(desk.state.proceedings?.requests).to.deep.equal({});
  });
});

describe('a free flow', () => {
  const FREE = LINE.replace('<userTask id="a"', '<userTask id="a" tb:freeFlow="d"');

  it('should let the handler send the case to a step the model offers, without a second person', async () => {
    const desk = await Chain.of(graphOf(FREE));

    desk.do('jump-task', { taskId: desk.task('a').id, to: 'd', comment: '直接办结' }, officer('a'));

    expect(desk.openNodes).to.deep.equal(['d']);
    expect(desk.endings).to.deep.equal(['a approved']);
    expect(desk.eventsOf('nodesSkipped')).to.have.length(1);
  });

  it('should refuse any other step, and other people', async () => {
    const desk = await Chain.of(graphOf(FREE));
    const { id: taskId } = desk.task('a');

    expect(desk.refusal('jump-task', { taskId, to: 'c' }, officer('a')).code).to.equal('jump-not-free');
    expect(desk.refusal('jump-task', { taskId, to: 'd' }, officer('b')).code).to.equal('action-not-allowed');
    desk.work('a');
    expect(desk.refusal('jump-task', { taskId: desk.task('b').id, to: 'd' }, officer('b')).code).to.equal(
      'action-switched-off',
    );
  });
});
