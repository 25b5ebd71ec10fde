import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { deploy } from './support/models.ts';
import { START, useServer } from './support/server.ts';

const HOUR = 3_600_000;
const LIMITED = bpmn(
  `<startEvent id="start"/><userTask id="work" name="Work"><extensionElements><tb:assignment assignee="=who"/><tb:limit value="10" unit="hour"/></extensionElements></userTask>
   <endEvent id="end"/>${flows('start work end')}`,
  { key: 'decided' },
);

interface Item {
  readonly businessKey: string;
}
const keysOf = ({ body }: { body: { items: Item[] } }): string[] => body.items.map(({ businessKey }) => businessKey);

describe('api/decided', () => {
  const server = useServer();
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

  before(async () => {
    await deploy(server, LIMITED);
    for (const businessKey of ['in-time', 'late', 'open', 'cancelled']) {
      await server
        .as('root')
        .post('/process-instances', { definitionKey: 'decided', businessKey, variables: { who: 'wang' } });
    }
    const idOf = async (businessKey: string, path: string): Promise<string> => {
      const { body } = await server.as('mei').get(path);
      return body.items.find((item: Item) => item.businessKey === businessKey).id;
    };
    await server
      .as('root')
      .post(`/process-instances/${await idOf('cancelled', '/process-instances?definitionKey=decided')}/cancel`);
    server.clock.set(START + HOUR);
    await server.as('wang').post(`/tasks/${await idOf('in-time', '/tasks?definitionKey=decided')}/complete`);
    server.clock.set(START + 72 * HOUR);
    await server.as('wang').post(`/tasks/${await idOf('late', '/tasks?definitionKey=decided')}/complete`);
  });

  it('should list what the waiting times count: decided, not voided, the last first', async () => {
    const list = await server.as('mei').get('/reports/decided?definitionKey=decided&elementId=work&count=true');
    const times = await server.as('mei').get('/reports/waiting-times?definitionKey=decided');

    expect(keysOf(list)).to.deep.equal(['late', 'in-time']);
    expect(list.body.total).to.equal(times.body.items[0].count);
  });

  it('should list those past their limit alone', async () => {
    expect(keysOf(await server.as('mei').get('/reports/decided?definitionKey=decided&late=true'))).to.deep.equal([
      'late',
    ]);
  });

  it('should keep to its days and its step', async () => {
    const first = day(START + HOUR);

    expect(keysOf(await server.as('mei').get(`/reports/decided?definitionKey=decided&to=${first}`))).to.deep.equal([
      'in-time',
    ]);
    expect(keysOf(await server.as('mei').get('/reports/decided?definitionKey=decided&elementId=other'))).to.deep.equal(
      [],
    );
  });

  it('should end a day at midnight of the working calendar, in the list, the times and the throughput', async () => {
    const midnight = Date.UTC(2026, 2, 9, 16);
    for (const [businessKey, at] of [
      ['ninth', midnight - 1],
      ['tenth', midnight],
    ] as const) {
      server.clock.set(at);
      const { body } = await server
        .as('root')
        .post('/process-instances', { definitionKey: 'decided', businessKey, variables: { who: 'wang' } });
      const tasks = await server.as('wang').get(`/tasks?instanceId=${body.id}`);
      await server.as('wang').post(`/tasks/${tasks.body.items[0].id}/complete`);
    }

    for (const [date, businessKey] of [
      ['2026-03-09', 'ninth'],
      ['2026-03-10', 'tenth'],
    ]) {
      const days = `from=${date}&to=${date}`;
      const times = await server.as('mei').get(`/reports/waiting-times?definitionKey=decided&${days}`);
      const flow = await server.as('mei').get(`/reports/throughput?definitionKey=decided&${days}`);

      expect(keysOf(await server.as('mei').get(`/reports/decided?definitionKey=decided&${days}`))).to.deep.equal([
        businessKey,
      ]);
      expect(times.body.items.map(({ count }: { count: number }) => count)).to.deep.equal([1]);
      expect(flow.body.days).to.deep.equal([{ day: date, started: 1, ended: 1 }]);
    }
    const open = await server.as('mei').get('/reports/waiting-times?definitionKey=decided&from=2026-03-10');
    expect(open.body.items[0].count).to.equal(1);
  });

  it('should page by cursor', async () => {
    const first = await server.as('mei').get('/reports/decided?definitionKey=decided&to=2026-03-08&limit=1');
    const second = await server
      .as('mei')
      .get(`/reports/decided?definitionKey=decided&to=2026-03-08&limit=1&cursor=${first.body.nextCursor}`);

    expect([...keysOf(first), ...keysOf(second)]).to.deep.equal(['late', 'in-time']);
    expect(second.body.nextCursor).to.equal(null);
  });

  it('should be for observers', async () => {
    expect((await server.as('wang').get('/reports/decided?definitionKey=decided')).status).to.equal(403);
  });

  it('should find cases by when they ended, leaving open ones out', async () => {
    const after = new Date(START + 2 * HOUR).toISOString();

    const later = await server.as('mei').get(`/process-instances?definitionKey=decided&endedAfter=${after}`);
    const sooner = await server.as('mei').get(`/process-instances?definitionKey=decided&endedBefore=${after}`);
    const never = await server
      .as('mei')
      .get(`/process-instances?definitionKey=decided&endedAfter=${after}&status=active`);

    expect(keysOf(later)).to.have.members(['late', 'ninth', 'tenth']);
    expect(keysOf(sooner)).to.have.members(['in-time', 'cancelled']);
    expect(keysOf(never)).to.deep.equal([]);
  });

  it('should narrow overdue tasks to one version and step', async () => {
    expect(keysOf(await server.as('mei').get('/reports/overdue?definitionKey=decided&elementId=work'))).to.deep.equal([
      'open',
    ]);
    expect(keysOf(await server.as('mei').get('/reports/overdue?definitionId=of-no-process'))).to.deep.equal([]);
    expect(keysOf(await server.as('mei').get('/reports/overdue?definitionKey=decided&elementId=other'))).to.deep.equal(
      [],
    );
  });
});
