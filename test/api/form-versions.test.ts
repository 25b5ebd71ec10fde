import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { useServer } from './support/server.ts';

const form = (key: string): string =>
  JSON.stringify({
    type: 'default',
    id: 'note',
    schemaVersion: 16,
    components: [
      { type: 'textfield', id: 'f', key, label: key, validate: { required: true }, properties: { level: '1' } },
    ],
  });

const MODEL = bpmn(
  `<startEvent id="start"/><userTask id="first"><extensionElements><tb:assignment assignee="wang"/></extensionElements></userTask>
   <userTask id="write" tb:form="note"><extensionElements><tb:assignment assignee="wang"/></extensionElements></userTask>
   <userTask id="check"><extensionElements><tb:assignment assignee="wang"/></extensionElements></userTask>
   <endEvent id="end"/>${flows('start first write check end')}`,
  { key: 'noted' },
);

describe('api/form versions', () => {
  const server = useServer();
  const deploy = (name: string, content: string) =>
    server.as('root').post('/deployments', { name, resources: [{ name, content }] });
  const mine = async (): Promise<{ id: string; elementId: string }> =>
    (await server.as('wang').get('/tasks?view=mine')).body.items[0];
  const formOf = async (id: string) => (await server.as('wang').get(`/tasks/${id}/form`)).body.fields;
  const act = (id: string, verb: string, body: object = {}) => server.as('wang').post(`/tasks/${id}/${verb}`, body);

  it('should keep the version it was opened with until it is entered again', async () => {
    await deploy('note.form', form('old'));
    await deploy('noted.bpmn', MODEL);
    await server.as('root').post('/process-instances', { definitionKey: 'noted' });
    await act((await mine()).id, 'complete');
    const opened = await mine();
    await deploy('note.form', form('new'));

    const before = await formOf(opened.id);
    const refused = await act(opened.id, 'complete', { variables: { new: 'x' } });
    await act(opened.id, 'complete', { variables: { old: 'x' } });
    await act((await mine()).id, 'return', { to: 'write' });
    const again = await mine();
    const after = await formOf(again.id);
    const done = await act(again.id, 'complete', { variables: { new: 'x' } });

    expect([before, after]).to.deep.equal([['old'], ['new']]);
    expect(refused.body.code).to.equal('form-invalid');
    expect(again.elementId).to.equal('write');
    expect(done.status).to.equal(200);
  });

  it('should be listed, with who deployed each when', async () => {
    const { body } = await server.as('anna').get('/forms/note/versions');
    const missing = await server.as('anna').get('/forms/none/versions');

    expect(
      body.items.map(({ version, latest, deployedBy }: Record<string, unknown>) => [version, latest, deployedBy]),
    ).to.deep.equal([
      [2, true, 'root'],
      [1, false, 'root'],
    ]);
    expect(missing.status).to.equal(404);
  });
});
