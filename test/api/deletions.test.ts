import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { START, useServer } from './support/server.ts';

const MODEL = bpmn(`<startEvent id="start"/><userTask id="work"/><endEvent id="end"/>${flows('start work end')}`, {
  key: 'aged',
  attributes: 'name="Aged"',
});

describe('api/deletions', () => {
  const server = useServer();

  it('should refuse what must be kept, and certify what goes, for administrators and auditors to read', async () => {
    const root = server.as('root');
    const deployed = await root.post('/deployments', { name: 'x', resources: [{ name: 'm.bpmn', content: MODEL }] });
    const [{ id }] = deployed.body.definitions;
    const started = await root.post('/process-instances', { definitionKey: 'aged' });
    const open = await root.delete(`/process-definitions/${id}?cascade=true&basis=list`);
    await root.post(`/process-instances/${started.body.id}/cancel`, { reason: 'x' });
    const ended = '2016-03-01T00:00:00.000Z';
    await server.database.query('update instance_history set ended_at = $2 where definition_id = $1', [id, ended]);
    const groundless = await root.delete(`/process-definitions/${id}?cascade=true`);

    const gone = await root.delete(`/process-definitions/${id}?cascade=true&basis=list`);

    const told = await Promise.all(
      (['root', 'vera', 'wang', 'mei'] as const).map((one) => server.as(one).get('/audit/deletions?key=aged')),
    );
    expect([open.status, open.body.code]).to.deep.equal([409, 'definition-retained']);
    expect([groundless.status, groundless.body.code]).to.deep.equal([422, 'deletion-basis-missing']);
    expect(gone.status).to.equal(204);
    expect(told.map(({ status }) => status)).to.deep.equal([200, 200, 403, 403]);
    expect(told[1]?.body.items).to.have.length(1);
    expect(told[1]?.body.items[0]).to.deep.include({
      at: new Date(START).toISOString(),
      by: 'root',
      definitionKey: 'aged',
      version: 1,
      name: 'Aged',
      cases: 1,
      tasks: 1,
      firstEnded: ended,
      lastEnded: ended,
      retentionYears: 10,
      basis: 'list',
    });
    expect((await server.as('root').get('/audit/deletions?key=other')).body.items).to.deep.equal([]);
  });
});
