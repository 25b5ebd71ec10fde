import { expect } from 'chai';
import { flowIf, flows, graphOf } from '../support/bpmn.ts';
import { Chain, HOUR, officer, task } from './chain.ts';
import { ADMIN, person } from './desk.ts';
import { RoundDesk } from './round.ts';

const LINE = `<startEvent id="start"/>${task('a')}${task('b')}${task('c')}<endEvent id="end"/>${flows('start a b c end')}`;

const BLOCK = `<startEvent id="start"/>${task('accept')}<parallelGateway id="split"/>${task('a')}${task('b')}
  <parallelGateway id="join"/>${task('sign')}<endEvent id="end"/>${flows('start accept split a join sign end', 'split b join')}`;

const straight = (desk: Chain, from: string, to?: string): void => {
  desk.now += HOUR;
  desk.do('return-task', { taskId: desk.task(from).id, to, resubmit: 'straight' }, officer(from));
};

describe('a return that wants its token back', () => {
  it('should come straight back, as a new visit of who returned it', async () => {
    const desk = await Chain.of(graphOf(LINE));
    desk.work('a', 'b');

    straight(desk, 'c', 'a');
    desk.work('a');

    expect(desk.openNodes).to.deep.equal(['c']);
    expect(desk.task('c')).to.deep.include({ visit: 2, assignee: 'c-officer' });
    desk.work('c');
    expect(desk.state.status).to.equal('completed');
  });

  it('should pop the inner return first', async () => {
    const desk = await Chain.of(graphOf(LINE));
    desk.work('a', 'b');

    straight(desk, 'c', 'b');
    straight(desk, 'b', 'a');
    desk.work('a');
    expect(desk.openNodes).to.deep.equal(['b']);
    desk.work('b');

    expect(desk.openNodes).to.deep.equal(['c']);
    expect(desk.task('c').visit).to.equal(2);
  });

  it('should be void, and say so, when it is returned again without wanting it back', async () => {
    const desk = await Chain.of(graphOf(LINE));
    desk.work('a', 'b');
    straight(desk, 'c', 'b');

    desk.do('return-task', { taskId: desk.task('b').id }, officer('b'));
    desk.work('a', 'b');

    expect(desk.eventsOf('ticketVoided').map(({ reason }) => reason)).to.deep.equal(['returned-again']);
    expect(desk.task('c').visit).to.equal(2);
  });

  it('should do everything between again, and say so, where a gateway would decide otherwise now', async () => {
    const model = `<startEvent id="start"/>${task('a')}<exclusiveGateway id="big" default="big_b"/>${task('b')}${task('check')}${task('c')}<endEvent id="end"/>
      ${flows('start a big b c end', 'check c')}${flowIf('big', 'check', 'amount > 100')}`;
    const same = await Chain.of(graphOf(model));
    const other = await Chain.of(graphOf(model));
    for (const desk of [same, other]) {
      desk.complete('a', officer('a'), { variables: { amount: 50 } });
      desk.work('b');
      straight(desk, 'c', 'a');
      desk.now += HOUR;
    }

    same.complete('a', officer('a'), { variables: { amount: 60 } });
    other.complete('a', officer('a'), { variables: { amount: 500 } });

    expect(same.openNodes).to.deep.equal(['c']);
    expect(other.openNodes).to.deep.equal(['check']);
    expect(other.eventsOf('ticketVoided').map(({ reason }) => reason)).to.deep.equal(['decides-otherwise']);
  });

  it('should be void where the case goes on in another version of the model', async () => {
    const desk = await Chain.of(graphOf(LINE));
    desk.work('a', 'b');
    straight(desk, 'c', 'a');
    const [element] = Object.values(desk.state.elements).filter(({ tickets }) => tickets);
    const [ticket] = element?.tickets ?? [];
    Object.assign(ticket ?? {}, { definition: 'process:0' });

    desk.work('a');

    expect(desk.openNodes).to.deep.equal(['b']);
    expect(desk.eventsOf('ticketVoided').map(({ reason }) => reason)).to.deep.equal(['other-version']);
  });

  it('should leave no token behind at a join that it passes by', async () => {
    const desk = await Chain.of(graphOf(BLOCK));
    desk.work('accept', 'a', 'b');

    straight(desk, 'sign', 'a');
    expect(desk.openNodes).to.deep.equal(['a', 'join']);
    desk.work('a');

    expect(desk.openNodes).to.deep.equal(['sign']);
    desk.work('sign');
    expect(desk.state.status).to.equal('completed');
  });

  it('should be refused where the work of other branches is taken back', async () => {
    const desk = await Chain.of(graphOf(BLOCK));
    desk.work('accept');

    const refused = desk.refusal(
      'return-task',
      { taskId: desk.task('a').id, to: 'accept', resubmit: 'straight' },
      officer('a'),
    );

    expect(refused.code).to.equal('return-straight-impossible');
  });

  it('should do as the model says, and refuse what contradicts it', async () => {
    const desk = await Chain.of(
      graphOf(
        `<startEvent id="start"/>${task('a')}${task('b')}${task('c', { more: '<tb:return resubmit="straight"/>' })}<endEvent id="end"/>${flows('start a b c end')}`,
      ),
    );
    desk.work('a', 'b');

    const refused = desk.refusal(
      'return-task',
      { taskId: desk.task('c').id, to: 'a', resubmit: 'again' },
      officer('c'),
    );
    desk.do('return-task', { taskId: desk.task('c').id, to: 'a' }, officer('c'));
    desk.work('a');

    expect(refused.code).to.equal('return-mode');
    expect(desk.openNodes).to.deep.equal(['c']);
  });
});

