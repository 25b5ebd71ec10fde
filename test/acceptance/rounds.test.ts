import { expect } from 'chai';
import { flows } from '../support/bpmn.ts';
import { useEngine } from './support/engine.ts';
import { end, extended, start, user } from './support/shapes.ts';

const roundOf = (users: string, approval: string): string =>
  [
    start(),
    user('sign', extended(`<tb:assignment users="${users}"/><tb:approval ${approval}/>`)),
    user('after'),
    end(),
    flows('start sign after end'),
  ].join('');

describe('acceptance/rounds', () => {
  const engine = useEngine();

  it('should go through a round by the interface: join, disagree, take back, remove, agree', async () => {
    const id = await engine.run(roundOf('chen,ding', 'rule="all" against="wait"'));
    const [chen, ding] = [engine.as('chen'), engine.as('ding')];
    const taskOf = async (who: string) => (await engine.tasks(id)).find(({ assignee }) => assignee === who)?.id ?? '';
    const own = await taskOf('chen');

    const added = await chen.post(`/tasks/${own}/add-signer`, { users: ['feng'], kind: 'parallel' });
    expect([added.status, added.body.code]).to.deep.equal([200, undefined]);
    expect((await chen.post(`/tasks/${own}/add-signer`, { users: ['nobody'], kind: 'after' })).body.code).to.equal(
      'user-unknown',
    );
    expect((await chen.post(`/tasks/${own}/disagree`)).body).to.include({ state: 'disagreed' });
    const form = (await ding.get(`/tasks/${await taskOf('ding')}/form`)).body as never as {
      round: { rule: string; inWords: string; seats: { user: string; state: string; vote: string | null }[] };
    };
    expect(form.round.seats.map(({ user: who, state, vote }) => [who, state, vote])).to.deep.equal([
      ['chen', 'answered', 'against'],
      ['feng', 'asked', null],
      ['ding', 'asked', null],
    ]);
    const back = await chen.post(`/tasks/${own}/retrieve`);
    expect(back.body).to.include({ state: 'claimed', assignee: 'chen' });
    expect((await chen.post(`/tasks/${await taskOf('feng')}/remove-signer`)).body).to.include({
      state: 'voided:removed',
    });
    await chen.post(`/tasks/${back.body.id}/complete`);
    await ding.post(`/tasks/${await taskOf('ding')}/complete`);

    expect(await engine.open(id)).to.deep.equal(['after']);
  });

  it('should show who coordinates, and ask him where the signers do not agree', async () => {
    const id = await engine.run(roundOf('chen,ding', 'rule="all" against="coordinator" coordinator="feng"'));
    const taskOf = async (who: string) => (await engine.tasks(id)).find(({ assignee }) => assignee === who)?.id ?? '';
    await engine.as('chen').post(`/tasks/${await taskOf('chen')}/disagree`);
    await engine.as('ding').post(`/tasks/${await taskOf('ding')}/complete`);

    const own = await taskOf('feng');
    const feng = engine.as('feng');
    const form = (await feng.get(`/tasks/${own}/form`)).body as never as {
      task: { allowedActions: string[] };
      round: { inWords: string; seats: { user: string; coordinator: boolean; state: string }[] };
    };

    expect(form.round.seats.map(({ user: who, coordinator, state }) => [who, coordinator, state])).to.deep.equal([
      ['chen', false, 'answered'],
      ['ding', false, 'answered'],
      ['feng', true, 'asked'],
    ]);
    expect(form.round.inWords).to.contain('coordinator decides');
    expect(form.task.allowedActions).to.include.members(['complete', 'disagree']).and.not.include('abstain');
    expect((await feng.post(`/tasks/${own}/abstain`)).body.code).to.equal('action-switched-off');
    expect((await feng.post(`/tasks/${own}/complete`)).body).to.include({ state: 'approved' });
    expect(await engine.open(id)).to.deep.equal(['after']);
  });
});
