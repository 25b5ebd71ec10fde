import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { deploy } from './support/models.ts';
import { useServer } from './support/server.ts';

const step = (id: string, assignment: string, attributes = '', more = '') =>
  `<userTask id="${id}" name="${id}" ${attributes}><extensionElements><tb:assignment ${assignment}/>${more}</extensionElements></userTask>`;

/** Whoever reviews does not decide, and nobody decides on a case of his own. */
const SEPARATE = bpmn(
  `<startEvent id="start"/>${step('review', 'groups="window"')}
   ${step('decide', 'groups="window,tax" empty="admin"', 'tb:separateFrom="review" tb:decides="case"')}<endEvent id="end"/>
   ${flows('start review decide end')}`,
  { key: 'separate', attributes: 'tb:starters="applicant,clerk"' },
);

const CHOSEN = bpmn(
  `<startEvent id="start"/>${step('decide', 'rule="chosen-at-start" variable="reviewer" users="zhao" empty="admin"')}<endEvent id="end"/>${flows('start decide end')}`,
  { key: 'chosen' },
);

const MATTER = bpmn(
  `<startEvent id="start"/>${step('handle', 'rule="responsibility" matter="=item" area="=area" empty="block-start"')}<endEvent id="end"/>${flows('start handle end')}`,
  { key: 'matter' },
);

