import { expect } from 'chai';
import { APPROVAL, deploy } from './support/models.ts';
import { useServer } from './support/server.ts';

describe('api/errors', () => {
  const server = useServer();
  before(async () => {
    await deploy(server, APPROVAL);
  });

  it('should answer problems with a stable code, and words in the language of the request', async () => {
    const english = await server
      .as('root')
      .with({ 'accept-language': 'en-GB,en;q=0.9' })
      .get('/process-instances/none');
    const chinese = await server
      .as('root')
      .with({ 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5' })
      .get('/process-instances/none');
    const neither = await server.as('root').with({ 'accept-language': 'fr' }).get('/process-instances/none');

    for (const reply of [english, chinese, neither]) {
      expect(reply.headers.get('content-type')).to.match(/^application\/problem\+json/);
      expect(reply.body).to.include({ status: 404, code: 'not-found', type: 'urn:tongban:problem:not-found' });
      expect(reply.body.instance).to.equal(reply.headers.get('x-request-id'));
    }
    expect(english.body).to.include({
      title: 'Not found',
      detail: 'Expected instance "none" to exist, but it does not.',
    });
    expect(chinese.body.detail)
      .to.equal(neither.body.detail)
      .and.to.match(/\p{Script=Han}/u);
  });

  it('should refuse malformed requests with the fields that are wrong, in both languages', async () => {
    const body = { definitionKey: 7, suprise: true, startAt: [] };

    const english = await server.as('root').post('/process-instances', body);
    const chinese = await server.as('root').with({ 'accept-language': 'zh' }).post('/process-instances', body);

    expect(english.status).to.equal(400);
    expect(english.body.errors.map(({ path }: { path: string }) => path)).to.have.members([
      '/definitionKey',
      '/suprise',
      '/startAt',
    ]);
    expect(chinese.body.errors.every(({ message }: { message: string }) => /\p{Script=Han}/u.test(message))).to.equal(
      true,
    );
  });

  it('should refuse unknown properties everywhere, nothing is silently ignored', async () => {
    const replies = await Promise.all([
      server.as('root').get('/tasks?veiw=mine'),
      server.as('root').get('/tasks?sort=name'),
      server.as('root').get('/tasks?limit=0'),
      server.as('root').get('/tasks?limit=1&limit=2'),
      server.as('root').get('/tasks?cursor=nonsense'),
      server.as('root').get('/tasks?dueBefore=tomorrow'),
      server.as('root').post('/process-instances/x/cancel', { why: 'x' }),
      server.as('root').post('/tasks/bulk', { verb: 'claim', taskIds: ['a'], force: true }),
      server.as('root').post('/jobs/x/execute', { now: true }),
    ]);

    expect(replies.map(({ status }) => status)).to.deep.equal(replies.map(() => 400));
    expect(new Set(replies.map(({ body }) => body.code))).to.deep.equal(new Set(['bad-request', 'cursor-invalid']));
  });

  it('should refuse bodies that are no JSON, of another type, packed, or broken text', async () => {
    const root = server.as('root');
    const latin1 = new Uint8Array([...Buffer.from('{"a":"'), 0xe9, ...Buffer.from('"}')]);

    const replies = await Promise.all([
      root.post('/process-instances', '{"definitionKey":'),
      root.post('/process-instances', latin1),
      root.post('/process-instances', '{"definitionKey":"approval","variables":{"__proto__":{"admin":true}}}'),
      root.post('/process-instances', '{"definitionKey":"approval","variables":{"a":"\\u0000"}}'),
      root.post('/process-instances', '{"definitionKey":"approval","variables":{"a":1e999}}'),
      root.post(
        '/process-instances',
        `{"definitionKey":"approval","variables":{"a":${'['.repeat(5000)}${']'.repeat(5000)}}}`,
      ),
      root.post('/process-instances', '[]'),
      root.post('/process-instances', 'null'),
      root.with({ 'content-type': 'text/plain' }).post('/process-instances', '{}'),
      root
        .with({ 'content-type': 'application/x-www-form-urlencoded' })
        .post('/process-instances', 'definitionKey=approval'),
      root.with({ 'content-encoding': 'gzip' }).post('/process-instances', '{}'),
    ]);

    expect(replies.map(({ status }) => status)).to.deep.equal([400, 400, 400, 400, 400, 400, 400, 400, 415, 415, 415]);
    expect(({} as Record<string, unknown>).admin).to.equal(undefined);
  });

  it('should refuse what is too large before it has read all of it, and stay up', async () => {
    const reply = await server
      .as('root')
      .post('/process-instances', { definitionKey: 'approval', variables: { a: 'x'.repeat(1024 * 1024) } });

    expect(reply.status).to.equal(413);
    expect(reply.body).to.include({ code: 'payload-too-large' });
    expect((await server.as('root').get('/me')).status).to.equal(200);
  });

  it('should refuse what is too large also when its size is not announced', async () => {
    const { request } = await import('node:http');
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${server.tokenOf('root')}` };
      const sending = request(`${server.url}/api/v1/process-instances`, { method: 'POST', headers }, (response) =>
        resolve(response.resume().statusCode),
      );
      sending.on('error', reject);
      for (let i = 0; i < 40; i += 1) sending.write('x'.repeat(64 * 1024));
      sending.end();
    });

    expect(status).to.equal(413);
  });

  it('should not take a request that broke off for a bug', async () => {
    const { request } = await import('node:http');
    await new Promise<void>((resolve) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': 1000,
        authorization: `Bearer ${server.tokenOf('root')}`,
      };
      const sending = request(`${server.url}/api/v1/process-instances`, { method: 'POST', headers });
      sending.on('error', () => resolve());
      sending.write('{"definitionKey":');
      setTimeout(() => sending.destroy(), 50);
    });

    expect((await server.as('root').get('/me')).status).to.equal(200);
  });

  it('should take a model larger than other bodies, and refuse one beyond its own limit', async () => {
    const large = APPROVAL.replace('</process>', `<documentation>${'x'.repeat(1_500_000)}</documentation></process>`);
    const resources = [{ name: 'a.bpmn', content: large }];

    const taken = await server.as('anna').post('/deployments/check', { name: 'a', resources });
    const refused = await server.as('anna').post('/deployments/check', {
      name: 'a',
      resources: [{ name: 'a.bpmn', content: 'x'.repeat(21 * 1024 * 1024) }],
    });

    expect(taken.status).to.equal(200);
    expect(refused.status).to.equal(413);
  });

  it('should list the problems of a model that cannot be deployed, with their places, and deploy nothing', async () => {
    const stale = '<startEvent id="start"><outgoing>accept_decide</outgoing></startEvent>';
    const broken = APPROVAL.replace('sourceRef="decide"', 'sourceRef="nowhere"').replace(
      '<startEvent id="start"/>',
      stale,
    );
    const before = (await server.as('anna').get('/deployments')).body.items.length;

    const reply = await server
      .as('anna')
      .post('/deployments', { name: 'x', resources: [{ name: 'b.bpmn', content: broken }] });
    const chinese = await server
      .as('anna')
      .with({ 'accept-language': 'zh' })
      .post('/deployments', { name: 'x', resources: [{ name: 'b.bpmn', content: broken }] });
    const { body: checked } = await server
      .as('anna')
      .post('/deployments/check', { name: 'x', resources: [{ name: 'b.bpmn', content: broken }] });

    expect(reply.status).to.equal(422);
    expect(reply.body.code).to.equal('deployment-invalid');
    const errors = reply.body.problems.filter(({ severity }: { severity: string }) => severity === 'error');
    expect(errors).to.have.length.below(reply.body.problems.length);
    expect(reply.body.params).to.deep.equal({ count: errors.length });
    expect(reply.body.problems.find(({ severity }: { severity: string }) => severity === 'error')).to.include({
      resource: 'b.bpmn',
    });
    expect(reply.body.problems.every(({ line }: { line: number | null }) => line === null || line > 0)).to.equal(true);
    expect(reply.body.problems).to.deep.equal(checked.problems);
    expect(chinese.body.problems[0].message).to.match(/\p{Script=Han}/u);
    expect((await server.as('anna').get('/deployments')).body.items).to.have.length(before);
  });

  it('should call the elements of problems as the refused file does, in the language of the request', async () => {
    const content = APPROVAL.replace('sourceRef="start"', 'name="申请" tb:nameEn="Applied" sourceRef="nowhere"');
    const namesFor = async (language: string) => {
      const { body } = await server
        .as('anna')
        .with({ 'accept-language': language })
        .post('/deployments', { name: 'x', resources: [{ name: 'b.bpmn', content }] });
      return body.problems.map((one: { elementId: string; elementName: string }) => [one.elementId, one.elementName]);
    };

    expect(await namesFor('zh')).to.deep.include(['start_accept', '申请']);
    expect(await namesFor('en')).to.deep.include(['start_accept', 'Applied']);
  });

  it('should take files as multipart, with Chinese names, and refuse broken ones', async () => {
    const form = new FormData();
    form.set('name', '发证');
    form.append('files', new Blob([APPROVAL.replaceAll('approval', 'approval2')]), '发证.bpmn');
    const wrongField = new FormData();
    wrongField.set('surprise', 'x');
    const noText = new FormData();
    noText.append('files', new Blob([new Uint8Array([0xff, 0xfe, 0])]), 'x.bpmn');

    const deployed = await server.as('anna').post('/deployments', form);
    const refused = await Promise.all([
      server.as('anna').post('/deployments', wrongField),
      server.as('anna').post('/deployments', noText),
      server
        .as('anna')
        .with({ 'content-type': 'multipart/form-data; boundary=x' })
        .post('/deployments', '--x\r\nbroken'),
      server.as('anna').with({ 'content-type': 'multipart/form-data' }).post('/deployments', 'x'),
    ]);

    expect(deployed.status).to.equal(201);
    expect(deployed.body.definitions[0]).to.include({ key: 'approval2', version: 1, unchanged: false });
    expect((await server.as('anna').get('/deployments')).body.items[0].name).to.equal('发证');
    expect(refused.map(({ status }) => status)).to.deep.equal([400, 400, 400, 400]);
  });

  it('should know 404 from 405', async () => {
    const nothing = await server.as('root').get('/nothing');
    const wrongMethod = await server.as('root').send('PUT', '/tasks');
    const wrongVerb = await server.as('root').post('/tasks/x/steal');

    expect([nothing.status, nothing.body.code]).to.deep.equal([404, 'route-not-found']);
    expect([wrongMethod.status, wrongMethod.body.code]).to.deep.equal([405, 'method-not-allowed']);
    expect(wrongMethod.headers.get('allow')).to.equal('GET');
    expect(wrongVerb.status).to.equal(404);
  });
});

describe('api/back-pressure', () => {
  const server = useServer({ runtime: { dispatcher: { queueLimit: 0 } } });

  it('should say 503 with Retry-After, and when, while the engine takes nothing more', async () => {
    await deploy(server, APPROVAL);

    const reply = await server.as('root').post('/process-instances', { definitionKey: 'approval' });

    expect([reply.status, reply.body.code]).to.deep.equal([503, 'overloaded']);
    expect(reply.headers.get('retry-after')).to.equal('1');
    expect((await server.as('root').get('/process-instances')).body.items).to.deep.equal([]);
  });
});
