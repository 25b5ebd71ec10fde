import { expect } from 'chai';
import { ADMIN, person } from './desk.ts';
import { RoundDesk } from './round.ts';

describe('adding signers', () => {
  it('should ask them before, let the task wait, and wake it when all have answered', async () => {
    const desk = await RoundDesk.of('rule="all"', 'a');

    desk.add('a', ['x', 'y'], 'before');

    expect(desk.tasksAt('round').map(({ state }) => state)).to.deep.equal(['consulting', 'claimed', 'claimed']);
    expect(desk.refusal('complete-task', { taskId: desk.taskOf('a') }, person('a')).code).to.equal(
      'task-state-conflict',
    );
    desk.vote('-x +y');
    expect(desk.tasksAt('round').map(({ state }) => state)).to.deep.equal(['working']);
    desk.vote('+a');
    expect(desk.result).to.equal('agree');
  });

  it('should end the round by the answer against of one who binds', async () => {
    const desk = await RoundDesk.of('rule="all"', 'a,b');
    desk.add('a', ['x'], 'before', false);

    desk.vote('-x');

    expect(desk.result).to.equal('disagree');
    expect(desk.endings.slice(1)).to.deep.equal(['round disagreed', 'round voided:sibling', 'round voided:sibling']);
  });

  it('should ask them after the own decision, and keep the token for them', async () => {
    const desk = await RoundDesk.of('rule="all"', 'a');
    desk.add('a', ['x'], 'after');
    expect(desk.asked()).to.deep.equal(['a']);

    desk.vote('+a');

    expect(desk.asked()).to.deep.equal(['x']);
    expect(desk.result).to.equal('open');
    desk.vote('+x');
    expect(desk.result).to.equal('agree');
  });

  it('should not ask those after somebody whose answer is not needed any more', async () => {
    const desk = await RoundDesk.of('rule="any"', 'a,b');
    desk.add('a', ['x'], 'after');

    desk.vote('+b');

    expect(desk.result).to.equal('agree');
  });

  it('should count those who join the vote', async () => {
    const desk = await RoundDesk.of('rule="ratio" share="2/3"');
    desk.add('a', ['x', 'y', 'z'], 'parallel');

    desk.vote('+a +b');

    expect(desk.result).to.equal('open');
    desk.vote('+x +y');
    expect(desk.result).to.equal('agree');
  });

  it('should weigh who joins as the model says', async () => {
    const desk = await RoundDesk.of('rule="weighted" share="1/2" weights="={x: 10}" veto="y"', 'a,b');
    desk.add('a', ['x', 'y'], 'parallel');

    desk.vote('+x');
    expect(desk.result).to.equal('open');
    desk.vote('-y');
    expect(desk.result).to.equal('disagree');
  });

  it('should put who is added in a sequence at once beside the current one', async () => {
    const desk = await RoundDesk.of('rule="all" order="sequence"', 'a,b');
    desk.add('a', ['x'], 'after');
    desk.vote('+a');
    expect(desk.asked()).to.deep.equal(['x']);

    desk.vote('+x');

    expect(desk.asked()).to.deep.equal(['b']);
  });

  for (const kind of ['before', 'after', 'parallel'] as const) {
    it(`should refuse somebody who is in the round already, ${kind}`, async () => {
      const desk = await RoundDesk.of('rule="all" order="sequence"');
      desk.vote('+a');
      const taskId = desk.taskOf('b');

      for (const user of ['a', 'b', 'c']) {
        const refused = desk.refusal('add-signer-task', { taskId, users: ['x', user], kind }, person('b'));
        expect(refused).to.deep.include({ code: 'signer-duplicate', params: { elementId: 'round', user } });
      }
    });
  }

  it('should refuse a voter who gives an opinion only, others than the assignee, and a vote where there is none', async () => {
    const desk = await RoundDesk.of('rule="all"', 'a');
    const input = { taskId: desk.taskOf('a'), users: ['x'], kind: 'parallel' as const };

    expect(desk.refusal('add-signer-task', { ...input, opinionOnly: true }, person('a')).code).to.equal('bad-request');
    expect(desk.refusal('add-signer-task', input, person('b')).code).to.equal('action-not-allowed');
    desk.vote('+a');
    const after = { ...input, taskId: desk.task('after').id };
    desk.do('claim-task', { taskId: after.taskId }, ADMIN);
    expect(desk.refusal('add-signer-task', after, ADMIN).code).to.equal('round-missing');
  });
});

