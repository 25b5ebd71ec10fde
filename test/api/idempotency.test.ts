import { expect } from 'chai';
import { APPROVAL, deploy } from './support/models.ts';
import { useServer } from './support/server.ts';

describe('api/idempotency', () => {
  const server = useServer();
  before(async () => {
    await deploy(server, APPROVAL);
  });
  const start = { definitionKey: 'approval', businessKey: 'once' };
  const count = async (businessKey: string): Promise<number> =>
    (await server.as('root').get(`/process-instances?businessKey=${businessKey}&count=true`)).body.total;

  it('should answer a repeat as the first time, and write nothing', async () => {
    const caller = server.as('wang').with({ 'idempotency-key': 'k1' });

    const first = await caller.post('/process-instances', start);
    const repeat = await caller.post('/process-instances', start);

    expect([first.status, first.headers.get('idempotent-replay')]).to.deep.equal([201, null]);
    expect([repeat.status, repeat.headers.get('idempotent-replay')]).to.deep.equal([201, 'true']);
    expect(repeat.body).to.deep.equal(first.body);
    expect(await count('once')).to.equal(1);
  });

  it('should do once what comes many times at once', async () => {
    const caller = server.as('wang').with({ 'idempotency-key': 'k2' });

    const replies = await Promise.all(
      Array.from({ length: 12 }, () => caller.post('/process-instances', { ...start, businessKey: 'burst' })),
    );

    expect(new Set(replies.map(({ body }) => body.id)).size).to.equal(1);
    expect(replies.filter(({ headers }) => headers.get('idempotent-replay') === null)).to.have.length(1);
    expect(await count('burst')).to.equal(1);
  });

  it('should refuse the key for another body', async () => {
    const caller = server.as('wang').with({ 'idempotency-key': 'k3' });
    await caller.post('/process-instances', { ...start, businessKey: 'a' });

    const other = await caller.post('/process-instances', { ...start, businessKey: 'b' });

    expect([other.status, other.body.code]).to.deep.equal([422, 'idempotency-key-reused']);
    expect(await count('b')).to.equal(0);
  });

  it('should keep keys of callers and of routes apart', async () => {
    const key = { 'idempotency-key': 'k4' };
    const wang = await server.as('wang').with(key).post('/process-instances', start);
    const root = await server.as('root').with(key).post('/process-instances', start);
    const group = await server.as('root').with(key).post('/organisation/groups', { id: 'g4', name: 'x' });

    expect(new Set([wang.body.id, root.body.id]).size).to.equal(2);
    expect(group.status).to.equal(201);
  });

  it('should judge a refused request again', async () => {
    const caller = server.as('root').with({ 'idempotency-key': 'k5' });
    const body = { id: 'late', name: 'x', roles: ['clerk'], groups: ['later'] };

    const refused = await caller.post('/organisation/users', body);
    await server.as('root').post('/organisation/groups', { id: 'later', name: 'x' });
    const taken = await caller.post('/organisation/users', body);
    const repeat = await caller.post('/organisation/users', body);

    expect([refused.status, taken.status, repeat.status]).to.deep.equal([422, 201, 201]);
    expect(repeat.headers.get('idempotent-replay')).to.equal('true');
  });

  it('should repeat answers without a body, and results of many tasks', async () => {
    const root = server.as('root').with({ 'idempotency-key': 'k6' });
    await server.as('root').post('/organisation/groups', { id: 'g6', name: 'x' });
    const deleted = [await root.delete('/organisation/groups/g6'), await root.delete('/organisation/groups/g6')];
    const tasks = (await server.as('wang').get('/tasks?view=claimable')).body.items.map(({ id }: { id: string }) => id);
    const wang = server.as('wang').with({ 'idempotency-key': 'k6' });

    const bulk = await wang.post('/tasks/bulk', { verb: 'claim', taskIds: [...tasks, 'none'] });
    const again = await wang.post('/tasks/bulk', { verb: 'claim', taskIds: [...tasks, 'none'] });

    expect(deleted.map(({ status }) => status)).to.deep.equal([204, 204]);
    expect(bulk.body.results.map(({ ok }: { ok: boolean }) => ok)).to.deep.equal([...tasks.map(() => true), false]);
    expect(bulk.body.results.at(-1).problem.code).to.equal('not-found');
    expect(again.body).to.deep.equal(bulk.body);
  });

  it('should take over a request that died on the way, without doing it twice', async () => {
    const caller = server.as('wang').with({ 'idempotency-key': 'k7' });
    const body = { ...start, businessKey: 'died' };
    const first = await caller.post('/process-instances', body);
    await server.database.query(
      "update request_receipt set status = null, body = null, lease_until = now() - interval '1 second'",
    );

    const retry = await caller.post('/process-instances', body);

    expect(retry.body.id).to.equal(first.body.id);
    expect(await count('died')).to.equal(1);
  });

  it('should refuse keys beyond their length', async () => {
    const reply = await server
      .as('wang')
      .with({ 'idempotency-key': 'x'.repeat(201) })
      .post('/process-instances', start);

    expect(reply.status).to.equal(400);
  });
});
