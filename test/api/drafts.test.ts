import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { useServer } from './support/server.ts';

const step = (id: string, attributes: string, who: string): string =>
  `<userTask id="${id}" name="${id}" ${attributes}><extensionElements><tb:assignment ${who}/></extensionElements></userTask>`;

const MODEL = bpmn(
  `<startEvent id="start"/>${step('fill', 'tb:form="fill"', 'groups="window"')}${step('look', '', 'groups="window"')}
   ${step('alone', 'tb:bulk="false"', 'groups="window"')}<endEvent id="end"/>${flows('start fill look alone end')}`,
  { key: 'drafted', attributes: 'tb:starters="applicant"' },
);

const FORM = JSON.stringify({
  type: 'default',
  id: 'fill',
  schemaVersion: 16,
  components: [
    {
      type: 'textfield',
      id: 'f1',
      key: 'reason',
      label: 'Reason',
      validate: { required: true },
      properties: { level: '1' },
    },
    { type: 'number', id: 'f2', key: 'amount', label: 'Amount', properties: { level: '1' } },
  ],
});

describe('drafts, evidence and batches', () => {
  const server = useServer();

  before(async () => {
    const resources = [
      { name: 'drafted.bpmn', content: MODEL },
      { name: 'fill.form', content: FORM },
    ];
    const reply = await server.as('root').post('/deployments', { name: 'drafts', resources });
    expect(reply.status, reply.text).to.equal(201);
  });

  async function open(): Promise<{ readonly id: string; readonly taskId: string }> {
    const { body } = await server.as('li').post('/process-instances', { definitionKey: 'drafted' });
    return { id: body.id, taskId: await taskOf(body.id) };
  }
  const taskOf = async (id: string): Promise<string> =>
    (await server.as('root').get(`/tasks?instanceId=${id}`)).body.items[0].id;
  const formOf = async (taskId: string, who: 'wang' | 'root' = 'wang') =>
    (await server.as(who).get(`/tasks/${taskId}/form`)).body;

  it('should be one’s own, survive a refusal, and go with the task', async () => {
    const { id, taskId } = await open();
    const { evidence } = await formOf(taskId);
    const saved = await server
      .as('wang')
      .post(`/tasks/${taskId}/save-draft`, { variables: { amount: 3 }, comment: '待核', outcome: 'agree', evidence });
    await server
      .as('wang')
      .post(`/tasks/${taskId}/save-draft`, { variables: { amount: 4 }, comment: '待核', evidence });
    const refused = await server.as('wang').post(`/tasks/${taskId}/complete`, { variables: { amount: 4 } });

    expect(saved.status, saved.text).to.equal(200);
    expect(refused.body.code).to.equal('form-invalid');
    expect((await formOf(taskId)).saved).to.deep.include({
      variables: { amount: 4 },
      comment: '待核',
      outcome: null,
      revision: 2,
      outdated: false,
    });
    expect((await formOf(taskId, 'root')).saved).to.equal(null);
    const commands = (await server.as('root').get(`/process-instances/${id}/journal`)).body.items.map(
      ({ command }: { command: string }) => command,
    );
    expect(commands).to.deep.equal(['start-process-instance']);

    await server.as('wang').post(`/tasks/${taskId}/complete`, { variables: { reason: '好' }, evidence });
    const { rows } = await server.database.query('select from draft where task_id = $1', [taskId]);
    expect(rows).to.have.length(0);
    expect((await server.as('wang').post(`/tasks/${taskId}/save-draft`, {})).body.code).to.equal(
      'task-already-handled',
    );
  });

  it('should be refused to who may not do the task, and for what is no draft', async () => {
    const { taskId } = await open();

    expect((await server.as('zhao').post(`/tasks/${taskId}/save-draft`, {})).status).to.equal(404);
    expect((await server.as('mei').post(`/tasks/${taskId}/save-draft`, {})).body.code).to.equal('action-not-allowed');
    expect((await server.as('wang').post(`/tasks/${taskId}/save-draft`, { to: 'mei' })).body.code).to.equal(
      'bad-request',
    );
  });

  it('should keep what was on the screen with the decision', async () => {
    const { id, taskId } = await open();
    const first = await formOf(taskId);
    const same = await formOf(taskId);
    await server.as('root').patch(`/process-instances/${id}/variables`, { variables: { amount: 9 } });
    const changed = await formOf(taskId);

    await server
      .as('wang')
      .post(`/tasks/${taskId}/complete`, { variables: { reason: '好' }, evidence: first.evidence });

    expect(first.evidence).to.match(/^[0-9a-f]{16}\.[0-9a-f]{64}$/);
    expect(same.evidence).to.equal(first.evidence);
    expect(changed.evidence).to.not.equal(first.evidence);
    expect(changed.evidence.slice(0, 16), 'the same form').to.equal(first.evidence.slice(0, 16));
    const [opinion] = (await formOf(await taskOf(id))).opinions;
    expect(opinion).to.deep.include({ verb: 'complete', by: 'wang', evidence: first.evidence });
    const { items } = (await server.as('root').get(`/process-instances/${id}/journal`)).body;
    expect(JSON.stringify(items)).to.include(first.evidence);
  });

  it('should tell the clerk that the form he saw is another version', async () => {
    const { taskId } = await open();
    const evidence = `${'0'.repeat(16)}.${'1'.repeat(64)}`;

    const refused = await server
      .as('wang')
      .post(`/tasks/${taskId}/complete`, { variables: { reason: '好' }, evidence });
    await server.as('wang').post(`/tasks/${taskId}/save-draft`, { variables: { amount: 1 }, evidence });

    expect(refused.status).to.equal(409);
    expect(refused.body.code).to.equal('form-outdated');
    expect((await formOf(taskId)).saved.outdated).to.equal(true);
    expect((await server.as('wang').post(`/tasks/${taskId}/complete`, { evidence: 'x' })).status).to.equal(400);
  });

  it('should act on many at once where the model admits it and no form has to be filled in', async () => {
    const [fill, look, alone] = [await open(), await open(), await open()];
    for (const { id } of [look, alone, alone]) {
      await server.as('wang').post(`/tasks/${await taskOf(id)}/complete`, { variables: { reason: '好' } });
    }
    const taskIds = await Promise.all([fill, look, alone].map(({ id }) => taskOf(id)));

    const shown = await Promise.all(taskIds.map((taskId) => server.as('wang').get(`/tasks/${taskId}`)));
    const { body } = await server.as('wang').post('/tasks/bulk', { verb: 'complete', taskIds: [...taskIds, 'none'] });

    expect(shown.map((reply) => reply.body.bulkActions.includes('complete'))).to.deep.equal([false, true, false]);
    expect(
      body.results.map((one: { ok: boolean; problem?: { code: string } }) => one.problem?.code ?? one.ok),
    ).to.deep.equal(['bulk-form-required', true, 'bulk-switched-off', 'not-found']);
    const claims = await server.as('wang').post('/tasks/bulk', { verb: 'claim', taskIds: [taskIds[0], taskIds[2]] });
    expect(claims.body.results.map(({ ok }: { ok: boolean }) => ok)).to.deep.equal([true, true]);
    const hidden = await server.as('zhao').post('/tasks/bulk', { verb: 'complete', taskIds: [taskIds[2]] });
    expect(hidden.body.results[0].problem.code).to.equal('not-found');
  });
});
