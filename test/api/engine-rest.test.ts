import { readFileSync } from 'node:fs';
import {
  BasicAuthInterceptor,
  Client,
  type TaskService,
  Variables,
  type WorkerTask,
} from 'camunda-external-task-client-js';
import { expect } from 'chai';
import { REST_ROUTES } from '../../engine/api/engine-rest/routes.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { APPROVAL, deploy, OUTSIDE, WAITING } from './support/models.ts';
import { useServer } from './support/server.ts';

const MAPPED = bpmn(
  `<startEvent id="start"/><serviceTask id="register" tb:topic="tax" tb:retry="R2/PT1S"/><userTask id="after"><extensionElements><tb:assignment assignee="wang"/></extensionElements></userTask>
   <endEvent id="end"/><endEvent id="no"/><boundaryEvent id="refused" attachedToRef="register"><errorEventDefinition errorRef="NO"/></boundaryEvent>
   ${flows('start register after end', 'refused no')}`,
  { key: 'mapped', definitions: '<error id="NO" errorCode="NO"/>' },
);

describe('api/engine-rest', () => {
  const server = useServer();
  let key: string;
  const clients: Client[] = [];
  before(async () => {
    await deploy(server, APPROVAL, OUTSIDE, WAITING, MAPPED);
    key = (await server.as('root').post('/organisation/api-keys', { userId: 'robot', name: 'worker' })).body.secret;
  });
  afterEach(() => {
    for (const client of clients.splice(0)) client.stop();
  });

  const rest = async (
    method: string,
    path: string,
    body?: unknown,
    as: Parameters<typeof server.tokenOf>[0] = 'root',
  ) => {
    const isForm = body instanceof FormData;
    const response = await fetch(`${server.url}/engine-rest${path}`, {
      method,
      headers: {
        authorization: `Bearer ${server.tokenOf(as)}`,
        'accept-language': 'en',
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    // biome-ignore lint/suspicious/noExplicitAny: tests read into answers
    const json: any = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, type: response.headers.get('content-type'), body: json };
  };
  const start = async (variables: object = {}, businessKey = 'b-1'): Promise<string> =>
    (await server.as('root').post('/process-instances', { definitionKey: 'mapped', businessKey, variables })).body.id;
  const instance = async (id: string) => (await server.as('root').get(`/process-instances/${id}`)).body;

  /** Runs the real client until its handler has settled one task. */
  const work = (handler: (task: WorkerTask, service: TaskService) => Promise<void>): Promise<void> =>
    new Promise((resolve, reject) => {
      const client = new Client({
        baseUrl: `${server.url}/engine-rest`,
        workerId: 'js-worker',
        maxTasks: 1,
        asyncResponseTimeout: 10_000,
        interceptors: [new BasicAuthInterceptor({ username: 'robot', password: key })],
      });
      clients.push(client);
      client.on('poll:error', reject);
      client.subscribe('tax', ({ task, taskService }) => {
        client.stop();
        handler(task, taskService).then(resolve, reject);
      });
    });

  describe('camunda-external-task-client-js', () => {
    it('should fetch work with its variables, and bring back every type of value', async () => {
      const given = {
        name: '一家公司',
        count: 3,
        share: 0.25,
        ok: true,
        none: null,
        list: [1, { a: '中' }],
        big: 5_000_000_000,
      };
      const waiting = work(async (task, service) => {
        seen = { ...task.variables.getAll(), businessKey: task.businessKey, retries: task.retries };
        const variables = new Variables();
        for (const [name, value] of Object.entries({
          text: 'x',
          whole: 7,
          half: 0.5,
          yes: false,
          object: { a: [1] },
          nothing: null,
        }))
          variables.set(name, value);
        variables.setTyped('when', { type: 'date', value: new Date('2026-03-02T01:00:00Z'), valueInfo: {} });
        await service.complete(task, variables);
      });
      let seen: object = {};

      const id = await start(given);
      await waiting;

      expect(seen).to.deep.equal({ ...given, businessKey: 'b-1', retries: 2 });
      const { when, ...others } = (await instance(id)).variables;
      expect(others).to.deep.equal({
        ...given,
        text: 'x',
        whole: 7,
        half: 0.5,
        yes: false,
        object: { a: [1] },
        nothing: null,
      });
      expect(Date.parse(when)).to.equal(Date.parse('2026-03-02T01:00:00Z'));
      expect((await instance(id)).elements.map(({ elementId }: { elementId: string }) => elementId)).to.deep.equal([
        'after',
      ]);
    });

    it('should report failures with what is left of the retries', async () => {
      const waiting = work(async (task, service) => {
        await service.handleFailure(task, {
          errorMessage: 'down',
          errorDetails: 'stack',
          retries: 0,
          retryTimeout: 1_000,
        });
      });

      const id = await start();
      await waiting;

      const { body } = await server.as('root').get(`/incidents?instanceId=${id}`);
      expect(body.items[0]).to.deep.include({ code: 'effect-failed', elementId: 'register' });
      expect(body.items[0].message).to.include('down\nstack');
    });

    it('should raise errors of the model', async () => {
      const waiting = work((task, service) => service.handleBpmnError(task, 'NO', 'refused'));

      const id = await start();
      await waiting;

      expect((await instance(id)).status).to.equal('completed');
    });

    it('should extend, give back and take again', async () => {
      const done: string[] = [];
      const waiting = work(async (task, service) => {
        await service.extendLock(task, 90_000);
        done.push('extended');
        await service.unlock(task);
        done.push('unlocked');
        await service.lock(task, 60_000);
        done.push('locked');
        await service.complete(task);
      });

      await start();
      await waiting;

      expect(done).to.deep.equal(['extended', 'unlocked', 'locked']);
    });
  });

  describe('who may', () => {
    it('should answer nobody without an account, nor a browser by its cookie', async () => {
      const url = `${server.url}/engine-rest/task`;
      const basic = (user: string, password: string) => ({
        authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
      });
      const answers = await Promise.all(
        [
          {},
          { cookie: `tongban_session=${server.tokenOf('root')}` },
          basic('root', key),
          basic('robot', 'password'),
          { authorization: 'Bearer x' },
        ].map((headers) => fetch(url, { headers: headers as Record<string, string> })),
      );

      expect(answers.map(({ status }) => status)).to.deep.equal([401, 401, 401, 401, 401]);
      expect(answers[0]?.headers.get('www-authenticate')).to.include('Basic');
    });

    it('should let nobody do what the operation behind it does not', async () => {
      const id = await start();
      await server.as('root').put('/topic-grants/land', { principals: ['department:land'] });
      const [task] = (await rest('GET', `/task?processInstanceId=${id}`)).body;
      const fetched = await rest(
        'POST',
        '/external-task/fetchAndLock',
        { workerId: 'w', maxTasks: 1, topics: [{ topicName: 'tax', lockDuration: 1_000 }] },
        'wang',
      );
      const other = await rest(
        'POST',
        '/external-task/fetchAndLock',
        { workerId: 'w', maxTasks: 1, topics: [{ topicName: 'land', lockDuration: 1_000 }] },
        'robot',
      );
      const deployed = await rest('POST', '/deployment/create', new FormData(), 'wang');

      expect([task, fetched.status, other.status, deployed.status]).to.deep.equal([undefined, 403, 403, 403]);
      expect(fetched.body).to.deep.include({ type: 'AuthorizationException', code: 0, reason: 'forbidden' });
      expect(other.body.reason).to.equal('topic-not-granted');
    });
  });

  it('should answer exactly application/json, also refusals, and 204 without a body', async () => {
    const list = await rest('GET', '/process-definition?key=mapped&latestVersion=true');
    const missing = await rest('GET', '/task/none');

    expect([list.status, list.type]).to.deep.equal([200, 'application/json']);
    expect(list.body[0]).to.include({ key: 'mapped', version: 1, tenantId: null });
    expect([missing.status, missing.type, missing.body.type]).to.deep.equal([
      404,
      'application/json',
      'InvalidRequestException',
    ]);
  });

  it('should deploy what the desktop modeler sends, and tell where its problems are', async () => {
    const form = (content: string): FormData => {
      const body = new FormData();
      body.append('deployment-name', 'diagram');
      body.append('deployment-source', 'Camunda Modeler');
      body.append('deploy-changed-only', 'true');
      body.append('diagram.bpmn', new Blob([content]), 'diagram.bpmn');
      return body;
    };
    const fine = bpmn(
      '<startEvent id="start"/><endEvent id="end"/><sequenceFlow id="f" sourceRef="start" targetRef="end"/>',
      { key: 'drawn' },
    );
    const tenant = form(fine);
    tenant.append('tenant-id', 'one');

    const connected = [await rest('GET', '/version'), await rest('GET', '/deployment?maxResults=0')];
    const done = await rest('POST', '/deployment/create', form(fine));
    const again = await rest('POST', '/deployment/create', form(fine));
    const broken = await rest('POST', '/deployment/create', form(fine.replace('targetRef="end"', 'targetRef="gone"')));
    const [definition] = Object.values(done.body.deployedProcessDefinitions) as { id: string; key: string }[];
    const started = await rest('POST', `/process-definition/${encodeURIComponent(definition?.id ?? '')}/start`, {});

    expect(connected.map(({ status }) => status)).to.deep.equal([200, 200]);
    expect(connected[0]?.body.version).to.match(/^7\./);
    expect(connected[1]?.body).to.deep.equal([]);
    expect(done.body).to.deep.include({ name: 'diagram', source: 'Camunda Modeler', tenantId: null });
    expect(definition?.key).to.equal('drawn');
    expect(again.body.deployedProcessDefinitions).to.equal(null);
    expect([broken.status, broken.body.type]).to.deep.equal([400, 'ParseException']);
    expect(broken.body.details['diagram.bpmn'].errors[0].line).to.be.a('number');
    expect(started.body).to.include({ definitionKey: 'drawn', ended: true });
    expect((await rest('POST', '/deployment/create', tenant)).status).to.equal(400);
  });

  it('should start, list, claim and complete', async () => {
    const started = await rest('POST', '/process-definition/key/approval/start', {
      businessKey: 'rest-1',
      variables: {
        amount: { value: 12, type: 'Integer' },
        note: { value: 'x' },
        data: { value: '{"a":12345678901234567891}', type: 'Json' },
      },
      withVariablesInReturn: false,
    });
    const id = started.body.id;
    const filter = `processInstanceId=${id}`;
    const listed = await rest('GET', `/task?${filter}`, undefined, 'wang');
    const counted = await rest('POST', '/task/count', { processInstanceId: id }, 'wang');
    const path = `/task/${listed.body[0].id}`;
    const forAnother = await rest('POST', `${path}/claim`, { userId: 'zhao' }, 'wang');
    const claimed = await rest('POST', `${path}/claim`, { userId: 'wang' }, 'wang');
    const shown = await rest('GET', path, undefined, 'wang');
    const unclaimed = await rest('POST', `${path}/unclaim`, {}, 'wang');
    const completed = await rest(
      'POST',
      `${path}/complete`,
      { variables: { accepted: { value: true, type: 'boolean' } } },
      'wang',
    );
    const next = await rest('POST', '/task', { processInstanceId: id, assignee: 'zhao', maxResults: 5 });

    expect(started.body).to.include({ businessKey: 'rest-1', ended: false, suspended: false, tenantId: null });
    expect(listed.body[0]).to.include({ taskDefinitionKey: 'accept', processInstanceId: id, assignee: null });
    expect(listed.body[0].created).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
    expect(counted.body).to.deep.equal({ count: 1 });
    expect([forAnother, claimed, unclaimed, completed].map(({ status }) => status)).to.deep.equal([403, 204, 204, 204]);
    expect(shown.body.assignee).to.equal('wang');
    expect(next.body.map(({ assignee }: { assignee: string }) => assignee)).to.deep.equal(['zhao']);
    const { text } = await server.as('root').get(`/process-instances/${id}/variables`);
    expect(text).to.include('12345678901234567891').and.include('"accepted":true');
  });

  it('should correlate a message with the case that waits, and refuse one nobody waits for', async () => {
    await server.as('root').post('/process-instances', { definitionKey: 'waiting', variables: { orderId: 'o-1' } });
    const message = { messageName: 'paid', correlationKeys: { orderId: { value: 'o-1', type: 'String' } } };

    const done = await rest('POST', '/message', { ...message, all: false, resultEnabled: false });
    const again = await rest('POST', '/message', message);
    const all = await rest('POST', '/message', { ...message, all: true });

    expect([done.status, again.status, all.status]).to.deep.equal([204, 400, 400]);
    expect(again.body.reason).to.equal('message-not-expected');
  });

  it('should refuse the answer of a lock that was overtaken, also to a worker of the same name', async () => {
    const id = await start({});
    const take = async () =>
      (
        await rest('POST', '/external-task/fetchAndLock', {
          workerId: 'w',
          maxTasks: 1,
          topics: [{ topicName: 'tax', lockDuration: 1_000 }],
        })
      ).body[0].id as string;
    const old = await take();
    server.clock.set(server.clock.now() + 1_001);
    const young = await take();
    const say = (task: string, verb: string, more: object = {}) =>
      rest('POST', `/external-task/${task}/${verb}`, { workerId: 'w', ...more });

    const overtaken = [
      await say(old, 'complete', { variables: { stolen: { value: true, type: 'Boolean' } } }),
      await say(old, 'failure', { retries: 0 }),
      await say(old, 'bpmnError', { errorCode: 'NO' }),
      await say(old, 'extendLock', { newDuration: 5_000 }),
      await say(old, 'lock', { lockDuration: 5_000 }),
      await rest('POST', `/external-task/${old}/unlock`),
    ];
    const bare = young.slice(0, young.indexOf('~'));
    const extended = await say(bare, 'extendLock', { newDuration: 60_000 });
    const done = await say(young, 'complete');

    expect(overtaken.map(({ status, body }) => [status, body.reason])).to.deep.equal(
      Array(6).fill([400, 'external-task-not-locked']),
    );
    expect([old.startsWith(bare), extended.status, done.status]).to.deep.equal([true, 204, 204]);
    expect((await instance(id)).variables).to.not.have.property('stolen');
  });

  it('should refuse a filter it does not know rather than give more than was asked for', async () => {
    const answers = await Promise.all([
      rest('GET', '/task?candidateGroup=window'),
      rest('GET', '/task?tenantIdIn=a'),
      rest('POST', '/task', { processVariables: [{ name: 'a' }] }),
      rest('POST', '/external-task/fetchAndLock', {
        workerId: 'w',
        topics: [{ topicName: 'tax', lockDuration: 1, tenantIdIn: ['a'] }],
      }),
      rest('POST', '/process-definition/key/mapped/start', { startInstructions: [{ type: 'startBeforeActivity' }] }),
    ]);

    expect(answers.map(({ status }) => status)).to.deep.equal([400, 400, 400, 400, 400]);
  });

  for (const value of [
    { type: 'Integer', value: 'x' },
    { type: 'Integer', value: 1.5 },
    { type: 'Json', value: '{' },
    { type: 'Date', value: 'tomorrow' },
    { type: 'File', value: 'YQ==' },
    { type: '__proto__', value: 1 },
    { type: 'String', value: 'x', valueInfo: { transient: true } },
    'bare',
  ]) {
    it(`should refuse the variable ${JSON.stringify(value)}`, async () => {
      const answer = await rest('POST', '/process-definition/key/mapped/start', { variables: { v: value } });

      expect(answer.status).to.equal(400);
    });
  }

  it('should answer 501 with where to look for every path it does not know', async () => {
    for (const [method, path] of [
      ['GET', '/history/process-instance'],
      ['POST', '/process-instance/x/modification'],
      ['GET', '/external-task/x/complete'],
      ['DELETE', '/deployment/x'],
      ['GET', '/execution/x/localVariables/file/data'],
      ['GET', ''],
    ] as const) {
      const answer = await rest(method, path);

      expect([answer.status, answer.body.type], path).to.deep.equal([501, 'NotImplementedException']);
      expect(answer.body.message).to.include('docs/engine-rest.md');
    }
  });

  for (const page of ['docs/engine-rest.md', 'docs/engine-rest.zh-CN.md']) {
    it(`should be listed in ${page}, every path and no other`, () => {
      const listed = [...readFileSync(page, 'utf8').matchAll(/^\| `(GET|POST) (\/[^`]*)`/gm)].map(
        ([, method, path]) => `${method} ${path}`,
      );

      expect(listed).to.have.members(REST_ROUTES.map(({ method, path }) => `${method} ${path}`));
    });
  }
});
