import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { type PersonId, useServer } from './support/server.ts';

const MODEL = bpmn(
  `<startEvent id="start"/><userTask id="decide" name="Decide" tb:deciders="zhao"><extensionElements><tb:assignment users="wang,zhao"/></extensionElements></userTask><endEvent id="end"/>${flows('start decide end')}`,
  { key: 'powers', attributes: 'name="Powers" tb:owners="zhao" tb:starters="applicant,clerk"' },
);

interface Line {
  readonly kind: string;
  readonly as: string;
  readonly done: boolean;
}

/** Zhao has the power of decision and owns the process; a request of an administrator waits for zhao when all of it goes to wang. */
describe('api/succession', () => {
  const server = useServer();
  const order = { from: 'zhao', to: 'wang', future: true, reason: '调岗' };
  let id: string;
  let open: string;
  let request: string;

  const start = async (): Promise<string> =>
    (await server.as('li').post('/process-instances', { definitionKey: 'powers' })).body.id;
  const waiting = async (who: PersonId) => (await server.as(who).get('/confirmations')).body.items;
  const lines = ({ body }: { body: { results: readonly Line[] } }, done: boolean) =>
    body.results.filter((one) => one.done === done && one.kind !== 'task').map(({ kind, as }) => `${kind} ${as}`);

  before(async () => {
    const root = server.as('root');
    const deployed = await root.post('/deployments', { name: 'x', resources: [{ name: 'm.bpmn', content: MODEL }] });
    if (deployed.status !== 201) throw new Error(deployed.text);
    id = await start();
    open = await start();
    const { body } = await root.get(`/tasks?instanceId=${id}`);
    await server.as('zhao').post(`/tasks/${body.items[0].id}/complete`);
    await root.post(`/process-instances/${id}/reopen`, { to: 'decide', ground: 'clericalError', reason: '笔误' });
    request = (await waiting('zhao'))[0].id;
  });

  it('should list beforehand what waits for the person and which powers go, and move nothing', async () => {
    const preview = await server.as('root').post('/organisation/hand-over', { ...order, dryRun: true });

    expect(lines(preview, false)).to.deep.equal([
      'confirmation confirmer',
      'power deciders',
      'power owners',
      'future successor',
    ]);
    expect((await waiting('zhao'))[0].allowedActions).to.deep.equal(['confirm', 'refuse']);
    expect(await waiting('wang')).to.deep.equal([]);
  });

  it('should give the request to the successor, who is told in whose place, and take it from the other', async () => {
    const done = await server.as('root').post('/organisation/hand-over', order);

    const [mine] = await waiting('wang');
    const refused = await server
      .as('zhao')
      .post(`/process-instances/${id}/confirmations/${request}/confirm`, { reason: 'x' });
    const confirmed = await server
      .as('wang')
      .post(`/process-instances/${id}/confirmations/${request}/confirm`, { reason: 'x' });
    const { body: reopened } = await server.as('root').get(`/process-instances/${id}`);
    expect(lines(done, true)).to.deep.equal([
      'confirmation confirmer',
      'power deciders',
      'power owners',
      'future successor',
    ]);
    expect(mine.allowedActions).to.deep.equal(['confirm', 'refuse']);
    expect(mine.inPlaceOf.map((person: { id: string }) => person.id)).to.deep.equal(['zhao']);
    expect(await waiting('zhao')).to.deep.equal([]);
    expect(refused.status).to.be.oneOf([403, 404]);
    expect([confirmed.status, reopened.status]).to.deep.equal([200, 'active']);
  });

  it('should ask the successor from then on, and give them what the owner of the process may do', async () => {
    const ended = await start();
    const task = (await server.as('root').get(`/tasks?instanceId=${ended}`)).body.items[0];
    await server.as('wang').post(`/tasks/${task.id}/complete`);
    await server
      .as('root')
      .post(`/process-instances/${ended}/reopen`, { to: 'decide', ground: 'clericalError', reason: '笔误' });

    const asked = (await waiting('wang')).map(({ instanceId }: { instanceId: string }) => instanceId);
    const before = await server.as('zhao').post(`/process-instances/${open}/cancel`, { reason: 'x' });
    const after = await server.as('wang').post(`/process-instances/${open}/cancel`, { reason: 'x' });

    expect(asked).to.deep.equal([ended]);
    expect(await waiting('zhao')).to.deep.equal([]);
    expect([before.status, after.status]).to.deep.equal([404, 200]);
  });
});
