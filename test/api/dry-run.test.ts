import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { APPROVAL, deploy, STUCK } from './support/models.ts';
import { useServer } from './support/server.ts';

const assigned = (id: string, who: string, more = ''): string =>
  `<userTask id="${id}" name="${id}"><extensionElements><tb:assignment ${who}/>${more}</extensionElements></userTask>`;

/** `wang` accepts, then `zhao` and somebody of the window group work side by side; `mei` signs. */
const BLOCK = bpmn(
  `<startEvent id="start"/>${assigned('accept', 'assignee="wang"')}<parallelGateway id="split"/>
   ${assigned('a', 'assignee="zhao"')}${assigned('b', 'groups="window"', '<tb:limit value="2" unit="day"/>')}
   <parallelGateway id="join"/>${assigned('sign', 'assignee="mei"')}<endEvent id="end"/>
   ${flows('start accept split a join sign end', 'split b join')}`,
  { key: 'block', attributes: 'tb:starters="applicant,clerk"' },
);

describe('api/dry-run', () => {
  const server = useServer();
  before(() => deploy(server, APPROVAL, BLOCK, STUCK));

  async function begun(): Promise<{ id: string; task: (elementId: string) => Promise<string> }> {
    const { body } = await server.as('li').post('/process-instances', { definitionKey: 'block' });
    const task = async (elementId: string): Promise<string> => {
      const { body: list } = await server.as('root').get(`/tasks?instanceId=${body.id}&elementId=${elementId}`);
      return list.items[0]?.id;
    };
    await server.as('wang').post(`/tasks/${await task('accept')}/complete`);
    return { id: body.id, task };
  }

  const journal = async (id: string): Promise<number> =>
    (await server.as('root').get(`/process-instances/${id}/journal`)).body.items.length;

  it('should say whose work would be voided, what would open and how due times would move, and do nothing', async () => {
    const { id, task } = await begun();
    const [a, b] = [await task('a'), await task('b')];
    const rows = await journal(id);

    const told = await server.as('zhao').post(`/tasks/${a}/return?dryRun=true`, { to: 'accept', comment: '材料不齐' });

    expect(told.status).to.equal(200);
    const { wouldDo } = told.body;
    expect(wouldDo.voidedTasks).to.deep.equal([
      { id: b, name: 'b', elementId: 'b', assignee: null, candidateUsers: [], candidateGroups: ['window'] },
    ]);
    expect(wouldDo.openedTasks).to.deep.equal([
      { id: null, name: 'accept', elementId: 'accept', assignee: 'wang', candidateUsers: [], candidateGroups: [] },
    ]);
    expect(wouldDo.tokens).to.deep.equal({ consumed: ['a', 'b'], produced: ['accept'] });
    expect(wouldDo.dueTimes).to.deep.equal([
      { taskId: b, elementId: 'b', name: 'b', before: '2026-03-04T16:00:00.000Z', after: null },
    ]);
    expect(wouldDo).to.include({ caseStatus: 'active', confirmedBy: null });
    expect(await journal(id)).to.equal(rows);
    expect([await task('a'), await task('b')]).to.deep.equal([a, b]);
  });

  it('should refuse what the operation itself would refuse', async () => {
    const { task } = await begun();
    const a = await task('a');

    const forbidden = await server.as('wang').post(`/tasks/${a}/complete?dryRun=true`);
    const nowhere = await server.as('zhao').post(`/tasks/${a}/return?dryRun=true`, { to: 'b' });

    expect(forbidden.body.code).to.equal((await server.as('wang').post(`/tasks/${a}/complete`)).body.code);
    expect(nowhere.body.code).to.equal('return-target-invalid');
    expect(nowhere.body.params).to.include({ target: 'b', targetStep: 'b', targetSteps: 'accept' });
  });

  it('should use up no idempotency key', async () => {
    const { task } = await begun();
    const a = await task('a');
    const zhao = server.as('zhao').with({ 'idempotency-key': 'k-1' });

    const told = await zhao.post(`/tasks/${a}/complete?dryRun=true`);
    const done = await zhao.post(`/tasks/${a}/complete`);

    expect(told.body.wouldDo.tokens.consumed).to.deep.equal(['a']);
    expect(done.headers.get('idempotent-replay')).to.equal(null);
    expect(done.body.state).to.equal('approved');
  });

  it('should work for operations on whole cases, and for starting one', async () => {
    const { id } = await begun();
    const root = server.as('root');
    const count = async (): Promise<number> =>
      (await root.get('/process-instances?definitionKey=block&limit=500')).body.items.length;
    const cases = await count();

    const start = await server.as('li').post('/process-instances?dryRun=true', { definitionKey: 'block' });
    const cancel = await root.post(`/process-instances/${id}/cancel?dryRun=true`);
    const suspend = await root.post(`/process-instances/${id}/suspend?dryRun=true`);
    const written = await root.patch(`/process-instances/${id}/variables?dryRun=true`, { variables: { a: 1 } });
    const withdraw = await server.as('li').post(`/process-instances/${id}/withdraw?dryRun=true`, {});

    expect(start.status).to.equal(200);
    expect(start.body.wouldDo.openedTasks.map(({ elementId }: { elementId: string }) => elementId)).to.deep.equal([
      'accept',
    ]);
    expect(cancel.body.wouldDo).to.include({ caseStatus: 'terminated' });
    expect(cancel.body.wouldDo.voidedTasks).to.have.length(2);
    expect(suspend.body.wouldDo).to.deep.include({ caseStatus: 'suspended', voidedTasks: [] });
    expect(written.body.wouldDo.caseStatus).to.equal('active');
    expect(withdraw.body.wouldDo.caseStatus).to.equal('terminated');
    expect(await count()).to.equal(cases);
    const { body: now } = await root.get(`/process-instances/${id}`);
    expect(now).to.include({ status: 'active' });
    expect(now.variables).to.deep.equal({});
  });

  it('should be refused where nothing can be rehearsed', async () => {
    const { status } = await server.as('wang').post('/tasks/take-next?dryRun=true', {});

    expect(status).to.equal(400);
  });

  it('should tell what a jump does once it is confirmed, and by whom it must be', async () => {
    const { id, task } = await begun();
    const root = server.as('root');
    const from = (await root.get(`/tasks/${await task('a')}`)).body.elementInstanceId;
    const input = { to: 'sign', from, reason: '纠正' };

    const told = await root.post(`/process-instances/${id}/jump?dryRun=true`, input);
    const asked = await root.post(`/process-instances/${id}/jump`, input);
    const [request] = asked.body.requests;
    const own = await root.post(`/process-instances/${id}/confirmations/${request.id}/confirm`, {});
    const seen = await server.as('mei').get(`/process-instances/${id}`);
    const again = await server
      .as('mei')
      .post(`/process-instances/${id}/confirmations/${request.id}/confirm?dryRun=true`, {});
    const done = await server.as('mei').post(`/process-instances/${id}/confirmations/${request.id}/confirm`, {});

    expect(told.body.wouldDo).to.deep.include({
      confirmedBy: [],
      tokens: { consumed: ['a', 'b'], produced: ['sign'] },
    });
    expect(request).to.deep.include({ verb: 'jump', allowedActions: ['withdraw'] });
    expect(own.body.code).to.equal('confirmation-own');
    expect(seen.body.requests[0].allowedActions).to.deep.equal(['confirm', 'refuse']);
    expect(again.body.wouldDo).to.deep.equal({ ...told.body.wouldDo, confirmedBy: null });
    expect(done.body).to.deep.include({ status: 'active' });
    const { body: now } = await root.get(`/process-instances/${id}`);
    expect(now.requests).to.deep.equal([]);
    expect(now.elements.map(({ elementId }: { elementId: string }) => elementId)).to.deep.equal(['sign']);
  });

  it('should tell what voiding does once it is confirmed, and do that then', async () => {
    const { id } = await begun();
    const input = { reason: '重复登记' };

    const told = await server.as('root').post(`/process-instances/${id}/void?dryRun=true`, input);
    const untouched = await server.as('root').get(`/process-instances/${id}`);
    const asked = await server.as('root').post(`/process-instances/${id}/void`, input);
    const confirmation = `/process-instances/${id}/confirmations/${asked.body.requests[0].id}/confirm`;
    const again = await server.as('mei').post(`${confirmation}?dryRun=true`, {});
    const done = await server.as('mei').post(confirmation, {});

    expect(told.body.wouldDo).to.deep.include({ caseStatus: 'terminated', confirmedBy: [] });
    expect(told.body.wouldDo.voidedTasks.length).to.be.above(0);
    expect(untouched.body.requests).to.deep.equal([]);
    expect(again.body.wouldDo).to.deep.equal({ ...told.body.wouldDo, confirmedBy: null });
    expect(done.body.status).to.equal('terminated');
  });

  it('should rehearse the extension of a limit as every other operation', async () => {
    const { id } = await begun();

    const path = `/process-instances/${id}/extend`;
    const body = { days: 5, reasons: 'x' };

    const [told, done] = [
      await server.as('mei').post(`${path}?dryRun=true`, body),
      await server.as('mei').post(path, body),
    ];

    // No limit of this case can be extended: the rehearsal says so, as the operation does.
    expect(done.status).to.be.at.least(400);
    expect([told.status, told.body.code]).to.deep.equal([done.status, done.body.code]);
  });

  it('should tell what trying an incident again would do, and leave the incident', async () => {
    const { body } = await server.as('root').post('/process-instances', { definitionKey: 'stuck' });
    const incidents = async () => (await server.as('root').get(`/incidents?instanceId=${body.id}`)).body.items;
    const [incident] = await incidents();
    const again = await server.as('root').post(`/incidents/${incident.id}/resolve?dryRun=true`);
    await server.as('root').patch(`/process-instances/${body.id}/variables`, { variables: { ready: true } });

    const told = await server.as('root').post(`/incidents/${incident.id}/resolve?dryRun=true`);

    expect(again.body.wouldDo.caseStatus, 'the cause is still there').to.equal('active');
    expect(told.body.wouldDo.caseStatus).to.equal('completed');
    expect(await incidents()).to.have.length(1);
  });
});

