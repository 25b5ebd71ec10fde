import { expect } from 'chai';
import { flowIf, flows, graphOf } from '../support/bpmn.ts';
import { Chain, HOUR, officer, task } from './chain.ts';
import { ADMIN, person } from './desk.ts';

const line = (retrieve = ''): string =>
  `<startEvent id="start"/>${task('a', { more: retrieve })}${task('b')}<endEvent id="end"/>${flows('start a b end')}`;

const SPLIT = `<startEvent id="start"/>${task('a')}<parallelGateway id="split"/>${task('b')}${task('c')}
  <parallelGateway id="join"/>${task('d')}<endEvent id="end"/>${flows('start a split b join d end', 'split c join')}`;

describe('retrieve-task, of a step that is done', () => {
  it('should open it again for the same person, with the opinion that was given as a draft', async () => {
    const desk = await Chain.of(graphOf(line()));
    desk.complete('a', officer('a'), { comment: '材料齐全' });
    const produced = desk.task('b').id;

    const { task: reopened } = desk.retrieve('a');

    expect(reopened).to.deep.include({ state: 'claimed', assignee: 'a-officer', visit: 2 });
    expect(desk.task('a').draft).to.equal('材料齐全');
    expect(desk.openNodes).to.deep.equal(['a']);
    expect(desk.endings).to.deep.equal(['a approved', 'b voided:withdrawn']);
    expect(desk.state.trail.find(({ taskId }) => taskId === produced)?.outcome).to.equal('voided:withdrawn');
    desk.work('a', 'b');
    expect(desk.state.status).to.equal('completed');
  });

  it('should be for nobody else, and not be done twice', async () => {
    const desk = await Chain.of(graphOf(line()));
    desk.work('a');
    const taskId = desk.done('a');

    expect(desk.refusal('retrieve-task', { taskId }, officer('b')).code).to.equal('action-not-allowed');
    expect(desk.refusal('retrieve-task', { taskId }, ADMIN).code).to.equal('action-not-allowed');
    desk.do('retrieve-task', { taskId }, officer('a'));
    expect(desk.refusal('retrieve-task', { taskId }, officer('a')).code).to.equal('not-retrievable');
  });

  it('should be refused once somebody has opened what came of it', async () => {
    const desk = await Chain.of(graphOf(line()));
    desk.work('a');
    desk.do('open-task', { taskId: desk.task('b').id }, person('nobody'));
    expect(desk.task('b').openedAt).to.equal(undefined);
    desk.do('open-task', { taskId: desk.task('b').id }, officer('b'));

    expect(desk.refuseRetrieve('a').code).to.equal('not-retrievable');
  });

  it('should be possible until it is worked on, where the model says so', async () => {
    const desk = await Chain.of(graphOf(line('<tb:retrieve until="untilHandled"/>')));
    desk.work('a');
    desk.do('open-task', { taskId: desk.task('b').id }, officer('b'));
    desk.retrieve('a');
    desk.work('a');
    desk.do('comment-task', { taskId: desk.task('b').id, comment: '在办' }, officer('b'));

    expect(desk.refuseRetrieve('a').params.reason).to.contain('begun');
  });

  it('should be refused once it is claimed, where the model is strict', async () => {
    const grouped = (until: string): string =>
      line(`<tb:retrieve until="${until}"/>`).replace('assignee="b-officer"', 'groups="office"');
    const strict = await Chain.of(graphOf(grouped('strict')));
    const opened = await Chain.of(graphOf(grouped('untilOpened')));
    for (const desk of [strict, opened]) {
      desk.work('a');
      desk.do('claim-task', { taskId: desk.task('b').id }, person('x', { groups: ['office'] }));
    }

    expect(strict.refuseRetrieve('a').code).to.equal('not-retrievable');
    opened.retrieve('a');
    expect(opened.openNodes).to.deep.equal(['a']);
  });

  it('should be refused after the time the model gives', async () => {
    const desk = await Chain.of(graphOf(line('<tb:retrieve within="PT1H"/>')));
    desk.work('a');
    desk.now += HOUR;

    expect(desk.refuseRetrieve('a').params.reason).to.contain('time');
  });

  it('should take back all branches of a split, each untouched', async () => {
    const desk = await Chain.of(graphOf(SPLIT));
    const other = await Chain.of(graphOf(SPLIT));
    desk.work('a');
    other.work('a', 'c');

    desk.retrieve('a');

    expect(desk.openNodes).to.deep.equal(['a']);
    expect(other.refuseRetrieve('a').code).to.equal('not-retrievable');
  });

  it('should take back a token that waits at a join, and leave the other branch', async () => {
    const desk = await Chain.of(graphOf(SPLIT));
    desk.work('a', 'b');
    const sibling = desk.task('c');

    desk.retrieve('b');

    expect(desk.openNodes).to.deep.equal(['b', 'c']);
    expect(desk.task('c')).to.deep.equal(sibling);
    desk.work('c', 'b', 'd');
    expect(desk.state.status).to.equal('completed');
  });

  it('should give the join the tokens of the others back when it had fired', async () => {
    const desk = await Chain.of(graphOf(SPLIT));
    desk.work('a', 'b', 'c');

    desk.retrieve('c');

    expect(desk.openNodes).to.deep.equal(['c', 'join']);
    desk.work('c', 'd');
    expect(desk.state.status).to.equal('completed');
  });

  it('should give an inner join its tokens back where the token waits at an outer one', async () => {
    const desk = await Chain.of(
      graphOf(
        `<startEvent id="start"/><parallelGateway id="split"/>${task('a')}<parallelGateway id="inner"/>${task('b')}${task('c')}
         <parallelGateway id="innerJoin"/><parallelGateway id="join"/><endEvent id="end"/>
         ${flows('start split a join end', 'split inner b innerJoin join', 'inner c innerJoin')}`,
      ),
    );
    desk.work('b', 'c');

    desk.retrieve('c');

    expect(desk.openNodes).to.deep.equal(['a', 'c', 'innerJoin']);
    desk.work('c', 'a');
    expect(desk.state.status).to.equal('completed');
  });

  it('should be refused once a message went outside, and not for one that went before', async () => {
    const desk = await Chain.of(
      graphOf(
        `<startEvent id="start"/>${task('a')}<intermediateThrowEvent id="tell"><messageEventDefinition messageRef="m"/></intermediateThrowEvent>
         ${task('b')}${task('c')}<endEvent id="end"/>${flows('start a tell b c end')}`,
        { definitions: '<message id="m" name="told"/>' },
      ),
    );
    desk.work('a');

    expect(desk.refuseRetrieve('a').params.reason).to.contain('outside');
    desk.work('b');
    desk.retrieve('b');
    expect(desk.openNodes).to.deep.equal(['b']);
  });

  it('should be refused once a department was asked', async () => {
    const desk = await Chain.of(
      graphOf(
        `<startEvent id="start"/>${task('a')}<serviceTask id="ask" tb:topic="t"/><endEvent id="end"/>${flows('start a ask end')}`,
      ),
    );
    desk.work('a');

    expect(desk.refuseRetrieve('a').params.reason).to.contain('outside');
  });

  it('should be refused when the case went on by another way in the meantime', async () => {
    const desk = await Chain.of(
      graphOf(
        `<startEvent id="start"/>${task('a')}${task('b')}<exclusiveGateway id="again" default="again_end"/><endEvent id="end"/>
         ${flows('start a b again end')}${flowIf('again', 'a', 'outcome = "again"')}`,
      ),
    );
    desk.work('a');
    const first = desk.done('a');
    desk.now += HOUR;
    desk.complete('b', officer('b'), { outcome: 'again' });

    expect(desk.refusal('retrieve-task', { taskId: first }, officer('a')).code).to.equal('not-retrievable');
  });

  it('should be switched off by the model', async () => {
    const desk = await Chain.of(
      graphOf(line().replace('<userTask id="a"', '<userTask id="a" tb:operations="complete,return"')),
    );
    desk.work('a');

    expect(desk.refuseRetrieve('a').code).to.equal('action-switched-off');
  });

  it('should arm the boundary timer of the step again', async () => {
    const desk = await Chain.of(
      graphOf(
        `<startEvent id="start"/>${task('a')}${task('b')}<endEvent id="end"/>
         <boundaryEvent id="late" attachedToRef="a"><timerEventDefinition><timeDuration>PT8H</timeDuration></timerEventDefinition></boundaryEvent>
         ${flows('start a b end', 'late end')}`,
      ),
    );
    desk.work('a');
    expect(Object.values(desk.state.timers)).to.deep.equal([]);

    desk.retrieve('a');

    expect(Object.values(desk.state.timers).map(({ dueAt }) => dueAt)).to.deep.equal([desk.now + 8 * HOUR]);
  });
});
