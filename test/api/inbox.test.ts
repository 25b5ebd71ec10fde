import { expect } from 'chai';
import { bpmn, flows } from '../support/bpmn.ts';
import { deploy } from './support/models.ts';
import { type PersonId, useServer } from './support/server.ts';

const INBOX = bpmn(
  `<startEvent id="start"/><userTask id="accept" name="Accept"><extensionElements><tb:assignment groups="=team"/><tb:limit value="=hours" unit="hour"/></extensionElements></userTask>
   <userTask id="decide" name="Decide"><extensionElements><tb:assignment groups="=team"/></extensionElements></userTask>
   <endEvent id="end"/>${flows('start accept decide end')}`,
  { key: 'inbox', attributes: 'tb:inboxVariables="city, amount, urgent, applied"' },
);
const MANY = bpmn(
  `<startEvent id="start"/><userTask id="each"><extensionElements><tb:assignment assignee="zhao"/></extensionElements>
     <multiInstanceLoopCharacteristics tb:collection="items" tb:elementVariable="item"/></userTask>
   <endEvent id="end"/>${flows('start each end')}`,
  { key: 'many', attributes: 'tb:inboxVariables="city"' },
);

describe('api/inbox', () => {
  const server = useServer();
  before(() => deploy(server, INBOX, MANY));
  const start = async (businessKey: string, variables: Record<string, unknown>): Promise<string> => {
    const reply = await server.as('root').post('/process-instances', {
      definitionKey: 'inbox',
      businessKey,
      variables: { team: 'window', hours: 9, ...variables },
    });
    expect(reply.status, reply.text).to.equal(201);
    return reply.body.id;
  };
  const keys = async (query: string, who: PersonId = 'wang'): Promise<string[]> => {
    const reply = await server.as(who).get(`/tasks?${query}`);
    expect(reply.status, reply.text).to.equal(200);
    return reply.body.items.map((item: { businessKey: string }) => item.businessKey);
  };
  afterEach(async () => {
    const { body } = await server.as('root').get('/process-instances?open=true&limit=500');
    for (const { id } of body.items) await server.as('root').post(`/process-instances/${id}/cancel`, {});
  });

  describe('declared variables', () => {
    it('should be carried by every task of the case and stay in step with it', async () => {
      const id = await start('V-1', { city: '东城', amount: 12.5, hidden: 'x', applied: { no: 'object' } });
      const read = async () => (await server.as('wang').get('/tasks?view=claimable')).body.items[0];

      expect((await read()).variables).to.deep.equal({ city: '东城', amount: 12.5 });
      await server
        .as('root')
        .patch(`/process-instances/${id}/variables`, { variables: { amount: 7, urgent: true, city: null } });
      expect((await read()).variables).to.deep.equal({ amount: 7, urgent: true });

      const { id: task } = await read();
      await server.as('wang').post(`/tasks/${task}/complete`, { variables: { city: '西城' } });
      expect((await read()).variables).to.deep.equal({ amount: 7, urgent: true, city: '西城' });
      const done = await server.as('wang').get(`/tasks?view=done&businessKey=V-1`);
      expect(done.body.items[0].variables).to.deep.equal({ amount: 7, urgent: true, city: '西城' });
    });

    it('should filter by value and by range, numbers as numbers and days as texts', async () => {
      await start('V-2', { city: '东城', amount: 9, applied: '2026-03-05' });
      await start('V-3', { city: '东城', amount: 10, applied: '2026-03-31T08:00' });
      await start('V-4', { city: '西"城', amount: '10', applied: '2026-04-01', urgent: true });
      const found = (filter: string) => keys(`view=claimable&sort=createdAt&${filter}`);

      expect(await found(`variables[city]=${encodeURIComponent('东城')}`)).to.deep.equal(['V-2', 'V-3']);
      expect(await found(`variables[city]=${encodeURIComponent('西"城')}`)).to.deep.equal(['V-4']);
      expect(await found('variables[amount]=10')).to.deep.equal(['V-3', 'V-4']);
      expect(await found('variables[urgent]=true')).to.deep.equal(['V-4']);
      expect(await found('variables[amount][from]=9.5')).to.deep.equal(['V-3']);
      expect(await found('variables[amount][from]=9&variables[amount][to]=9')).to.deep.equal(['V-2']);
      expect(await found('variables[applied][from]=2026-03-06&variables[applied][to]=2026-03')).to.deep.equal(['V-3']);
      expect(await found('variables[nothing]=1')).to.deep.equal([]);
      expect(await found(`q=${encodeURIComponent('东')}`)).to.deep.equal(['V-2', 'V-3']);
      expect(await keys('view=claimable&q=root&sort=createdAt')).to.deep.equal(['V-2', 'V-3', 'V-4']);
    });

    it('should refuse names and shapes that are none', async () => {
      const bad = [
        'variables=1',
        'variables[a]=1&variables[a][from]=1',
        'variables[a]=1&variables[a]=2',
        'variables[a][near]=1',
        'variables[]=1',
        'variables[a]',
        'other[a]=1',
        'variables[__proto__][from]=1&variables[__proto__][x]=2',
        `variables[${encodeURIComponent('\u0000')}]=1`,
      ];

      const replies = await Promise.all(bad.map((query) => server.as('wang').get(`/tasks?${query}`)));

      expect(replies.map(({ status }, index) => `${bad[index]} ${status}`)).to.deep.equal(
        bad.map((query) => `${query} ${query === 'variables[a]' ? 200 : 400}`),
      );
      expect(await keys('variables[__proto__]=1')).to.deep.equal([]);
    });

    it('should reach the tasks of a large case that are not loaded with it', async () => {
      const items = Array.from({ length: 120 }, (_, index) => index);
      const { body } = await server
        .as('root')
        .post('/process-instances', { definitionKey: 'many', variables: { items, city: 'a' } });

      await server.as('root').patch(`/process-instances/${body.id}/variables`, { variables: { city: 'b' } });

      const { rows } = await server.database.query('select from task where instance_id = $1 and part is null', [
        body.id,
      ]);
      expect(rows).to.deep.equal([]);
      const found = await server.as('zhao').get('/tasks?view=mine&count=true&limit=1&variables[city]=b');
      const stale = await server.as('zhao').get('/tasks?view=mine&count=true&limit=1&variables[city]=a');
      expect([found.body.total, stale.body.total]).to.deep.equal([120, 0]);
    });
  });

  describe('orders and other filters', () => {
    it('should sort by remaining time, both ways, and by age', async () => {
      await start('S-1', { hours: 5 });
      await start('S-2', { hours: 3 });
      await start('S-3', { hours: 4 });

      expect(await keys('view=claimable')).to.deep.equal(['S-2', 'S-3', 'S-1']);
      expect(await keys('view=claimable&sort=-dueAt')).to.deep.equal(['S-1', 'S-3', 'S-2']);
      expect(await keys('view=claimable&sort=createdAt')).to.deep.equal(['S-1', 'S-2', 'S-3']);
      expect(await keys('view=claimable&sort=-priority')).to.deep.equal(['S-3', 'S-2', 'S-1']);
      expect(await keys('view=claimable&businessKey=S-2&minPriority=1')).to.deep.equal(['S-2']);
      const { body } = await server.as('wang').get('/tasks?view=claimable&limit=2');
      expect(await keys(`view=claimable&dueAfter=${body.items[1].dueAt}`)).to.deep.equal(['S-3', 'S-1']);
      expect((await server.as('wang').get('/tasks?view=claimable&sort=-endedAt')).status).to.equal(400);
      expect((await server.as('wang').get('/tasks?view=done&sort=-priority')).status).to.equal(400);
    });
  });

  describe('take next', () => {
    it('should claim the most urgent task that meets the criteria, and say 204 where there is none', async () => {
      await start('T-1', { hours: 2, city: 'a' });
      await start('T-2', { hours: 1, city: 'b' });
      await start('T-3', { hours: 3, city: 'a' });
      const next = (body: object) => server.as('wang').post('/tasks/take-next', body);

      const [first, second, third] = [
        await next({ variables: { city: 'a' } }),
        await next({}),
        await next({ q: 'T-9' }),
      ];

      expect(first.body).to.include({ businessKey: 'T-1', assignee: 'wang', state: 'claimed' });
      expect(second.body).to.include({ businessKey: 'T-2' });
      expect([third.status, third.text]).to.deep.equal([204, '']);
      expect((await server.as('zhao').post('/tasks/take-next', {})).status).to.equal(204);
      expect((await server.as('wang').post('/tasks/take-next', { city: 'a' })).status).to.equal(400);
    });

    it('should give the same task to a repeat of the request', async () => {
      await start('T-4', {});
      await start('T-5', {});
      const repeated = server.as('wang').with({ 'idempotency-key': 'take-once' });

      const [one, other] = [await repeated.post('/tasks/take-next', {}), await repeated.post('/tasks/take-next', {})];

      expect(other.body.id).to.equal(one.body.id);
      expect(await keys('view=mine')).to.have.length(1);
    });

    it('should answer with what an action has opened for the clerk', async () => {
      await start('T-6', {});
      const { body: task } = await server.as('wang').post('/tasks/take-next', {});

      const { body: done } = await server.as('wang').post(`/tasks/${task.id}/complete`);

      expect(done.next.map(({ elementId }: { elementId: string }) => elementId)).to.deep.equal(['decide']);
    });
  });

  describe('following', () => {
    it('should show the open tasks of followed cases, as long as the case may be seen', async () => {
      const id = await start('F-1', {});
      const other = await start('F-2', { team: 'tax' });
      const follow = `/process-instances/${id}/follow`;

      expect((await server.as('wang').get(follow)).body).to.deep.equal({ following: false });
      expect((await server.as('wang').post(follow)).body).to.deep.equal({ following: true });
      expect((await server.as('wang').post(follow)).status).to.equal(200);
      expect((await server.as('wang').post(`/process-instances/${other}/follow`)).status).to.equal(404);
      expect((await server.as('li').post(follow)).status).to.equal(403);
      expect(await keys('view=following')).to.deep.equal(['F-1']);

      await server.database.query('insert into follow values ($1, $2, now())', ['wang', other]);
      expect(await keys('view=following')).to.deep.equal(['F-1']);
      const { body } = await server.as('wang').get('/tasks?view=following&count=true&limit=1');
      expect(body.total).to.equal(1);
      await server.as('mei').post(`/process-instances/${other}/follow`);
      expect(await keys('view=following', 'mei')).to.deep.equal(['F-2']);

      expect((await server.as('wang').delete(follow)).body).to.deep.equal({ following: false });
      expect(await keys('view=following')).to.deep.equal([]);
    });
  });

  describe('favourites', () => {
    it('should keep cases at hand, ended ones too, for whom they are and as long as they may be seen', async () => {
      const [kept, ended, other] = [
        await start('L-1', {}),
        await start('L-2', {}),
        await start('L-3', { team: 'tax' }),
      ];
      const [task] = (await server.as('wang').get(`/tasks?view=claimable&instanceId=${ended}`)).body.items;
      await server.as('wang').post(`/tasks/${task.id}/complete`, { variables: {} });
      await server.as('root').post(`/process-instances/${ended}/cancel`, { reason: 'x' });
      const list = async (who: PersonId, more = '') =>
        (await server.as(who).get(`/process-instances?favourite=true${more}`)).body.items.map(
          ({ businessKey }: { businessKey: string }) => businessKey,
        );

      for (const id of [kept, ended, kept])
        expect((await server.as('wang').post(`/process-instances/${id}/favourite`)).body).to.deep.equal({
          favourite: true,
        });
      await server.database.query('insert into favourite values ($1, $2, now())', ['wang', other]);

      expect(await list('wang')).to.deep.equal(['L-2', 'L-1']);
      expect(await list('wang', '&open=true')).to.deep.equal(['L-1']);
      expect(await list('mei')).to.deep.equal([]);
      expect((await server.as('wang').post(`/process-instances/${other}/favourite`)).status).to.equal(404);
      expect((await server.as('li').post(`/process-instances/${kept}/favourite`)).status).to.equal(403);

      expect((await server.as('wang').delete(`/process-instances/${kept}/favourite`)).body).to.deep.equal({
        favourite: false,
      });
      expect((await server.as('wang').get(`/process-instances/${kept}/favourite`)).body).to.deep.equal({
        favourite: false,
      });
      expect(await list('wang')).to.deep.equal(['L-2']);
    });
  });

  describe('rights', () => {
    it('should show nobody the tasks of others, whatever is asked for', async () => {
      await start('R-1', { team: 'tax', city: 'a' });
      const asked = [
        '',
        'q=R-1',
        'businessKey=R-1',
        'variables[city]=a',
        'assignee=zhao',
        'sort=-priority',
        'sort=-dueAt',
      ];

      const lists = await Promise.all(
        ['mine', 'claimable', 'delegated', 'done', 'following', undefined].flatMap((view) =>
          asked
            .filter((query) => view !== 'done' || !query.startsWith('sort'))
            .map((query) => keys([view && `view=${view}`, query].filter(Boolean).join('&'))),
        ),
      );

      expect(lists.flat()).not.to.include('R-1');
      expect(await keys('view=claimable', 'zhao')).to.deep.equal(['R-1']);
    });
  });

  describe('saved filters', () => {
    const filter = { name: 'Large', view: 'claimable', criteria: { variables: { amount: { from: '100' } } } };

    it('should be kept, changed and removed by their owner alone', async () => {
      const { body: kept, status } = await server.as('wang').post('/tasks/filters', { ...filter, columns: ['amount'] });
      expect(status).to.equal(201);
      expect(kept).to.deep.include({ ...filter, owner: 'wang', columns: ['amount'], groups: [], sort: null });

      expect((await server.as('zhao').get('/tasks/filters')).body.items).to.deep.equal([]);
      expect((await server.as('zhao').put(`/tasks/filters/${kept.id}`, filter)).status).to.equal(404);
      expect((await server.as('zhao').delete(`/tasks/filters/${kept.id}`)).status).to.equal(404);

      const changed = await server.as('wang').put(`/tasks/filters/${kept.id}`, { name: 'All', criteria: {} });
      expect(changed.body).to.deep.include({ id: kept.id, name: 'All', criteria: {}, view: null, columns: [] });
      expect((await server.as('wang').get('/tasks/filters')).body.items).to.deep.equal([changed.body]);

      expect((await server.as('wang').delete(`/tasks/filters/${kept.id}`)).status).to.equal(204);
      expect((await server.as('wang').get('/tasks/filters')).body.items).to.deep.equal([]);
    });

    it('should be shared with own groups and the own department only', async () => {
      await server.database.query("update account set department = 'hall' where id in ('wang', 'mei')");
      const post = (body: object) => server.as('wang').post('/tasks/filters', body);

      const shared = await post({ ...filter, groups: ['window'], department: 'hall' });
      const foreign = await Promise.all([
        post({ ...filter, groups: ['tax'] }),
        post({ ...filter, department: 'court' }),
      ]);

      expect(shared.status).to.equal(201);
      expect(foreign.map(({ body }) => body.code)).to.deep.equal(['forbidden', 'forbidden']);
      expect((await server.as('mei').get('/tasks/filters')).body.items).to.have.length(1);
      expect((await server.as('zhao').get('/tasks/filters')).body.items).to.deep.equal([]);
      expect((await server.as('mei').put(`/tasks/filters/${shared.body.id}`, filter)).body.code).to.equal('forbidden');
      expect((await server.as('mei').delete(`/tasks/filters/${shared.body.id}`)).status).to.equal(403);
      await server.as('wang').delete(`/tasks/filters/${shared.body.id}`);
    });

    it('should hold only criteria that a list admits', async () => {
      const bad = [
        { ...filter, criteria: { colour: 'red' } },
        { ...filter, criteria: { variables: { a: 1 } } },
        { ...filter, view: 'all' },
        { ...filter, name: '' },
      ];

      const replies = await Promise.all(bad.map((body) => server.as('wang').post('/tasks/filters', body)));

      expect(replies.map(({ status }) => status)).to.deep.equal([400, 400, 400, 400]);
    });
  });
});
