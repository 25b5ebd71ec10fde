import { expect } from 'chai';
import { APPROVAL } from './support/models.ts';
import { START, useServer } from './support/server.ts';

const LATER = new Date(START + 3_600_000).toISOString();

describe('api/activation', () => {
  const server = useServer();
  const deploy = (content: string, activateAt?: string) =>
    server.as('root').post('/deployments', {
      name: 'approval',
      resources: [{ name: 'approval.bpmn', content }],
      ...(activateAt === undefined ? {} : { activateAt }),
    });
  const versions = async (query = '') =>
    (await server.as('wang').get(`/process-definitions?key=approval${query}`)).body.items.map(
      ({ version, latest, activateAt }: { version: number; latest: boolean; activateAt: string | null }) => [
        version,
        latest,
        activateAt,
      ],
    );
  const next = APPROVAL.replace('name="Approval"', 'name="Approval, revised"');

  it('should show a version that is for later, and switch to it when its time has come', async () => {
    await deploy(APPROVAL);
    const deployed = await deploy(next, LATER);
    const before = await versions();
    const latestBefore = await versions('&latest=true');
    const jobs = await server.as('root').get('/jobs?kind=async');
    const early = await server.as('li').post('/process-instances', { definitionKey: 'approval' });
    const [{ id: later = '' } = {}] = deployed.body.definitions as { id?: string }[];
    const move = () => server.as('root').post(`/process-instances/${early.body.id}/migrate`, { definitionId: later });
    const refused = await move();

    await server.nobody.post('/test/clock', { set: LATER });
    const started = await server.as('li').post('/process-instances', { definitionKey: 'approval' });
    const moved = await move();

    expect(refused.body.code).to.equal('migration-target');
    expect(moved.body.version).to.equal(2);
    expect(deployed.body.definitions[0]).to.include({ version: 2, unchanged: false });
    expect(before).to.deep.equal([
      [2, false, LATER],
      [1, true, null],
    ]);
    expect(latestBefore).to.deep.equal([[1, true, null]]);
    expect(jobs.body.items[0]).to.include({ dueAt: LATER, instanceId: null });
    expect(started.body.version).to.equal(2);
    expect(await versions()).to.deep.equal([
      [2, true, null],
      [1, false, null],
    ]);
  });

  it('should take the time as a field of a multipart deployment too', async () => {
    const form = new FormData();
    form.set('activateAt', '2030-01-01T00:00:00+08:00');
    form.set('file', new Blob([APPROVAL.replace('"Approval"', '"Approval, third"')]), 'approval.bpmn');

    const { status } = await server.as('root').post('/deployments', form);

    expect(status).to.equal(201);
    expect((await versions())[0]).to.deep.equal([3, false, '2029-12-31T16:00:00.000Z']);
  });

  it('should refuse what is no time', async () => {
    const { status, body } = await deploy(next, 'tomorrow');

    expect(status).to.equal(400);
    expect(body.errors[0].path).to.contain('activateAt');
  });

  it('should put it in effect at once when its job is executed by hand', async () => {
    const { body } = await server.as('root').get('/jobs?kind=async');

    const executed = await server.as('root').post(`/jobs/${body.items[0].id}/execute`);

    expect(executed.status).to.equal(204);
    expect((await versions('&latest=true'))[0]).to.deep.equal([3, true, null]);
  });
});
