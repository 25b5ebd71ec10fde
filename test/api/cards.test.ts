import { expect } from 'chai';
import { APPROVAL, deploy } from './support/models.ts';
import { type PersonId, START, useServer } from './support/server.ts';

describe('api/cards', () => {
  const server = useServer();
  let instanceId: string;
  before(async () => {
    await deploy(server, APPROVAL);
    const { body } = await server.as('wang').post('/process-instances', { definitionKey: 'approval' });
    instanceId = body.id;
  });

  const issue = (more: object = {}, who: PersonId = 'mei') =>
    server
      .as(who)
      .post('/cards', { instanceId, colour: 'red', addressee: 'wang', reason: 'overdue', text: '超期', ...more });

  const rulingsOf = async (who: PersonId) => (await server.as(who).get('/me/rulings')).body.items;

  it('should be issued by managers, numbered without gaps, to be answered in a working day', async () => {
    const [first, second, yellow] = [await issue(), await issue(), await issue({ colour: 'yellow' })];

    expect([first, second, yellow].map(({ body }) => body.number)).to.deep.equal([
      '2026-R-0001',
      '2026-R-0002',
      '2026-Y-0001',
    ]);
    expect(first.body).to.deep.include({ state: 'issued', issuedBy: 'mei', answerDueAt: '2026-03-03T16:00:00.000Z' });
    expect((await issue({}, 'zhao')).status).to.equal(403);
    expect((await issue({ addressee: 'nobody' })).body.code).to.equal('user-unknown');
    expect((await issue({ instanceId: 'nowhere' })).status).to.equal(404);
    expect((await issue({ colour: 'blue' })).status).to.equal(400);
  });

  it('should number cards without gaps when many are issued at once', async () => {
    const replies = await Promise.all(Array.from({ length: 8 }, () => issue({ colour: 'yellow' })));

    const numbers = replies.map(({ body }) => Number(body.number.slice(-4))).sort((a, b) => a - b);
    expect(numbers).to.deep.equal(Array.from({ length: 8 }, (_, index) => (numbers[0] ?? 0) + index));
  });

  it('should be explained and appealed against by whom it is for, once each, and decided by somebody else', async () => {
    const { id } = (await issue()).body;
    const step = (who: PersonId, verb: string, body: object) => server.as(who).post(`/cards/${id}/${verb}`, body);
    const text = { text: '系统故障' };

    expect((await step('zhao', 'answer', text)).status).to.equal(404);
    expect((await step('mei', 'answer', text)).status).to.equal(403);
    expect((await step('root', 'decide', { ...text, outcome: 'upheld' })).body.code).to.equal('card-state');
    expect((await step('wang', 'answer', text)).body.state).to.equal('answered');
    expect((await step('wang', 'answer', text)).body.code).to.equal('card-state');
    expect((await step('wang', 'appeal', text)).body.state).to.equal('appealed');
    const told = await Promise.all((['root', 'mei', 'wang', 'zhao'] as const).map(rulingsOf));
    const since = new Date(START).toISOString();
    expect(told, 'not who issued it, nor who may not').to.deep.equal([
      [{ kind: 'card', month: null, instanceId: null, businessKey: null, count: 1, since }],
      [],
      [],
      [],
    ]);
    expect((await step('mei', 'decide', { ...text, outcome: 'upheld' })).body.code).to.equal('card-own');
    const decided = await step('root', 'decide', { text: '属实', outcome: 'withdrawn' });

    expect(decided.body).to.deep.include({ state: 'withdrawn', decidedBy: 'root', answer: '系统故障' });
    expect(await rulingsOf('root')).to.deep.equal([]);
    expect((await step('wang', 'appeal', text)).body.code).to.equal('card-state');
  });

  it('should be overdue when nobody has explained it within the working day, until somebody does', async () => {
    const { id, answerDueAt } = (await issue({ colour: 'yellow' })).body;
    const late = async (): Promise<string[]> =>
      (await server.as('mei').get('/cards?overdue=true&limit=100')).body.items.map((card: { id: string }) => card.id);
    const shown = async (): Promise<boolean> =>
      (await server.as('wang').get('/cards?limit=100')).body.items.find((card: { id: string }) => card.id === id)
        .overdue;
    server.clock.set(Date.parse(answerDueAt));
    expect([(await late()).includes(id), await shown()]).to.deep.equal([false, false]);
    server.clock.set(Date.parse(answerDueAt) + 1);
    expect([(await late()).includes(id), await shown()]).to.deep.equal([true, true]);

    await server.as('wang').post(`/cards/${id}/answer`, { text: '系统故障' });

    expect([(await late()).includes(id), await shown()]).to.deep.equal([false, false]);
    server.clock.set(START);
  });

  it('should be seen by managers and by whom they are for', async () => {
    const count = async (who: PersonId, query = '') => (await server.as(who).get(`/cards${query}`)).body.items.length;

    expect(await count('wang')).to.be.greaterThan(3);
    expect(await count('zhao')).to.equal(0);
    expect(await count('zhao', '?addressee=wang')).to.equal(0);
    expect(await count('mei', `?instanceId=${instanceId}&colour=red`)).to.equal(3);
    expect((await server.as('li').get('/cards')).status).to.equal(403);
  });

  it('should tell the applicant why the case is late, nothing of other reasons or of a card that was taken back', async () => {
    const started = await server.as('li').post('/process-instances', { definitionKey: 'approval' });
    const of = { instanceId: started.body.id };
    const explain = async (text: string, more: object = {}): Promise<string> => {
      const { id } = (await issue({ ...of, ...more })).body;
      await server.as('wang').post(`/cards/${id}/answer`, { text });
      return id;
    };
    await explain('系统故障');
    await explain('当时不在岗', { reason: 'other' });
    const wrong = await explain('时限计算有误');
    await server.as('wang').post(`/cards/${wrong}/appeal`, { text: '并未超期' });
    await server.as('root').post(`/cards/${wrong}/decide`, { outcome: 'withdrawn', text: '属实' });
    await issue(of);

    const told = await server.as('li').get(`/process-instances/${of.instanceId}/explanations`);

    expect(told.body.items.map(({ text }: { text: string }) => text)).to.deep.equal(['系统故障']);
    expect(told.body.items[0], 'nobody by name').to.have.all.keys('at', 'departmentName', 'text');
    expect((await server.as('li').get(`/process-instances/${instanceId}/explanations`)).status).to.equal(404);
  });

  it('should be hidden, and not be decided, where a manager does not see the case', async () => {
    await server.as('root').put('/organisation/departments/elsewhere', { nameZh: '别处', nameEn: 'Elsewhere' });
    await server.as('root').post('/organisation/users', {
      ...{ id: 'boss', name: 'boss', roles: ['manager'], password: 'long enough', department: 'elsewhere' },
    });
    const { body } = await server.nobody.post('/sessions', { username: 'boss', password: 'long enough' });
    const boss = server.nobody.with({ authorization: `Bearer ${body.token}` });
    const { id } = (await issue({ addressee: 'wang' })).body;
    await server.as('wang').post(`/cards/${id}/appeal`, { text: '系统故障' });
    const foreign = await boss.get('/cards');
    const decided = await boss.post(`/cards/${id}/decide`, { outcome: 'withdrawn', text: '不属实' });
    const own = (await issue({ addressee: 'boss' })).body;

    expect(foreign.body.items).to.deep.equal([]);
    expect(decided.status).to.equal(404);
    expect((await boss.get('/cards')).body.items.map((card: { id: string }) => card.id)).to.deep.equal([own.id]);
  });

  it('should tell whom it is for and who issued it, once, when nobody has explained it in time', async () => {
    const told = async (who: PersonId, number: string) =>
      (await server.as(who).get('/urges?limit=100')).body.items
        .filter(({ card }: { card: string | null }) => card === number)
        .map(({ level }: { level: number }) => level);
    const [late, explained] = [(await issue()).body, (await issue()).body];
    await server.as('wang').post(`/cards/${explained.id}/answer`, { text: '系统故障' });
    await server.runtime.moveClock(Date.parse(late.answerDueAt));
    expect(await told('wang', late.number)).to.deep.equal([]);

    await server.runtime.moveClock(Date.parse(late.answerDueAt) + 1_000);
    await server.runtime.moveClock(Date.parse(late.answerDueAt) + 9 * 86_400_000);

    expect([await told('wang', late.number), await told('mei', late.number)]).to.deep.equal([[1], [2]]);
    expect([await told('wang', explained.number), await told('mei', explained.number)]).to.deep.equal([[], []]);
    const { rows } = await server.database.query(`select id from job where id like 'card:%' and due_at <= $1`, [
      new Date(server.clock.now()),
    ]);
    expect(rows).to.deep.equal([]);
    server.clock.set(START);
  });
});
