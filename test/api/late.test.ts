import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { useServer } from './support/server.ts';

const model = (key: string, groups: string): string =>
  bpmn(
    `<startEvent id="start"/><userTask id="work"><extensionElements><tb:assignment groups="${groups}"/></extensionElements></userTask><endEvent id="end"/>${flows('start work end')}`,
    { key },
  );

describe('api/too late', () => {
  const server = useServer();

  const offer = async (key: string, groups: string): Promise<string> => {
    const resources = [{ name: `${key}.bpmn`, content: model(key, groups) }];
    await server.as('anna').post('/deployments', { name: key, resources });
    await server.as('root').post('/process-instances', { definitionKey: key });
    const { body } = await server.as('wang').get(`/tasks?view=claimable&definitionKey=${key}`);
    return body.items[0].id as string;
  };

  it('should tell who claimed first, and who decided', async () => {
    const id = await offer('shared', 'window,tax');
    await server.as('wang').post(`/tasks/${id}/claim`);

    const claimed = await server.as('zhao').post(`/tasks/${id}/claim`);
    await server.as('wang').post(`/tasks/${id}/complete`);
    const decided = await server.as('zhao').post(`/tasks/${id}/complete`);

    expect(claimed.status).to.equal(409);
    expect(claimed.body.detail).to.contain('wang');
    expect(decided.body).to.include({ status: 409, code: 'task-already-handled' });
    expect(decided.body.detail).to.contain('wang');
  });

  it('should not tell that a task exists to those it was never offered to', async () => {
    const id = await offer('ours', 'window');

    const open = await server.as('zhao').post(`/tasks/${id}/complete`);
    await server.as('wang').post(`/tasks/${id}/complete`);
    const ended = await server.as('zhao').post(`/tasks/${id}/complete`);
    const applicant = await server.as('li').post(`/tasks/${id}/complete`);

    expect([open.status, ended.status, applicant.status]).to.deep.equal([404, 404, 404]);
  });
});
