import { expect } from 'chai';
import type { Operation } from '../../engine/api/contract/operation.ts';
import { OPERATIONS, type OperationId } from '../../engine/api/contract/operations.ts';
import { PUBLIC } from '../../engine/api/contract/roles.ts';
import { hashToken, newToken } from '../../engine/api/secrets.ts';
import { ROLES } from '../../engine/rights/roles.ts';
import { Rights } from '../../engine/rights/rules.ts';
import { systemClock } from '../../engine/runtime/clock.ts';
import { openSession } from '../../engine/store/people/sessions.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { APPROVAL, deploy } from './support/models.ts';
import { PEOPLE, type PersonId, useServer } from './support/server.ts';

const table = Object.entries(OPERATIONS) as [OperationId, Operation][];
const personOf = (role: string): PersonId =>
  (Object.keys(PEOPLE) as PersonId[]).find((id) => (PEOPLE[id].roles as readonly string[]).includes(role)) as PersonId;

describe('api/rights', () => {
  const server = useServer();

  /** What the route table said to this caller: whatever comes after it is not looked at. */
  async function ask(
    operation: Operation,
    token: string | undefined,
  ): Promise<{ status: number; right: string | undefined }> {
    const path = operation.path.replace('{verb}', 'claim').replace(/\{\w+\}/g, 'none');
    const response = await fetch(`${server.url}/api/v1${path}`, {
      method: operation.method.toUpperCase(),
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      ...(operation.method === 'get' ? {} : { body: '{"nothing":"of the kind"}' }),
    });
    const problem = response.headers.get('content-type')?.startsWith('application/problem');
    const body = problem ? ((await response.json()) as { params?: { right?: string } }) : undefined;
    if (!problem) await response.body?.cancel();
    return { status: response.status, right: response.status === 403 ? body?.params?.right : undefined };
  }

  async function tokenFor(role: string): Promise<string> {
    const token = newToken();
    await openSession(server.database, hashToken(token), personOf(role));
    return token;
  }

  it('should be what the route table declares, for every route and every role', async () => {
    const observed: string[] = [];
    for (const role of ROLES) {
      for (const [id, operation] of table) {
        const { right } = await ask(operation, await tokenFor(role));
        if (right !== id) observed.push(`${id} ${role}`);
      }
    }

    const usual = new Rights([]);
    const declared = table.flatMap(([id, { right }]) =>
      ROLES.filter((role) => right === PUBLIC || usual.cell(role, right) !== 'none').map((role) => `${id} ${role}`),
    );
    expect(observed).to.have.members(declared);
  });

  it('should let nobody past without sign-in', async () => {
    const replies = await Promise.all(
      table.map(async ([id, operation]) => ({
        id,
        open: operation.right === PUBLIC,
        ...(await ask(operation, undefined)),
      })),
    );

    expect(replies.filter(({ open, status }) => !open && status !== 401)).to.deep.equal([]);
    expect(replies.filter(({ open, status }) => open && status === 401)).to.deep.equal([]);
  });

  it('should not be got round by spelling the address in another way', async () => {
    const id = (await deploy(server, APPROVAL)).approval;
    const spellings = [
      `/API/V1/process-definitions/${id}/statistics`,
      `/api/v1//process-definitions/${id}/statistics`,
      `//api/v1/process-definitions/${id}/statistics`,
      `/api/v1/process-definitions/${id}/statistics/`,
      `/api/v1/Process-Definitions/${id}/statistics`,
      `/api/v1/process-definitions/${id}/statistics.`,
      `/api/v1/process-definitions/${id}/statistics;a=b`,
      `/api/v1/process-definitions/${id}%2fstatistics`,
      `/api/v1/process-definitions/${id}/%73tatistics`,
      `/api/v1/me/../process-definitions/${id}/statistics`,
      `/api/v1/process-definitions/${id}/statistics%00`,
      `/api/v1/process-definitions/%E0%A4%A/statistics`,
      `/api/v1/process-definitions/${id}/statistics/i18ntranslation`,
    ];
    const headers = { authorization: `Bearer ${server.tokenOf('wang')}` };

    const statuses = await Promise.all(
      spellings.map(async (path) => (await fetch(`${server.url}${path}`, { headers, redirect: 'manual' })).status),
    );

    expect(statuses.filter((status) => status < 400)).to.deep.equal([]);
  });

  it('should not let a header name another method or address', async () => {
    const headers = {
      'x-http-method-override': 'DELETE',
      'x-original-url': '/api/v1/organisation/users',
      'x-rewrite-url': '/api/v1/organisation/users',
    };

    const reply = await server.as('wang').with(headers).post('/organisation/groups/window?_method=DELETE');
    const read = await server.as('wang').with(headers).get('/me');

    expect(reply.status).to.be.oneOf([403, 405]);
    expect(read.body.id).to.equal('wang');
    expect((await server.as('root').get('/organisation/groups/window')).status).to.equal(200);
  });

  it('should judge HEAD as GET, and tell nothing by OPTIONS', async () => {
    const forbidden = await server.as('wang').send('HEAD', '/organisation/users');
    const allowed = await server.as('root').send('HEAD', '/organisation/users');
    const options = await server.nobody.send('OPTIONS', '/organisation/users');

    expect([forbidden.status, allowed.status]).to.deep.equal([403, 200]);
    expect([options.status, options.headers.get('access-control-allow-origin')]).to.deep.equal([405, null]);
  });
});