describe('a round that is come straight back to', () => {
  const returned = async (signers: 'onlyRejecter' | 'allSigners'): Promise<RoundDesk> => {
    const desk = await RoundDesk.of('rule="all"');
    desk.vote('+a');
    desk.now += HOUR;
    desk.do('return-task', { taskId: desk.taskOf('b'), resubmit: 'straight', signers }, person('b'));
    desk.now += HOUR;
    desk.complete('draft', ADMIN);
    return desk;
  };

  it('should ask who returned it, and whoever had not answered, while the other answers stand', async () => {
    const desk = await returned('onlyRejecter');

    expect(desk.asked()).to.have.members(['b', 'c']);
    desk.vote('+b +c');
    expect(desk.openNodes).to.deep.equal(['after']);
  });

  it('should ask all of them', async () => {
    const desk = await returned('allSigners');

    expect(desk.asked()).to.have.members(['a', 'b', 'c']);
    desk.vote('+b +c');
    expect(desk.result).to.equal('open');
  });
});

describe('a return in a sequence', () => {
  it('should go to whoever was asked before, where the model says so', async () => {
    const desk = await RoundDesk.of('rule="all" order="sequence"', 'a,b,c', '<tb:return seat="before"/>');
    desk.vote('+a +b');

    desk.do('return-task', { taskId: desk.taskOf('c') }, person('c'));

    expect(desk.asked()).to.deep.equal(['b']);
    desk.vote('+b');
    expect(desk.asked()).to.deep.equal(['c']);
    desk.vote('+c');
    expect(desk.openNodes).to.deep.equal(['after']);
  });

  it('should go to the step before from the first seat, and where the model says nothing', async () => {
    const first = await RoundDesk.of('rule="all" order="sequence"', 'a,b,c', '<tb:return seat="before"/>');
    const plain = await RoundDesk.of('rule="all" order="sequence"');
    plain.vote('+a');

    first.do('return-task', { taskId: first.taskOf('a') }, person('a'));
    plain.do('return-task', { taskId: plain.taskOf('b') }, person('b'));

    expect(first.openNodes).to.deep.equal(['draft']);
    expect(plain.openNodes).to.deep.equal(['draft']);
  });
});

describe('reopening after a join', () => {
  it('should reopen the whole block where that is asked for', async () => {
    const desk = await Chain.of(graphOf(BLOCK));
    desk.work('accept', 'a', 'b');

    desk.do('return-task', { taskId: desk.task('sign').id, to: 'a', block: 'whole' }, officer('sign'));

    expect(desk.openNodes).to.deep.equal(['a', 'b']);
    desk.work('a', 'b', 'sign');
    expect(desk.state.status).to.equal('completed');
  });
});