describe('api/approvers', () => {
  const server = useServer();
  before(async () => {
    await deploy(server, SEPARATE, CHOSEN, MATTER);
  });

  const claimable = async (who: 'wang' | 'zhao') => {
    const { body } = await server.as(who).get('/tasks?view=claimable&count=true');
    return { total: body.total, ids: body.items.map(({ id }: { id: string }) => id) };
  };

  /** Started by the applicant, reviewed by wang; the task that decides. */
  async function reviewed(key: string, starter: 'li' | 'zhao' = 'li') {
    await server.as(starter).post('/process-instances', { definitionKey: 'separate', businessKey: key });
    const { body: review } = await server.as('root').get(`/tasks?businessKey=${key}`);
    await server.as('wang').post(`/tasks/${review.items[0].id}/complete`);
    const { body } = await server.as('root').get(`/tasks?businessKey=${key}`);
    return body.items[0];
  }

  it('should not offer the task to who may not do it: no list, no count, no next one', async () => {
    const task = await reviewed('S-1');

    const wang = await claimable('wang');
    const zhao = await claimable('zhao');
    const next = await server.as('wang').post('/tasks/take-next', {});
    const seen = await server.as('wang').get(`/tasks/${task.id}`);

    expect(wang).to.deep.equal({ total: 0, ids: [] });
    expect(zhao).to.deep.equal({ total: 1, ids: [task.id] });
    expect(next.status).to.equal(204);
    expect(seen.status).to.equal(404);
    await server.as('zhao').post(`/tasks/${task.id}/complete`);
  });

  it('should refuse with the rule and what was done before, and answer the question why alike', async () => {
    const task = await reviewed('S-2');

    const refused = await server.as('wang').post(`/tasks/${task.id}/complete`);
    const { body: why } = await server.as('wang').get(`/tasks/${task.id}/why-not?verb=complete`);
    const bulk = await server.as('wang').post('/tasks/bulk', { verb: 'complete', taskIds: [task.id] });
    const { body: may } = await server.as('zhao').get(`/tasks/${task.id}/why-not?verb=complete`);

    expect(refused.status).to.equal(403);
    expect(refused.body).to.include({ code: 'approver-barred', elementId: 'decide' });
    expect(refused.body.params).to.include({ rule: 'separation-of-duties', person: 'wang', actElementId: 'review' });
    expect(why.problem.params).to.deep.equal(refused.body.params);
    expect(why).to.deep.include({
      allowed: false,
      users: [],
      groups: ['window', 'tax'],
      administrators: true,
      barred: ['li', 'wang'],
    });
    expect(bulk.body.results[0].problem.code).to.equal('approver-barred');
    expect(may).to.include({ allowed: true });
    await server.as('zhao').post(`/tasks/${task.id}/complete`);
  });

  it('should tell the owner of a task who else may not do it, and nothing to those whom it does not concern', async () => {
    const task = await reviewed('S-3');

    const applicant = await server.as('li').get(`/tasks/${task.id}/why-not?verb=claim`);
    const nowhere = await server.as('li').get('/tasks/nowhere/why-not?verb=claim');
    const retrieve = await server.as('zhao').get(`/tasks/${task.id}/why-not?verb=retrieve`);

    expect(applicant.body.problem.params).to.include({ rule: 'conflict-of-interest', person: 'li' });
    expect(nowhere.status).to.equal(404);
    expect(retrieve.status).to.equal(400);
    await server.as('zhao').post(`/tasks/${task.id}/complete`);
  });

  it('should keep the reasons with the task, in both languages, while it is open and after', async () => {
    const task = await reviewed('S-4');
    const before = await server.as('zhao').get(`/tasks/${task.id}`);
    await server.as('zhao').post(`/tasks/${task.id}/claim`);
    await server.as('root').post(`/tasks/${task.id}/transfer`, { to: 'zhao' });
    await server.as('zhao').post(`/tasks/${task.id}/complete`);
    const after = await server.as('zhao').get(`/tasks/${task.id}`);
    const list = await server.as('zhao').get('/tasks?view=done');

    const [reason] = before.body.reasons;
    expect(reason).to.deep.include({ principal: 'group:window', rule: 'group', params: {} });
    expect(reason.organisationVersion).to.be.above(0);
    expect(reason.inWords).to.deep.equal({ en: 'a group named by the model', zh: '模型指定的用户组' });
    expect(after.body.reasons).to.deep.equal(before.body.reasons);
    expect(list.body.items[0]).not.to.have.property('reasons');
  });

  it('should refuse a start without the choice that the model asks for', async () => {
    const start = (variables: object) =>
      server.as('wang').post('/process-instances', { definitionKey: 'chosen', variables });

    const [missing, wrong, right] = [
      await start({}),
      await start({ reviewer: 'mei' }),
      await start({ reviewer: 'zhao' }),
    ];

    expect([missing.status, missing.body.code]).to.deep.equal([422, 'approver-choice-missing']);
    expect([wrong.status, wrong.body.code]).to.deep.equal([422, 'approver-choice-invalid']);
    expect(right.status).to.equal(201);
  });

  describe('responsibilities 责任清单', () => {
    const root = () => server.as('root');
    before(async () => {
      for (const id of ['market', 'fire'])
        await root().put(`/organisation/departments/${id}`, { nameZh: id, nameEn: id });
      const since = '2020-01-01T00:00:00Z';
      await root().post('/organisation/positions', { userId: 'zhao', department: 'market', head: true, since });
      await root().post('/organisation/positions', { userId: 'wang', department: 'fire', head: true, since });
    });

    it('should be written by administrators alone, and refuse what makes no sense', async () => {
      const entry = { matter: 'stall', lead: 'market', basis: '条例' };

      const clerk = await server.as('wang').post('/responsibilities', entry);
      const leaderless = await root().post('/responsibilities', { matter: 'stall', basis: '条例' });
      const unknown = await root().post('/responsibilities', { ...entry, departments: ['nowhere'] });
      const backwards = await root().post('/responsibilities', { ...entry, until: '2019-01-01T00:00:00Z' });
      const more = await root().post('/responsibilities', { ...entry, colour: 'red' });

      expect([clerk, leaderless, unknown, backwards, more].map(({ status }) => status)).to.deep.equal([
        403, 400, 404, 422, 400,
      ]);
    });

    it('should route a case, and say by which entry', async () => {
      const since = '2020-01-01T00:00:00Z';
      const wide = await root().post('/responsibilities', { matter: 'stall', lead: 'fire', basis: '条例', since });
      const near = await root().post('/responsibilities', {
        matter: 'stall',
        area: '3301',
        lead: 'market',
        departments: ['fire'],
        basis: '条例',
        since,
      });
      expect([wide.status, near.status]).to.deep.equal([201, 201]);

      const start = (variables: object) =>
        root().post('/process-instances', { definitionKey: 'matter', businessKey: 'M-1', variables });
      const nobody = await start({ item: 'other', area: '3301' });
      const started = await start({ item: 'stall', area: '330106' });
      const { body } = await root().get('/tasks?businessKey=M-1');
      const { body: task } = await root().get(`/tasks/${body.items[0].id}`);

      expect(nobody.body.code).to.equal('approver-none');
      expect(started.status).to.equal(201);
      expect(task.assignee).to.equal('zhao');
      expect(task.reasons[0].params).to.include({ entry: near.body.id, department: 'market' });
      const { body: resolved } = await root().get('/responsibilities/resolve?matter=stall&area=330106');
      expect(resolved.entries.map(({ id }: { id: string }) => id)).to.deep.equal([near.body.id]);
    });

    it('should leave an entry without an end open when it is disputed', async () => {
      const { body: entry } = await root().post('/responsibilities', { matter: 'noise', lead: 'fire', basis: '条例' });

      const disputed = await root().patch(`/responsibilities/${entry.id}`, { disputed: true });

      expect(disputed.body).to.include({ disputed: true, until: null });
    });

    it('should block what the negative list forbids, and report it', async () => {
      const entry = {
        kind: 'forbidden',
        matter: 'stall',
        lead: 'market',
        basis: '负面清单',
        since: '2020-01-01T00:00:00Z',
      };
      const { body: negative } = await root().post('/responsibilities', entry);

      const refused = await root().post('/process-instances', {
        definitionKey: 'matter',
        variables: { item: 'stall', area: '3301' },
      });
      const { body: review } = await root().get('/responsibilities/review');
      await root().patch(`/responsibilities/${negative.id}`, { until: new Date(server.clock.now()).toISOString() });
      server.clock.set(server.clock.now() + 1);
      const allowed = await root().post('/process-instances', {
        definitionKey: 'matter',
        variables: { item: 'stall', area: '3301' },
      });
      const again = await root().patch(`/responsibilities/${negative.id}`, { disputed: true });

      expect(refused.body).to.include({ code: 'responsibility-forbidden' });
      expect(review.items.map(({ kind }: { kind: string }) => kind)).to.include('forbidden');
      expect(allowed.status).to.equal(201);
      expect(again.body.code).to.equal('responsibility-ended');
    });
  });
});
