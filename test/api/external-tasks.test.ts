import { expect } from 'chai';
import { deploy, OUTSIDE } from './support/models.ts';
import { useServer } from './support/server.ts';

describe('api/external tasks', () => {
  const server = useServer();
  before(async () => {
    await deploy(server, OUTSIDE);
  });
  const start = async (): Promise<string> =>
    (
      await server
        .as('root')
        .post('/process-instances', { definitionKey: 'outside', variables: { name: 'A', secret: 'B' } })
    ).body.id;
  const fetchWork = (more: object = {}) =>
    server.as('robot').post('/external-tasks/fetch-and-lock', {
      workerId: 'w1',
      topics: [{ topic: 'tax', lockDuration: 60_000, variables: ['name'] }],
      maxTasks: 1,
      ...more,
    });
  const elementsOf = async (id: string): Promise<string[]> =>
    (await server.as('root').get(`/process-instances/${id}`)).body.elements.map(
      ({ elementId }: { elementId: string }) => elementId,
    );

  it('should hand work to one worker with the variables it asked for, and go on with its result', async () => {
    const id = await start();

    const { body } = await fetchWork();
    const second = await fetchWork({ workerId: 'w2' });
    const [task] = body.items;
    const completed = await server
      .as('robot')
      .post(`/external-tasks/${task.id}/complete`, { workerId: 'w1', variables: { taxNumber: '9135' } });

    expect(task).to.include({
      topic: 'tax',
      instanceId: id,
      elementId: 'register',
      lockExpiresAt: '2026-03-02T01:01:00.000Z',
    });
    expect(task.variables).to.deep.equal({ name: 'A' });
    expect(second.body.items).to.deep.equal([]);
    expect(completed.status).to.equal(204);
    expect(await elementsOf(id)).to.deep.equal(['after']);
  });

  it('should wait for work as long as asked, and answer as soon as there is some', async () => {
    const waiting = fetchWork({ asyncResponseTimeout: 20_000 });
    const id = await start();

    const { body } = await waiting;

    expect(body.items[0].instanceId).to.equal(id);
    await server.as('robot').post(`/external-tasks/${body.items[0].id}/complete`, { workerId: 'w1' });
  });

  it('should lock nothing for a worker that has gone away', async () => {
    const gone = new AbortController();
    const waiting = fetch(`${server.url}/api/v1/external-tasks/fetch-and-lock`, {
      method: 'POST',
      signal: gone.signal,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${server.tokenOf('robot')}` },
      body: JSON.stringify({
        workerId: 'w9',
        topics: [{ topic: 'tax', lockDuration: 60_000 }],
        asyncResponseTimeout: 30_000,
      }),
    }).catch((error: Error) => error.name);
    await new Promise((resolve) => setTimeout(resolve, 50));
    gone.abort();
    await waiting;
    const id = await start();

    const { body } = await fetchWork({ asyncResponseTimeout: 5_000 });

    expect(body.items[0].instanceId).to.equal(id);
    await server.as('robot').post(`/external-tasks/${body.items[0].id}/complete`, { workerId: 'w1' });
  });

  it('should refuse answers of a worker without the lock, of a stale one, and of somebody who is no worker', async () => {
    await start();
    const [task] = (await fetchWork()).body.items;
    const path = `/external-tasks/${task.id}`;

    const other = await server.as('robot').post(`${path}/complete`, { workerId: 'w2' });
    const clerk = await server.as('wang').post(`${path}/complete`, { workerId: 'w1' });
    const extended = await server.as('robot').post(`${path}/extend-lock`, { workerId: 'w1', lockDuration: 120_000 });
    await server.nobody.post('/test/clock', { advance: 'PT90S' });
    const inTime = await server.as('robot').post(`${path}/extend-lock`, { workerId: 'w1', lockDuration: 10_000 });
    await server.nobody.post('/test/clock', { advance: 'PT11S' });
    const stale = await server.as('robot').post(`${path}/complete`, { workerId: 'w1' });
    const taken = await fetchWork({ workerId: 'w2' });
    const unlocked = await server.as('robot').post(`${path}/unlock`, { workerId: 'w2' });

    expect([other.status, other.body.code]).to.deep.equal([409, 'external-task-not-locked']);
    expect(clerk.status).to.equal(403);
    expect([extended.status, inTime.status]).to.deep.equal([204, 204]);
    expect([stale.status, stale.body.code]).to.deep.equal([409, 'external-task-not-locked']);
    expect(taken.body.items.map(({ id }: { id: string }) => id)).to.deep.equal([task.id]);
    expect(unlocked.status).to.equal(204);
    const again = await fetchWork();
    await server.as('robot').post(`${path}/complete`, { workerId: 'w1' });
    expect(again.body.items[0].id).to.equal(task.id);
  });

  it('should answer a repeated completion with a key, and refuse one without', async () => {
    await start();
    const [task] = (await fetchWork()).body.items;
    const keyed = server.as('robot').with({ 'idempotency-key': 'c1' });

    const first = await keyed.post(`/external-tasks/${task.id}/complete`, { workerId: 'w1' });
    const repeat = await keyed.post(`/external-tasks/${task.id}/complete`, { workerId: 'w1' });
    const bare = await server.as('robot').post(`/external-tasks/${task.id}/complete`, { workerId: 'w1' });

    expect([first.status, repeat.status, bare.status]).to.deep.equal([204, 204, 404]);
    expect(repeat.headers.get('idempotent-replay')).to.equal('true');
  });

  it('should raise a modelled error where the model catches it', async () => {
    const id = await start();
    const [task] = (await fetchWork()).body.items;

    const raised = await server
      .as('robot')
      .post(`/external-tasks/${task.id}/bpmn-error`, { workerId: 'w1', errorCode: 'NO', message: 'refused' });

    expect(raised.status).to.equal(204);
    expect((await server.as('root').get(`/process-instances/${id}`)).body.status).to.equal('completed');
  });

  it('should try again after a failure, make an incident when the tries are used up, and start over by hand', async () => {
    const id = await start();
    const [task] = (await fetchWork()).body.items;
    const fail = (retries: number) =>
      server.as('robot').post(`/external-tasks/${task.id}/failure`, {
        workerId: 'w1',
        message: 'no answer',
        retries,
        retryTimeout: 5_000,
      });

    await fail(1);
    const tooEarly = await fetchWork();
    await server.nobody.post('/test/clock', { advance: 'PT5S' });
    const retried = await fetchWork();
    await fail(0);
    const { body: failed } = await server.as('root').get(`/process-instances/${id}`);
    const { body: jobs } = await server.as('root').get(`/jobs?instanceId=${id}`);
    const retry = await server.as('anna').post(`/jobs/${task.id}/retry`);

    expect(tooEarly.body.items).to.deep.equal([]);
    expect(retried.body.items[0].id).to.equal(task.id);
    expect(failed.status).to.equal('incident');
    expect(failed.incidents[0].message).to.contain('no answer');
    expect(jobs.items).to.have.length(1);
    expect(retry.status).to.equal(200);
    expect((await server.as('root').get(`/process-instances/${id}`)).body.status).to.equal('active');
    expect((await fetchWork()).body.items[0].id).to.equal(task.id);
  });
});