describe('removing signers', () => {
  it('should count again at once, and may end the round', async () => {
    const desk = await RoundDesk.of('rule="all"', 'a,b');
    desk.add('a', ['x'], 'parallel');
    desk.vote('+a +b');

    desk.remove('x', person('a'));

    expect(desk.result).to.equal('agree');
    expect(desk.endings.at(-1)).to.equal('round voided:removed');
  });

  it('should leave the weight in what the share is of, unless the model takes it out, and that of who was added not at all', async () => {
    for (const [removal, expected] of [
      ['', 'open'],
      ['removal="keeps"', 'open'],
      ['removal="renormalises"', 'agree'],
    ] as const) {
      const desk = await RoundDesk.of(`rule="weighted" share="1/2" weights="={a: 3, b: 1, c: 4, x: 90}" ${removal}`);
      desk.add('a', ['x'], 'parallel');
      desk.remove('x', person('a'));
      desk.vote('+a');

      desk.remove('c', ADMIN);

      expect(desk.result, removal).to.equal(expected);
      if (expected === 'agree') continue;
      desk.vote('+b');
      expect(desk.result, removal).to.equal('agree');
    }
  });

  it('should be up to who added them, and to administrators', async () => {
    const desk = await RoundDesk.of('rule="all"');
    desk.add('a', ['x'], 'parallel');

    for (const [who, whom] of [
      ['b', 'x'],
      ['a', 'b'],
      ['x', 'x'],
    ] as const) {
      const refused = desk.refusal('remove-signer-task', { taskId: desk.taskOf(whom) }, person(who));
      expect(refused.code).to.equal('action-not-allowed');
    }
    desk.remove('x', ADMIN);
    desk.remove('b', ADMIN);
    expect(desk.asked()).to.deep.equal(['a', 'c']);
  });

  it('should be up to who leads the round as well, of those who were added', async () => {
    const desk = await RoundDesk.of('rule="lead"', 'b,c" assignee="a');
    desk.add('b', ['x', 'y'], 'parallel');
    desk.add('b', ['z'], 'before');

    expect(desk.refusal('remove-signer-task', { taskId: desk.taskOf('c') }, person('a')).code).to.equal(
      'action-not-allowed',
    );
    desk.remove('x', person('a'));
    desk.remove('z', person('a'));
    expect(desk.asked()).to.deep.equal(['a', 'b', 'c', 'y']);
    for (const kind of ['before', 'after'] as const) {
      const input = { taskId: desk.taskOf('b'), users: ['w'], kind };
      expect(desk.refusal('add-signer-task', input, person('a')).code, kind).to.equal('action-not-allowed');
    }
    desk.do('add-signer-task', { taskId: desk.taskOf('b'), users: ['w'], kind: 'parallel' }, person('a'));
    expect(desk.asked()).to.include('w');
    expect(desk.refusal('remove-signer-task', { taskId: desk.taskOf('w') }, person('c')).code).to.equal(
      'action-not-allowed',
    );
    desk.remove('w', person('a'));
    expect(desk.asked()).not.to.include('w');
  });

  it('should be up to the coordinator before he has a task of his own', async () => {
    const desk = await RoundDesk.of('rule="all" against="coordinator" coordinator="k"');
    desk.do('add-signer-task', { taskId: desk.taskOf('b'), users: ['x'], kind: 'parallel' }, person('k'));

    desk.remove('x', person('k'));

    expect(desk.asked()).to.deep.equal(['a', 'b', 'c']);
    expect(desk.refusal('complete-task', { taskId: desk.taskOf('b') }, person('k')).code).to.equal(
      'action-not-allowed',
    );
  });

  it('should wake who waits for them, and take along whom they have asked', async () => {
    const desk = await RoundDesk.of('rule="all"', 'a');
    desk.add('a', ['x'], 'before');
    desk.add('x', ['y'], 'before');

    desk.remove('x', person('a'));

    expect(desk.tasksAt('round').map(({ assignee, state }) => `${assignee} ${state}`)).to.deep.equal(['a working']);
    expect(desk.endings.slice(1)).to.deep.equal(['round voided:removed', 'round voided:removed']);
  });

  it('should refuse the last who decides, who leads, and who has answered', async () => {
    const desk = await RoundDesk.of('rule="all"', 'a,b');
    const taskId = desk.taskOf('b');
    desk.add('a', ['x'], 'after');
    desk.remove('b', ADMIN);

    expect(desk.refusal('remove-signer-task', { taskId: desk.taskOf('a') }, ADMIN).code).to.equal('signer-last');
    expect(desk.refusal('remove-signer-task', { taskId }, ADMIN).code).to.equal('task-already-handled');
  });
});

describe('seats of a round that change hands', () => {
  it('should not be handed over to somebody who answers in the same round', async () => {
    const desk = await RoundDesk.of('rule="all"', 'a,b');
    const taskId = desk.taskOf('a');

    expect(desk.refusal('hand-over-task', { taskId, from: 'a', to: 'b' }, ADMIN).code).to.equal('signer-duplicate');

    desk.do('hand-over-task', { taskId, from: 'a', to: 'x' }, ADMIN);
    desk.vote('+x +b');
    expect(desk.result).to.equal('agree');
  });

  it("should stay the owner's while somebody else gives an opinion", async () => {
    const desk = await RoundDesk.of('rule="all"', 'a,b');
    const taskId = desk.taskOf('a');
    desk.do('delegate-task', { taskId, to: 'd' }, person('a'));

    const refused = desk.refusal('transfer-task', { taskId: desk.taskOf('b'), to: 'a' }, person('b'));

    expect(refused.code).to.equal('signer-duplicate');
    desk.do('resolve-task', { taskId }, person('d'));
    desk.vote('+a +b');
    expect(desk.result).to.equal('agree');
  });

  it('should let who is asked for an opinion on another seat answer on the own one', async () => {
    const desk = await RoundDesk.of('rule="all"', 'a,b');
    const taskId = desk.taskOf('a');
    const own = desk.taskOf('b');
    desk.do('delegate-task', { taskId, to: 'b' }, person('a'));

    desk.do('complete-task', { taskId: own }, person('b'));
    desk.do('resolve-task', { taskId }, person('b'));
    desk.vote('+a');

    expect(desk.result).to.equal('agree');
  });
});
