import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { APPROVAL, deploy } from './support/models.ts';
import { START, useServer } from './support/server.ts';

const LIMITED = bpmn(
  `<startEvent id="start"/><userTask id="work" name="Work %_'"><extensionElements><tb:assignment assignee="=who"/><tb:limit value="=hours" unit="hour"/></extensionElements></userTask>
   <endEvent id="end"/>${flows('start work end')}`,
  { key: 'limited' },
);

interface Item {
  readonly id: string;
  readonly businessKey: string;
  readonly lamp: string | null;
  readonly dueAt: string | null;
}

describe('api/lists', () => {
  const server = useServer();
  const start = (businessKey: string, hours: number | null) =>
    server.as('root').post('/process-instances', {
      definitionKey: 'limited',
      businessKey,
      variables: { who: 'wang', ...(hours === null ? {} : { hours }) },
    });
  before(async () => {
    await deploy(server, APPROVAL, LIMITED);
    for (const [index, hours] of [30, 10, 20, 10].entries()) await start(`L-${index}`, hours);
  });

  /** Follows the cursors to the end. */
  async function everyPage(path: string): Promise<Item[]> {
    const items: Item[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await server.as('wang').get(`${path}${cursor === '' ? '' : `&cursor=${cursor}`}`);
      items.push(...body.items);
      cursor = body.nextCursor;
    }
    return items;
  }

  it('should sort tasks by remaining time and page without gap or repeat', async () => {
    const pages = await everyPage('/tasks?view=mine&limit=1');
    const whole = await server.as('wang').get('/tasks?view=mine&count=true');

    expect(pages.map(({ businessKey }) => businessKey)).to.deep.equal(['L-1', 'L-3', 'L-2', 'L-0']);
    expect(pages).to.deep.equal(whole.body.items);
    expect(whole.body).to.include({ nextCursor: null, total: 4 });
  });

  it('should not shift a page when something is added before it', async () => {
    const first = await server.as('wang').get('/tasks?view=mine&limit=2&sort=-createdAt');
    await start('L-4', 40);

    const second = await server
      .as('wang')
      .get(`/tasks?view=mine&limit=9&sort=-createdAt&cursor=${first.body.nextCursor}`);

    expect([...first.body.items, ...second.body.items].map(({ businessKey }: Item) => businessKey)).to.deep.equal([
      'L-3',
      'L-2',
      'L-1',
      'L-0',
    ]);
  });

  it('should page cases, open and ended as one, in both directions', async () => {
    const { body } = await server.as('wang').get('/tasks?view=mine&limit=1');
    await server.as('wang').post(`/tasks/${body.items[0].id}/complete`);

    const down = await everyPage('/process-instances?definitionKey=limited&limit=2');
    const up = await everyPage('/process-instances?definitionKey=limited&limit=2&sort=startedAt');
    const ended = await server.as('wang').get('/process-instances?definitionKey=limited&open=false&count=true');

    expect(up.map(({ businessKey }) => businessKey)).to.deep.equal(['L-0', 'L-1', 'L-2', 'L-3', 'L-4']);
    expect(down).to.deep.equal(up.toReversed());
    expect(ended.body.items.map(({ businessKey }: Item) => businessKey)).to.deep.equal(['L-1']);
    expect(ended.body.total).to.equal(1);
  });

  it('should light the lamps by the share of the limit that is used, in lists and in filters alike', async () => {
    await server.nobody.post('/test/clock', { set: new Date(START + 15 * 3_600_000).toISOString() });

    const { body } = await server.as('wang').get('/tasks?view=mine');
    const lamps = Object.fromEntries(body.items.map(({ businessKey, lamp }: Item) => [businessKey, lamp]));
    const filtered = await Promise.all(
      ['green', 'yellow', 'red', 'grey'].map(
        async (lamp) => (await server.as('wang').get(`/tasks?view=mine&lamp=${lamp}`)).body.items,
      ),
    );

    expect(lamps).to.deep.equal({ 'L-3': 'red', 'L-2': 'yellow', 'L-0': 'green', 'L-4': 'green' });
    expect(filtered.map((items: Item[]) => items.map(({ businessKey }) => businessKey))).to.deep.equal([
      ['L-0', 'L-4'],
      ['L-2'],
      ['L-3'],
      [],
    ]);
    const overdue = await server.as('mei').get('/reports/overdue');
    expect(overdue.body.items.map(({ businessKey }: Item) => businessKey)).to.deep.equal(['L-3']);
    const statistics = await server.as('mei').get(`/process-definitions/${body.items[0].definitionId}/statistics`);
    expect(statistics.body.elements).to.deep.equal([
      {
        elementId: 'work',
        active: 4,
        cases: 4,
        incidents: 0,
        overdue: 1,
        waits: { timer: 0, outside: 0, message: 0 },
        lamps: { green: 2, yellow: 1, red: 1, grey: 0 },
      },
    ]);
  });

  it('should take search text for text, never for a pattern or SQL', async () => {
    const search = async (q: string) =>
      (await server.as('wang').get(`/tasks?view=mine&q=${encodeURIComponent(q)}`)).body.items.length;

    expect(await search('%')).to.equal(4);
    expect(await search('L-%')).to.equal(0);
    expect(await search('L_')).to.equal(0);
    expect(await search("'; drop table task; --")).to.equal(0);
    expect(await search('L-3')).to.equal(1);
  });

  it('should refuse cursors of another list, order or maker', async () => {
    const { body } = await server.as('wang').get('/tasks?view=mine&limit=1');
    const forge = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const forCases = [body.nextCursor, forge([1]), forge({}), forge([{}]), forge(['a', 'b', 'c']), forge(['\u0000'])];
    const forTasks = [forge(['x', 'y']), forge([1e300, 'y']), forge([null, 7])];

    const replies = await Promise.all([
      ...forCases.map((cursor) => server.as('wang').get(`/process-instances?cursor=${cursor}`)),
      ...forTasks.map((cursor) => server.as('wang').get(`/tasks?cursor=${cursor}`)),
    ]);

    expect(replies.map(({ status }) => status)).to.deep.equal(replies.map(() => 400));
  });

  it('should filter cases by what is open in them', async () => {
    const at = await server.as('wang').get('/process-instances?definitionKey=limited&elementId=work&count=true');
    const nowhere = await server.as('wang').get('/process-instances?definitionKey=limited&elementId=end&count=true');
    const suspended = await server.as('wang').get('/process-instances?status=suspended');

    expect([at.body.total, nowhere.body.total, suspended.body.items.length]).to.deep.equal([4, 0, 0]);
  });

  it('should tell how long people took', async () => {
    const { body } = await server
      .as('mei')
      .get('/reports/waiting-times?definitionKey=limited&from=2026-03-02&to=2026-03-02');
    const { body: before } = await server.as('mei').get('/reports/waiting-times?definitionKey=limited&to=2026-03-01');

    expect(body.items).to.have.length(1);
    expect(body.items[0]).to.include({ elementId: 'work', count: 1, overdue: 0, meanMs: 0 });
    expect(before.items).to.deep.equal([]);
    expect((await server.as('mei').get('/reports/throughput?from=2026-03-05&to=2026-03-01')).status).to.equal(400);
  });
});
