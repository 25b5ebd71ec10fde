import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { useEngine } from './support/engine.ts';
import { boundary, duration, end, extended, start, user } from './support/shapes.ts';

const hall = extended('<tb:assignment groups="hall"/>');
const twoSteps = [
  start(),
  user('accept', hall),
  user('decide', extended('<tb:assignment users="feng"/>')),
  end(),
  flows('start accept decide end'),
].join('');

describe('acceptance/tasks', () => {
  const engine = useEngine();
  let id: string;
  let task: string;

  beforeEach(async () => {
    id = await engine.run(twoSteps, {}, { attributes: 'tb:starters="applicant"' });
    task = `/tasks/${(await engine.task(id, 'accept')).id}`;
  });

  it('should be completed by exactly one of twenty, and tell the others by whom', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => engine.admin.post(`${task}/complete`, { variables: { by: n } })),
    );

    const won = answers.filter(({ status }) => status === 200);
    const lost = answers.filter(({ status }) => status !== 200);
    expect(won).to.have.lengthOf(1);
    for (const { status, body } of lost) {
      expect([status, body.code]).to.deep.equal([409, 'task-already-handled']);
      expect(body.params).to.include({ by: 'admin', outcome: 'approved' });
    }
    expect(await engine.open(id)).to.deep.equal(['decide']);
  });

  it('should be claimed by exactly one of two who try at the same time', async () => {
    const answers = await Promise.all(['chen', 'ding'].map((who) => engine.as(who as 'chen').post(`${task}/claim`)));

    expect(answers.filter(({ status }) => status === 200)).to.have.lengthOf(1);
  });

  it('should either be completed or time out, never both', async () => {
    for (let round = 0; round < 5; round++) {
      const race = await engine.run(
        [
          start(),
          user('a'),
          boundary('late', 'a', duration('PT1H')),
          user('in-time'),
          user('too-late'),
          end(),
          flows('start a in-time end', 'late too-late end'),
        ].join(''),
      );
      const open = await engine.task(race, 'a');

      const [answer] = await Promise.all([engine.admin.post(`/tasks/${open.id}/complete`), engine.advance('PT1H')]);

      expect(await engine.open(race)).to.deep.equal([answer.status === 200 ? 'in-time' : 'too-late']);
    }
  });

  it('should go through the hands of a clerk: claim, release, hand over, delegate, hold, complete', async () => {
    const [chen, ding, feng] = [engine.as('chen'), engine.as('ding'), engine.as('feng')];

    expect((await chen.post(`${task}/claim`)).body).to.include({ state: 'claimed', assignee: 'chen' });
    expect((await chen.post(`${task}/release`)).body).to.include({ state: 'offered', assignee: null });
    await chen.post(`${task}/claim`);
    expect((await chen.post(`${task}/transfer`, { to: 'ding' })).body).to.include({ assignee: 'ding' });
    expect((await ding.post(`${task}/delegate`, { to: 'chen' })).body).to.include({
      state: 'delegated',
      assignee: 'chen',
      owner: 'ding',
    });
    expect((await chen.post(`${task}/complete`)).body.code).to.equal('task-state-conflict');
    expect((await chen.post(`${task}/resolve`, { comment: 'done' })).body).to.include({ assignee: 'ding' });
    expect((await ding.post(`${task}/suspend`)).body).to.include({ state: 'held' });
    expect((await ding.post(`${task}/complete`)).status).to.equal(409);
    await ding.post(`${task}/resume`);
    const completed = await ding.post(`${task}/complete`, { comment: 'fine' });

    expect(completed.body).to.include({ state: 'approved', endedBy: 'ding' });
    expect((await feng.get('/tasks?view=claimable')).body.items[0]).to.include({ elementId: 'decide', instanceId: id });
  });

  it('should be given to nobody who cannot do it', async () => {
    const chen = engine.as('chen');
    await chen.post(`${task}/claim`);

    for (const verb of ['transfer', 'delegate'])
      for (const to of ['nobody-at-all', 'gu', 'kong']) {
        const { status, body } = await chen.post(`${task}/${verb}`, { to });
        expect([status, body.code], `${verb} to ${to}`).to.deep.equal([422, 'user-unknown']);
      }

    expect((await chen.get(task)).body).to.include({ state: 'claimed', assignee: 'chen' });
  });

  it('should be returned to whoever did it before, as another visit', async () => {
    await engine.as('chen').post(`${task}/complete`);
    const { id: second } = await engine.task(id, 'decide');

    const returned = await engine.as('feng').post(`/tasks/${second}/return`, { comment: 'incomplete' });

    expect(returned.body).to.include({ state: 'returned' });
    const again = await engine.task(id, 'accept');
    expect(again).to.include({ assignee: 'chen', visit: 2 });
  });

  it('should be out of reach of those it does not concern, as if it were not there', async () => {
    for (const who of ['feng', 'gu'] as const)
      for (const [method, path] of [
        ['GET', task],
        ['GET', `${task}/form`],
        ['POST', `${task}/claim`],
        ['POST', `${task}/complete`],
      ] as const) {
        const reply = await engine.as(who).send(method, path, method === 'POST' ? {} : undefined);
        expect(reply.status, `${who} ${path}`).to.equal(404);
      }
    for (const who of ['feng', 'gu', 'kong'] as const)
      expect((await engine.as(who).post(`/process-instances/${id}/cancel`)).status).to.be.oneOf([403, 404]);
    expect(await engine.open(id)).to.deep.equal(['accept']);
  });

  it('should show the action that will be allowed, and allow no other', async () => {
    const shown = (await engine.as('chen').get(task)).body.allowedActions;

    expect(shown).to.include.members(['claim', 'complete']).and.not.include('release');
    expect((await engine.as('chen').post(`${task}/release`)).body.code).to.equal('task-state-conflict');
  });

  it('should not let a request say who acts, nor what it may not', async () => {
    const chen = engine.as('chen');

    expect((await chen.post(`${task}/complete`, { assignee: 'feng' })).status).to.equal(400);
    expect((await chen.post(`${task}/complete`, '{"variables":{"__proto__":{"admin":true}}}')).status).to.equal(400);
    expect(
      (await engine.as('gu').post('/process-instances', { definitionKey: 'x', initiator: 'admin' })).status,
    ).to.be.oneOf([403, 404]);
    await chen.post(`${task}/complete`, { variables: { initiator: 'feng' } });

    expect((await engine.admin.get(`/process-instances/${id}`)).body.initiator).to.equal('admin');
  });

  it('should be done in bulk, each with its own result', async () => {
    const { id: open } = await engine.task(id, 'accept');

    const { body } = await engine.as('chen').post('/tasks/bulk', { verb: 'claim', taskIds: [open, 'nowhere'] });

    expect(body.results.map(({ ok }: { ok: boolean }) => ok)).to.deep.equal([true, false]);
    expect(body.results[1].problem.code).to.equal('not-found');
  });

  it('should be open to administrators and owners only where the model names nobody', async () => {
    const key = engine.newKey();
    await engine.deploy(
      bpmn([start(), user('a'), end(), flows('start a end')].join(''), { key, attributes: 'tb:owners="han"' }),
    );
    const instance = await engine.start(key);
    const { id: open } = await engine.task(instance, 'a');

    expect((await engine.as('chen').post(`/tasks/${open}/complete`)).status).to.equal(404);
    expect((await engine.as('han').post(`/tasks/${open}/complete`)).status).to.equal(200);
  });
});