describe('consent to a return', () => {
  const CONSENT = BLOCK.replace('assignee="a-officer"/>', 'assignee="a-officer"/><tb:return consent="boss"/>');
  const BOSS = person('boss');

  it('should move nothing before somebody else has agreed to voiding the work of colleagues', async () => {
    const desk = await Chain.of(graphOf(CONSENT));
    desk.work('accept');

    const { request = '' } = desk.do('return-task', { taskId: desk.task('a').id, to: 'accept' }, officer('a'));

    expect(desk.openNodes).to.deep.equal(['a', 'b']);
    const own = desk.refusal('answer-confirmation', { requestId: request, answer: 'confirm' }, officer('a'));
    expect(own.code).to.equal('confirmation-own');
    desk.do('answer-confirmation', { requestId: request, answer: 'confirm' }, BOSS);
    expect(desk.openNodes).to.deep.equal(['accept']);
    expect(desk.endings).to.include.members(['a returned', 'b voided:return']);
    expect(desk.state.proceedings?.requests).to.deep.equal({});
  });

  it('should leave everything as it is when it is refused', async () => {
    const desk = await Chain.of(graphOf(CONSENT));
    desk.work('accept');
    const { request = '' } = desk.do('return-task', { taskId: desk.task('a').id, to: 'accept' }, officer('a'));

    desk.do('answer-confirmation', { requestId: request, answer: 'refuse', reason: '不同意' }, BOSS);

    expect(desk.openNodes).to.deep.equal(['a', 'b']);
    expect(desk.state.proceedings?.requests).to.deep.equal({});
  });

  it('should not be needed where nobody else loses work', async () => {
    const desk = await Chain.of(graphOf(CONSENT));
    desk.work('accept', 'b');

    desk.do('return-task', { taskId: desk.task('a').id, to: 'accept' }, officer('a'));

    expect(desk.openNodes).to.deep.equal(['accept']);
  });
});

describe('what the model says about returns', () => {
  it('should narrow the steps a return may go to', async () => {
    const desk = await Chain.of(
      graphOf(
        `<startEvent id="start"/>${task('a')}${task('b')}${task('c', { more: '<tb:return targets="a"/>' })}<endEvent id="end"/>${flows('start a b c end')}`,
      ),
    );
    desk.work('a', 'b');

    expect(desk.refusal('return-task', { taskId: desk.task('c').id, to: 'b' }, officer('c')).code).to.equal(
      'return-target-invalid',
    );
    desk.do('return-task', { taskId: desk.task('c').id }, officer('c'));
    expect(desk.openNodes).to.deep.equal(['a']);
  });

  it('should keep returns away from the step of the applicant', async () => {
    const graph = await graphOf(
      `<startEvent id="start"/>${task('a', { assignee: 'system' })}${task('b', { more: '<tb:return applicant="false"/>' })}<endEvent id="end"/>${flows('start a b end')}`,
    );
    const desk = new Chain({ graphs: [graph] });
    desk.start();
    desk.complete('a', person('system'));

    expect(desk.refusal('return-task', { taskId: desk.task('b').id }, officer('b')).code).to.equal(
      'return-target-missing',
    );
  });

  it('should stop the step clocks of the visits that ended, and start none anew', async () => {
    const limited = (id: string): string => task(id, { more: '<tb:limit value="5" unit="day"/>' });
    const desk = await Chain.of(graphOf(BLOCK.replace(task('a'), limited('a')).replace(task('b'), limited('b'))));
    desk.work('accept');
    const visits = ['a', 'b'].map((id) => desk.task(id).element);

    desk.do('return-task', { taskId: desk.task('a').id, to: 'accept' }, officer('a'));

    const clocks = (desk.state.clocks ?? []).filter(({ effect }) => effect === 'stop');
    expect(clocks.map(({ element }) => element)).to.have.members(visits);
    for (const record of clocks) {
      expect(record).to.deep.include({ clock: 'step', effect: 'stop', verb: 'return', by: 'a-officer', at: desk.now });
    }
  });
});