describe('api/real clock', () => {
  const server = useServer({ clock: systemClock });

  it('should be in nobody’s hands', async () => {
    const replies = await Promise.all(
      [server.nobody, server.as('root')].map((caller) => caller.post('/test/clock', { advance: 'PT1H' })),
    );

    expect(replies.map(({ status, body }) => [status, body.code])).to.deep.equal([
      [404, 'route-not-found'],
      [404, 'route-not-found'],
    ]);
  });
});

describe('api/other people’s things', () => {
  const server = useServer();
  let caseOfLi: string;
  let taskOfZhao: string;
  before(async () => {
    await deploy(server, APPROVAL);
    const { body } = await server
      .as('li')
      .post('/process-instances', { definitionKey: 'approval', variables: { secret: 1 } });
    caseOfLi = body.id;
    const { body: tasks } = await server.as('wang').get('/tasks?view=claimable');
    await server.as('wang').post(`/tasks/${tasks.items[0].id}/complete`);
    taskOfZhao = (await server.as('zhao').get('/tasks?view=mine')).body.items[0].id;
  });

  it('should look to another applicant as if they did not exist', async () => {
    const qian = server.as('qian');

    const replies = await Promise.all([
      qian.get(`/process-instances/${caseOfLi}`),
      qian.get(`/tasks/${taskOfZhao}`),
      qian.get(`/tasks/${taskOfZhao}/form`),
      qian.post(`/tasks/${taskOfZhao}/claim`),
      qian.post(`/tasks/${taskOfZhao}/complete`),
    ]);
    const missing = await qian.get('/process-instances/none');

    expect(replies.map(({ status, body }) => [status, body.code])).to.deep.equal(replies.map(() => [404, 'not-found']));
    expect({ ...replies[0]?.body, detail: '', params: 0, instance: '' }).to.deep.equal({
      ...missing.body,
      detail: '',
      params: 0,
      instance: '',
    });
  });

  it('should not be counted or found in anybody else’s lists', async () => {
    const instances = await server.as('qian').get('/process-instances?count=true');
    const byKey = await server.as('qian').get('/process-instances?definitionKey=approval&initiator=li&count=true');
    const tasks = await server.as('qian').get(`/tasks?instanceId=${caseOfLi}&count=true`);
    const done = await server.as('zhao').get(`/tasks?view=done&instanceId=${caseOfLi}&count=true`);

    for (const { body } of [instances, byKey, tasks, done])
      expect(body).to.deep.equal({ items: [], nextCursor: null, total: 0 });
  });

  it('should be seen by the applicant without what officials wrote', async () => {
    await server
      .as('mei')
      .patch(`/process-instances/${caseOfLi}/variables`, { variables: { internalNote: 'credit is bad' } });

    const { body } = await server.as('li').get(`/process-instances/${caseOfLi}`);

    expect(body.id).to.equal(caseOfLi);
    expect(body.variables).to.deep.equal({});
  });

  it('should be seen by officials who work or worked on them, and by no others', async () => {
    const seen = await Promise.all(
      (['wang', 'zhao', 'mei', 'root'] as const).map((person) =>
        server.as(person).get(`/process-instances/${caseOfLi}`),
      ),
    );
    await server
      .as('root')
      .post('/organisation/users', { id: 'stranger', name: 'x', roles: ['clerk'], password: 'long enough' });
    const { body: session } = await server.nobody.post('/sessions', { username: 'stranger', password: 'long enough' });
    const stranger = server.nobody.with({ authorization: `Bearer ${session.token}` });

    expect(seen.map(({ status }) => status)).to.deep.equal([200, 200, 200, 200]);
    for (const path of ['', '/journal', '/variables'])
      expect((await stranger.get(`/process-instances/${caseOfLi}${path}`)).status, path).to.equal(404);
    expect((await stranger.post(`/process-instances/${caseOfLi}/cancel`)).status).to.equal(404);
    expect((await stranger.patch(`/process-instances/${caseOfLi}/variables`, { variables: { a: 1 } })).status).to.equal(
      404,
    );
  });

  it('should not be acted on by somebody who may only see them', async () => {
    const complete = await server.as('mei').post(`/tasks/${taskOfZhao}/complete`);
    const cancel = await server.as('wang').post(`/process-instances/${caseOfLi}/cancel`);
    const done = (await server.as('wang').get('/tasks?view=done')).body.items[0];
    const again = await server.as('wang').post(`/tasks/${done.id}/complete`);

    expect([complete.status, complete.body.code]).to.deep.equal([403, 'action-not-allowed']);
    expect([cancel.status, cancel.body.code]).to.deep.equal([403, 'forbidden']);
    expect(again.status).to.equal(409);
    expect((await server.as('mei').get(`/tasks/${taskOfZhao}`)).body.allowedActions).to.deep.equal([]);
  });

  it('should not take from the request who is acting, or for whom', async () => {
    const forged = await server.as('qian').post('/process-instances', { definitionKey: 'approval', initiator: 'li' });
    const elsewhere = await server
      .as('qian')
      .post('/process-instances', { definitionKey: 'approval', startAt: ['decide'] });
    const assignee = await server.as('zhao').post(`/tasks/${taskOfZhao}/complete`, { assignee: 'wang' });

    expect([forged.status, elsewhere.status, assignee.status]).to.deep.equal([403, 403, 400]);
  });

  it('should be left to owners of the process and administrators where the model names nobody', async () => {
    const body = `<startEvent id="start"/><userTask id="loose"/><endEvent id="end"/>${flows('start loose end')}`;
    await deploy(server, bpmn(body, { key: 'unnamed', attributes: 'tb:owners="tax"' }));
    const { body: started } = await server.as('root').post('/process-instances', { definitionKey: 'unnamed' });
    const claimable = async (person: PersonId): Promise<number> =>
      (await server.as(person).get(`/tasks?view=claimable&instanceId=${started.id}`)).body.items.length;

    const lists = [
      await claimable('root'),
      await claimable('zhao'),
      await claimable('wang'),
      await claimable('mei'),
      await claimable('li'),
    ];
    const { body: tasks } = await server.as('zhao').get(`/tasks?instanceId=${started.id}`);
    const seen = await server.as('zhao').get(`/process-instances/${started.id}`);
    const foreign = await server.as('wang').post(`/tasks/${tasks.items[0].id}/complete`);
    const done = await server.as('zhao').post(`/tasks/${tasks.items[0].id}/complete`);

    expect(lists).to.deep.equal([1, 1, 0, 0, 0]);
    expect(seen.status).to.equal(200);
    expect([foreign.status, done.status]).to.deep.equal([404, 200]);
  });

  it('should not be started by whom the model does not name', async () => {
    await deploy(server, APPROVAL.replaceAll('approval', 'internal').replace('tb:starters="applicant,clerk"', ''));

    const started = await server.as('li').post('/process-instances', { definitionKey: 'internal' });
    const list = await server.as('li').get('/process-definitions');

    expect(started.status).to.equal(403);
    expect(list.body.items.map(({ key }: { key: string }) => key)).to.deep.equal(['approval']);
    const { id } = (await server.as('root').get('/process-definitions?key=internal')).body.items[0];
    expect((await server.as('li').get(`/process-definitions/${id}`)).status).to.equal(404);
    expect((await server.as('li').get('/process-definitions?startable=true')).body.items).to.have.length(1);
  });
});
