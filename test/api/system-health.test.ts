import { expect } from 'chai';
import { deploy, STUCK } from './support/models.ts';
import { useServer } from './support/server.ts';

describe('api/system-health', () => {
  const server = useServer();
  before(() => deploy(server, STUCK));
  afterEach(() => server.database.query('delete from job'));

  const health = async () => (await server.as('root').get('/system/health')).body;
  const job = (id: string, more: { readonly state?: string; readonly suspended?: boolean; readonly dueIn: number }) =>
    server.database.query(
      `insert into job (id, kind, payload, created_at, due_at, state, suspended)
       values ($1, 'timer', '{}', now(), to_timestamp($2 / 1000.0), $3, $4)`,
      [id, server.runtime.clock.now() + more.dueIn, more.state ?? 'open', more.suspended ?? false],
    );

  it('should tell of the database, and of nothing that waits where nothing is due', async () => {
    await job('ahead', { dueIn: 60_000 });

    const { database, queues } = await health();

    expect(queues).to.deep.equal([]);
    expect(database.bytes).to.be.greaterThan(0);
    expect(database.connections).to.be.within(1, database.mostConnections);
    expect(database.version).to.match(/^\d+/);
  });

  it('should tell how late the oldest is, leaving out what is suspended', async () => {
    await job('late', { dueIn: -90_000 });
    await job('less', { dueIn: -10_000 });
    await job('frozen', { dueIn: -900_000, suspended: true });
    await job('dead', { dueIn: -500_000, state: 'failed' });

    const { queues } = await health();

    expect(queues).to.have.length(1);
    expect(queues[0]).to.deep.include({ kind: 'timer', due: 2, running: 0, failed: 1, lateMs: 90_000 });
  });

  it('should count as running what a process is at', async () => {
    await job('taken', { dueIn: -5_000 });
    await server.database.query(`update job set lease_until = clock_timestamp() + interval '1 hour'`);

    expect((await health()).queues[0]).to.deep.include({ due: 0, running: 1, lateMs: 0, oldestDueAt: null });
  });
});
