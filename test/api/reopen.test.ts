import { expect } from 'chai';
import { itemModel } from '../commands/item.ts';
import { deploy } from './support/models.ts';
import { useServer } from './support/server.ts';

const ORDER = { to: 'decide', ground: 'judgment', order: '（2026）京01行终12号', reason: '判决责令重新作出决定' };
const WEEK = 7 * 86_400_000;

describe('api/reopen', () => {
  const server = useServer();
  before(() =>
    deploy(
      server,
      itemModel()
        .replaceAll('"deciding"', '"tax"')
        .replace('window,deciding', 'window,tax')
        .replaceAll('"lead"', '"mei"'),
    ),
  );

  const taskOf = async (instanceId: string, elementId: string): Promise<string> => {
    const { body } = await server.as('root').get(`/tasks?instanceId=${instanceId}&elementId=${elementId}`);
    return body.items[0].id;
  };

  async function refused(): Promise<string> {
    const { body } = await server
      .as('li')
      .post('/process-instances', { definitionKey: 'item', variables: { company: '一家公司' } });
    const accept = await taskOf(body.id, 'accept');
    await server.as('wang').post(`/tasks/${accept}/claim`);
    await server.as('wang').post(`/tasks/${accept}/complete`, {});
    const decide = await taskOf(body.id, 'decide');
    await server.as('zhao').post(`/tasks/${decide}/claim`);
    const answer = { reasons: '不符合', reconsideration: '市人民政府', litigation: '市中级人民法院' };
    const done = await server.as('zhao').post(`/tasks/${decide}/refuse`, answer);
    expect(done.status, done.text).to.equal(200);
    return body.id;
  }

  const journal = async (id: string) => (await server.as('root').get(`/process-instances/${id}/journal`)).body.items;
  const intact = async (id: string) => (await server.as('root').get(`/audit/verify?instanceId=${id}`)).body;
  const ask = async (id: string): Promise<string> => {
    const asked = await server.as('root').post(`/process-instances/${id}/reopen`, ORDER);
    expect(asked.status, asked.text).to.equal(200);
    expect(asked.body).to.include({ status: 'terminated', closedAs: 'refused' });
    return asked.body.requests[0].id;
  };

  it('should say what it would do, ask, and go on in the same journal once it is confirmed', async () => {
    const id = await refused();
    const before = await journal(id);
    const root = server.as('root');

    const told = await root.post(`/process-instances/${id}/reopen?dryRun=true`, ORDER);
    expect(told.body.wouldDo, told.text).to.deep.include({ caseStatus: 'active', confirmedBy: ['tax'] });
    expect(await journal(id)).to.deep.equal(before);
    const requestId = await ask(id);
    const listed = (await server.as('zhao').get('/confirmations')).body.items;
    expect(listed).to.have.length(1);
    const reopening = { ground: 'judgment', order: ORDER.order };
    const { requests } = (await server.as('zhao').get(`/process-instances/${id}`)).body;
    expect(requests[0]).to.deep.include({ reopening });
    expect(listed[0]).to.deep.include({
      reopening,
      verb: 'reopen',
      instanceId: id,
      allowedActions: ['confirm', 'refuse'],
    });
    expect((await intact(id)).ok).to.equal(true);
    const done = await server.as('zhao').post(`/process-instances/${id}/confirmations/${requestId}/confirm`, {});

    expect(done.body, done.text).to.deep.include({ status: 'active' });
    const { body: now } = await root.get(`/process-instances/${id}`);
    expect(now).to.deep.include({ status: 'active', endedAt: null, closedAs: null, requests: [] });
    const rows = await journal(id);
    expect(rows.slice(0, before.length).map(({ hash }: { hash: string }) => hash)).to.deep.equal(
      before.map(({ hash }: { hash: string }) => hash),
    );
    expect(rows.length).to.equal(before.length + 2);
    expect(await intact(id)).to.deep.include({ ok: true, broken: null });
    const { body: documents } = await root.get(`/process-instances/${id}/documents`);
    expect(
      documents.items.map(({ kind, standing }: { kind: string; standing: string }) => [kind, standing]),
    ).to.deep.include(['refusal', 'revoked']);
    const { body: history } = await root.get(`/process-instances/${id}/proceedings`);
    expect(history.reopenings[0]).to.deep.include({ ground: 'judgment', order: ORDER.order, result: 'refused' });
  });

  it('should lead to a second end, with the work of both rounds in the history', async () => {
    const id = await refused();
    await server.as('zhao').post(`/process-instances/${id}/confirmations/${await ask(id)}/confirm`, {});

    const decide = await taskOf(id, 'decide');
    const done = await server.as('zhao').post(`/tasks/${decide}/complete`, {});

    expect(done.status, done.text).to.equal(200);
    expect((await server.as('root').get(`/process-instances/${id}`)).body).to.include({ status: 'completed' });
    const { rows } = await server.database.query(
      'select outcome from task_history where instance_id = $1 order by ended_at',
      [id],
    );
    expect(rows.map(({ outcome }) => outcome)).to.deep.equal(['approved', 'rejected', 'approved']);
    expect(await intact(id)).to.deep.include({ ok: true, broken: null });
    const again = await server
      .as('root')
      .post(`/process-instances/${id}/reopen`, { ...ORDER, ground: 'clericalError' });
    expect(again.status, again.text).to.equal(200);
  });

  it('should take nothing else on the ended case, and one of two answers at once', async () => {
    const id = await refused();
    const requestId = await ask(id);
    const answer = () => server.as('zhao').post(`/process-instances/${id}/confirmations/${requestId}/confirm`, {});

    const [other, ...answers] = await Promise.all([
      server.as('root').post(`/process-instances/${id}/suspend`, {}),
      answer(),
      answer(),
    ]);

    expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 404]);
    expect([200, 409]).to.include(other?.status);
    expect((await server.as('wang').post(`/process-instances/${id}/reopen`, ORDER)).status).to.equal(403);
  });

  it('should expire on the ended case', async () => {
    const id = await refused();
    await ask(id);

    server.clock.set(server.clock.now() + WEEK + 1);
    for (let i = 0; i < 200; i++) {
      if ((await server.as('root').get(`/process-instances/${id}`)).body.requests.length === 0) break;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }

    expect((await server.as('root').get(`/process-instances/${id}`)).body).to.deep.include({
      status: 'terminated',
      requests: [],
    });
    expect(await intact(id)).to.deep.include({ ok: true, broken: null });
  });
});