describe('api/backwards', () => {
  const server = useServer();
  before(() => deploy(server, APPROVAL));

  it('should let somebody take a step back until the next person has opened it', async () => {
    await server.as('li').post('/process-instances', { definitionKey: 'approval' });
    const { body: list } = await server.as('wang').get('/tasks?view=claimable');
    const [{ id }] = list.items;
    await server.as('wang').post(`/tasks/${id}/complete`, { comment: '同意' });
    const before = await server.as('wang').get(`/tasks/${id}/form`);

    const retrieved = await server.as('wang').post(`/tasks/${id}/retrieve`);
    const again = await server.as('wang').get(`/tasks/${retrieved.body.id}/form`);
    await server.as('wang').post(`/tasks/${retrieved.body.id}/complete`);
    const [next] = (await server.as('zhao').get('/tasks?view=mine')).body.items;
    await server.as('zhao').post(`/tasks/${next.id}/open`);
    const late = await server.as('wang').post(`/tasks/${retrieved.body.id}/retrieve`);

    expect(before.body.retrievable).to.equal(true);
    expect(retrieved.body).to.include({ elementId: 'accept', state: 'claimed', assignee: 'wang', visit: 2 });
    expect(again.body.draft).to.equal('同意');
    expect(late.body.code).to.equal('not-retrievable');
    expect((await server.as('wang').get(`/tasks/${retrieved.body.id}/form`)).body.retrievable).to.equal(false);
  });

  it('should let the applicant withdraw, and an official with a signed request', async () => {
    const start = async (): Promise<string> =>
      (await server.as('li').post('/process-instances', { definitionKey: 'approval' })).body.id;
    const [own, other] = [await start(), await start()];

    const seen = await server.as('li').get(`/process-instances/${own}`);
    const withdrawn = await server.as('li').post(`/process-instances/${own}/withdraw`, { reason: '不办了' });
    const bare = await server.as('mei').post(`/process-instances/${other}/withdraw`, {});
    const signed = await server.as('mei').post(`/process-instances/${other}/withdraw`, { request: 'S-1' });

    expect(seen.body.mayWithdraw).to.equal(true);
    expect(withdrawn.body).to.include({ status: 'terminated', mayWithdraw: false });
    expect(bare.body.code).to.equal('withdraw-request-missing');
    expect(signed.body.status).to.equal('terminated');
  });

  it('should take no message and no other door past a person (trap 15)', async () => {
    const { body } = await server.as('li').post('/process-instances', { definitionKey: 'approval' });
    const [element] = body.elements;

    await server.as('root').post('/messages', { name: 'accept', instanceId: body.id });
    const job = await server.as('root').post(`/jobs/${element.id}/execute`);
    const external = await server
      .as('robot')
      .post(`/external-tasks/${element.id}/complete`, { workerId: 'w', variables: {} });

    for (const reply of [job, external]) expect(reply.status).to.be.at.least(400);
    const { body: now } = await server.as('root').get(`/process-instances/${body.id}`);
    expect(now.elements.map(({ elementId }: { elementId: string }) => elementId)).to.deep.equal(['accept']);
  });
});
