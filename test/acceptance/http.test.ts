/** The manners of the API: what every route does with what it cannot take. */
import { expect } from 'chai';
import type { Reply } from '../api/support/client.ts';
import { flows } from '../support/bpmn.ts';
import { useEngine } from './support/engine.ts';
import { end, start, user } from './support/shapes.ts';

const MINIMAL = [start(), user('a'), end(), flows('start a end')].join('');

describe('acceptance/http', () => {
  const engine = useEngine();

  const expectProblem = ({ status, headers, body }: Reply, expected: readonly [number, string]): void => {
    expect([status, body.code]).to.deep.equal(expected);
    expect(headers.get('content-type')).to.match(/^application\/problem\+json/);
    expect(body).to.include.keys('type', 'title', 'status', 'code', 'detail');
  };

  describe('problems', () => {
    const cases: readonly (readonly [
      string,
      string,
      string,
      unknown,
      Readonly<Record<string, string>>,
      readonly [number, string],
    ])[] = [
      ['a path that is not there', 'GET', '/nothing', undefined, {}, [404, 'route-not-found']],
      ['a slash too many', 'GET', '/tasks/', undefined, {}, [404, 'route-not-found']],
      ['another case', 'GET', '/Tasks', undefined, {}, [404, 'route-not-found']],
      ['an encoded letter', 'GET', '/%74asks', undefined, {}, [404, 'route-not-found']],
      ['a broken escape', 'GET', '/tasks/%zz', undefined, {}, [404, 'route-not-found']],
      ['a verb that tasks do not have', 'POST', '/tasks/x/explode', {}, {}, [404, 'route-not-found']],
      ['a method that is not there', 'PUT', '/tasks', {}, {}, [405, 'method-not-allowed']],
      ['a method in a header', 'POST', '/tasks', {}, { 'x-http-method-override': 'GET' }, [405, 'method-not-allowed']],
      [
        'text for JSON',
        'POST',
        '/process-instances',
        '{}',
        { 'content-type': 'text/plain' },
        [415, 'unsupported-media-type'],
      ],
      [
        'XML for JSON',
        'POST',
        '/deployments',
        '<a/>',
        { 'content-type': 'application/xml' },
        [415, 'unsupported-media-type'],
      ],
      ['broken JSON', 'POST', '/process-instances', '{', {}, [400, 'bad-request']],
      ['a list for an object', 'POST', '/process-instances', '[]', {}, [400, 'bad-request']],
      ['NaN', 'POST', '/process-instances', '{"definitionKey":"x","variables":{"a":NaN}}', {}, [400, 'bad-request']],
      [
        'a number without end',
        'POST',
        '/process-instances',
        '{"definitionKey":"x","variables":{"a":1e999}}',
        {},
        [400, 'bad-request'],
      ],
      [
        'a key of the prototype',
        'POST',
        '/process-instances',
        '{"definitionKey":"x","variables":{"__proto__":{"a":1}}}',
        {},
        [400, 'bad-request'],
      ],
      [
        'a property nobody knows',
        'POST',
        '/process-instances',
        { definitionKey: 'x', foo: 1 },
        {},
        [400, 'bad-request'],
      ],
      [
        'too much',
        'POST',
        '/process-instances',
        { definitionKey: 'x', variables: { a: 'x'.repeat(1_100_000) } },
        {},
        [413, 'payload-too-large'],
      ],
      [
        'too deep',
        'POST',
        '/process-instances',
        `{"definitionKey":"x","variables":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`,
        {},
        [400, 'bad-request'],
      ],
      ['no process', 'POST', '/process-instances', {}, {}, [400, 'bad-request']],
      ['an unknown process', 'POST', '/process-instances', { definitionKey: 'nowhere' }, {}, [404, 'not-found']],
      ['a filter nobody knows', 'GET', '/tasks?foo=1', undefined, {}, [400, 'bad-request']],
      ['an empty page', 'GET', '/tasks?limit=0', undefined, {}, [400, 'bad-request']],
      ['a page too large', 'GET', '/tasks?limit=501', undefined, {}, [400, 'bad-request']],
      ['two limits', 'GET', '/tasks?limit=1&limit=2', undefined, {}, [400, 'bad-request']],
      ['an order nobody offers', 'GET', '/tasks?sort=name;drop table task', undefined, {}, [400, 'bad-request']],
      ['a cursor that is none', 'GET', '/tasks?cursor=%27%20or%201=1', undefined, {}, [400, 'cursor-invalid']],
      ['an id with a quote in it', 'GET', "/tasks/'%20or%20'1'='1", undefined, {}, [404, 'not-found']],
      ['a zero byte', 'GET', '/tasks?q=%00', undefined, {}, [400, 'bad-request']],
      ['a time that is none', 'GET', '/jobs?dueBefore=tomorrow', undefined, {}, [400, 'bad-request']],
      ['months for a test clock', 'POST', '/test/clock', { advance: 'P1M' }, {}, [400, 'bad-request']],
      [
        'a key too long to remember',
        'POST',
        '/process-instances',
        { definitionKey: 'x' },
        { 'idempotency-key': 'x'.repeat(201) },
        [400, 'bad-request'],
      ],
    ];
    for (const [name, method, path, body, headers, expected] of cases) {
      it(`should answer ${expected.join(' ')} to ${name}`, async () => {
        expectProblem(await engine.admin.with(headers).send(method, path, body), expected);
      });
    }

    it('should speak the language of the caller, and name the fields', async () => {
      const chinese = await engine.admin
        .with({ 'accept-language': 'zh-CN,zh;q=0.9' })
        .post('/process-instances', { definitionKey: 'x', foo: 1 });
      const english = await engine.admin.post('/process-instances', { definitionKey: 'x', foo: 1 });

      expect(chinese.body.detail).to.match(/\p{Script=Han}/u);
      expect(english.body.detail).to.match(/^Expected /);
      for (const { body } of [chinese, english])
        expect(body.errors.map(({ path }: { path: string }) => path)).to.deep.equal(['/foo']);
    });
  });

  describe('who calls', () => {
    const PUBLIC = ['/healthz', '/readyz', '/metrics', '/api/openapi.json'];

    it('should answer nobody but about itself', async () => {
      for (const path of PUBLIC) expect((await engine.nobody.get(`${engine.url}${path}`)).status, path).to.equal(200);
      for (const path of ['/tasks', '/process-instances', '/jobs', '/organisation/users', '/events', '/audit/verify'])
        expectProblem(await engine.nobody.get(path), [401, 'sign-in-required']);
      expectProblem(await engine.nobody.with({ authorization: 'Bearer x' }).get('/tasks'), [401, 'sign-in-required']);
    });

    it('should not tell whether it was the name or the password', async () => {
      const [unknown, wrong] = [
        await engine.nobody.post('/sessions', { username: 'nobody', password: 'wrong' }),
        await engine.nobody.post('/sessions', { username: 'admin', password: 'wrong' }),
      ];

      for (const reply of [unknown, wrong]) expectProblem(reply, [401, 'sign-in-failed']);
      expect(unknown.body.detail).to.equal(wrong.body.detail);
    });

    const RIGHTS: Readonly<
      Record<string, readonly [method: string, path: string, body: unknown, allowed: readonly string[]]>
    > = {
      'read jobs': ['GET', '/jobs', undefined, ['admin', 'han', 'jin']],
      'read incidents': ['GET', '/incidents', undefined, ['admin', 'han', 'jin']],
      'read users': ['GET', '/organisation/users', undefined, ['admin']],
      'read cases': ['GET', '/process-instances', undefined, ['admin', 'chen', 'gu', 'han', 'jin']],
      deploy: [
        'POST',
        '/deployments/check',
        { name: 'x', resources: [{ name: 'a.bpmn', content: '' }] },
        ['admin', 'han'],
      ],
      'broadcast signals': ['POST', '/signals', { name: 'unheard' }, ['admin', 'kong']],
      'fetch work': [
        'POST',
        '/external-tasks/fetch-and-lock',
        { workerId: 'w', topics: [{ topic: 'none', lockDuration: 1 }] },
        ['admin', 'kong'],
      ],
      'verify the journal': ['GET', '/audit/verify?instanceId=nowhere', undefined, ['admin']],
    };
    for (const [right, [method, path, body, allowed]] of Object.entries(RIGHTS)) {
      it(`should let only ${allowed.join(', ')} ${right}`, async () => {
        const people = ['admin', 'chen', 'gu', 'han', 'jin', 'kong'] as const;
        const statuses = await Promise.all(
          people.map(async (who) => (await engine.as(who).send(method, path, body)).status),
        );

        expect(people.filter((_, index) => statuses[index] !== 403)).to.deep.equal(allowed);
      });
    }
  });

  describe('repeats', () => {
    it('should give the first answer again, also to those who ask at the same time', async () => {
      const definitionKey = await engine.model(MINIMAL);
      const caller = engine.admin.with({ 'idempotency-key': `once-${definitionKey}` });

      const replies = await Promise.all(
        Array.from({ length: 8 }, () => caller.post('/process-instances', { definitionKey })),
      );
      const later = await caller.post('/process-instances', { definitionKey });

      const done = [...replies, later].filter(({ status }) => status === 201);
      for (const { status, body } of replies) if (status !== 201) expect(body.code).to.equal('idempotency-key-in-use');
      expect(new Set(done.map(({ body }) => body.id)).size).to.equal(1);
      expect(later.headers.get('idempotent-replay')).to.equal('true');
      expect(done.filter(({ headers }) => headers.get('idempotent-replay') === null)).to.have.lengthOf(1);
      const { body } = await engine.admin.get(`/process-instances?definitionKey=${definitionKey}&count=true`);
      expect(body.total).to.equal(1);
      expectProblem(await caller.post('/process-instances', { definitionKey, businessKey: 'other' }), [
        422,
        'idempotency-key-reused',
      ]);
    });
  });

  describe('pages', () => {
    it('should show everything once, in order, and count on request', async () => {
      const definitionKey = await engine.model(MINIMAL);
      for (let n = 0; n < 7; n++) await engine.start(definitionKey);
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const { body } = await engine.admin.get(
          `/process-instances?definitionKey=${definitionKey}&limit=3&count=true${cursor === '' ? '' : `&cursor=${cursor}`}`,
        );
        expect(body.total).to.equal(7);
        seen.push(...body.items.map(({ id }: { id: string }) => id));
        cursor = body.nextCursor;
      }

      expect(seen).to.have.lengthOf(7);
      expect(seen).to.deep.equal([...new Set(seen)].sort().reverse());
    });

    it('should not take the cursor of another list', async () => {
      const definitionKey = await engine.model(MINIMAL);
      for (let n = 0; n < 2; n++) await engine.start(definitionKey);
      const { body } = await engine.admin.get(`/process-instances?definitionKey=${definitionKey}&limit=1`);

      expectProblem(await engine.admin.get(`/tasks?cursor=${body.nextCursor}`), [400, 'cursor-invalid']);
    });

    it('should find text as it is written, whatever it means to a database', async () => {
      for (const q of ['%', '_', '\\', "' or 1=1 --", '"; drop table task', '$$'])
        expect((await engine.admin.get(`/tasks?q=${encodeURIComponent(q)}`)).body.items, q).to.deep.equal([]);
    });
  });
});
