import { createHash, createHmac } from 'node:crypto';
import { expect } from 'chai';
import { readContract } from '../../../adapters/kit/read-contract.ts';
import { createRest } from '../../../adapters/rest/rest.ts';
import { requestOf } from '../contract.ts';
import { surroundings } from '../http/support.ts';
import { type Asked, type HttpOffice, httpOffice, type Replied } from './http-office.ts';
import { describeRemote, quick, type Remote } from './remote-contract.ts';

const CONTRACT = quick(readContract(new URL('../../../adapters/rest/contract.json', import.meta.url)));
const SECRET = 'hush-42/+=';

const OPERATIONS = {
  'rest-example.check-person': {
    method: 'GET',
    path: '/persons/{idNumber}',
    query: { name: '=name' },
    answer: { matches: '=body.result = "Y"' },
    errors: [{ when: '=status = 404', code: 'rest-example.not-found' }],
  },
  'rest-example.register': {
    method: 'POST',
    path: '/records',
    body: { name: '=name', amount: '=amount', source: 'tongban', by: '=requestedBy' },
    errors: [{ when: '=status = 422 and body.code = "NO"', code: 'rest-example.refused' }],
    lookUp: {
      method: 'GET',
      path: '/records/{idempotencyKey}',
      state: '=if status = 404 then "absent" else if body.recordNumber = null then "pending" else "completed"',
    },
  },
} as const;

const settingsFor = (port: number, more = {}) => ({
  kind: 'rest',
  baseUrl: `http://127.0.0.1:${port}/api`,
  allowed: ['127.0.0.1'],
  plainText: true,
  headers: { 'x-api-key': 'secret:KEY' },
  operations: OPERATIONS,
  ...more,
});

const records = new Map<string, string>();

function department({ url, headers, body }: Asked): Replied {
  const key = String(headers['idempotency-key']);
  if (url.startsWith('/api/persons/440524')) return { status: 404, body: '{}' };
  if (url.startsWith('/api/persons/')) return { body: '{"result":"Y"}' };
  if (url.startsWith('/api/records/')) {
    const number = records.get(url.slice('/api/records/'.length));
    return number ? { body: JSON.stringify({ recordNumber: number }) } : { status: 404, body: '{}' };
  }
  if (JSON.parse(body).name === 'NO') return { status: 422, body: '{"code":"NO"}' };
  const number = records.get(key) ?? `REC-${records.size + 1}`;
  records.set(key, number);
  return { body: JSON.stringify({ recordNumber: number }) };
}

async function start(more = {}): Promise<Remote & { office: HttpOffice }> {
  const office = await httpOffice(department);
  const adapter = createRest(CONTRACT, settingsFor(office.port, more), surroundings({ secrets: { KEY: SECRET } }));
  return {
    office,
    adapter,
    behave: office.behave,
    keys: () => office.seen.map(({ headers }) => headers['idempotency-key'] as string),
    stop: office.stop,
  };
}

const register = (more = {}) => requestOf({ topic: 'rest-example.register', variables: { name: '示例' }, ...more });

describe('REST', () => {
  describe('that changes something', () => {
    describeRemote({
      start,
      good: { topic: 'rest-example.register', variables: { name: '示例' } },
      refused: { variables: { name: 'NO' }, code: 'rest-example.refused' },
      effect: 'change',
      modes: ['silent', 'garbage', 'oversize', 'broken', 'cut', 'echo'],
      secrets: [SECRET],
    });
  });

  describe('that only asks', () => {
    describeRemote({
      start,
      good: { topic: 'rest-example.check-person', variables: { idNumber: '11010519491231002X', name: '证件样本' } },
      refused: { variables: { idNumber: '440524188001010014' }, code: 'rest-example.not-found' },
      effect: 'query',
      modes: ['silent', 'oversize', 'broken', 'cut'],
      secrets: [SECRET],
    });
  });

  let remote: Awaited<ReturnType<typeof start>>;
  beforeEach(async () => {
    remote = await start();
  });
  afterEach(() => remote.stop());

  it('should send what the template says', async () => {
    await remote.adapter.call(register({ variables: { name: '示例', amount: 1.5, salary: 1 } }));

    const [asked] = remote.office.seen;
    expect(JSON.parse(asked?.body ?? '')).to.deep.equal({ name: '示例', amount: 1.5, source: 'tongban', by: 'chen' });
    expect(asked?.headers['x-api-key']).to.equal(SECRET);
  });

  it('should let a value fill one segment of the path and no more', async () => {
    for (const idNumber of ['a/b', 'a?x=1', '%2e%2e', '..%2f', 'a#b', 'a\r\nHost: x']) {
      await remote.adapter.call(requestOf({ topic: 'rest-example.check-person', variables: { idNumber } }));
    }
    for (const idNumber of ['..', '.', ''])
      expect(
        (await remote.adapter.call(requestOf({ topic: 'rest-example.check-person', variables: { idNumber } }))).kind,
      ).to.equal('failed');

    expect(remote.office.seen).to.have.length(6);
    for (const { url } of remote.office.seen) expect(url).to.match(/^\/api\/persons\/[^/?#]+$/);
  });

  it('should ask what became of a call whose answer was lost', async () => {
    remote.behave('cut');
    const lost = await remote.adapter.call(register({ idempotencyKey: 'lost-1' }));
    remote.behave('good');
    const absent = await remote.adapter.query?.(register({ idempotencyKey: 'lost-1' }));
    await remote.adapter.call(register({ idempotencyKey: 'lost-1' }));
    const found = await remote.adapter.query?.(register({ idempotencyKey: 'lost-1' }));

    expect(lost.kind).to.equal('unknown');
    expect(absent).to.deep.equal({ kind: 'absent' });
    expect(found).to.deep.equal({ kind: 'completed', variables: { recordNumber: records.get('lost-1') } });
  });

  it('should sign with HMAC so that the other side can check it', async () => {
    await remote.stop();
    remote = await start({ auth: { kind: 'hmac', keyId: 'tongban-1', secret: 'secret:KEY' } });

    await remote.adapter.call(
      requestOf({ topic: 'rest-example.check-person', variables: { idNumber: 'a b', name: '王 & 李' } }),
    );
    await remote.adapter.call(register());

    for (const { url, headers, body } of remote.office.seen) {
      const digest = createHash('sha256').update(body).digest('hex');
      const method = body === '' ? 'GET' : 'POST';
      const text = [method, url, headers['x-tongban-time'], digest].join('\n');
      expect(headers['x-tongban-key']).to.equal('tongban-1');
      expect(headers['x-tongban-signature']).to.equal(createHmac('sha256', SECRET).update(text).digest('hex'));
    }
    expect(remote.office.seen).to.have.length(2);
  });

  it('should fail and send nothing where a secret is missing', async () => {
    const adapter = createRest(CONTRACT, settingsFor(remote.office.port), surroundings());

    const answer = await adapter.call(register());

    expect(answer.kind).to.equal('failed');
    expect(remote.office.seen).to.have.length(0);
  });

  it('should not reach networks that are not allowed', async () => {
    const adapter = createRest(
      CONTRACT,
      settingsFor(remote.office.port, { allowed: [] }),
      surroundings({ secrets: { KEY: SECRET } }),
    );

    expect((await adapter.call(register())).kind).to.equal('failed');
    expect(remote.office.seen).to.have.length(0);
  });
});

describe('REST with access tokens', () => {
  let tokens: HttpOffice;
  let office: HttpOffice;
  let current = 't-1';
  let life = 300;

  beforeEach(async () => {
    current = 't-1';
    life = 300;
    tokens = await httpOffice(() => ({ body: JSON.stringify({ access_token: current, expires_in: life }) }));
    office = await httpOffice(({ headers, ...asked }) =>
      headers.authorization === `Bearer ${current}`
        ? department({ headers, ...asked })
        : { status: 401, body: JSON.stringify(headers) },
    );
  });
  afterEach(() => Promise.all([tokens.stop(), office.stop()]));

  const make = () =>
    createRest(
      CONTRACT,
      settingsFor(office.port, {
        auth: {
          kind: 'oauth2',
          tokenUrl: `http://127.0.0.1:${tokens.port}/token`,
          clientId: 'tongban',
          clientSecret: 'secret:KEY',
          scope: 'read',
        },
      }),
      surroundings({ secrets: { KEY: SECRET } }),
    );

  it('should get one by client credentials and keep it', async () => {
    const adapter = make();

    expect((await adapter.call(register())).kind).to.equal('completed');
    expect((await adapter.call(register())).kind).to.equal('completed');

    expect(tokens.seen).to.have.length(1);
    expect(tokens.seen[0]?.body).to.equal('grant_type=client_credentials&scope=read');
    const basic = Buffer.from(`tongban:${encodeURIComponent(SECRET)}`).toString('base64');
    expect(tokens.seen[0]?.headers.authorization).to.equal(`Basic ${basic}`);
  });

  it('should get another when it is refused or about to run out', async () => {
    const adapter = make();
    await adapter.call(register());
    current = 't-2';
    life = 20;

    expect((await adapter.call(register())).kind).to.equal('completed');
    expect((await adapter.call(register())).kind).to.equal('completed');

    expect(tokens.seen).to.have.length(3);
  });

  it('should fail, certainly not done, where there is none, and not tell why in words of others', async () => {
    for (const mode of ['broken', 'garbage', 'echo', 'cut'] as const) {
      tokens.behave(mode);
      const answer = await make().call(register());

      expect(answer.kind, mode).to.equal('failed');
      expect(JSON.stringify(answer)).to.not.contain(SECRET);
    }
    expect(office.seen).to.have.length(0);
  });

  it('should not show the token', async () => {
    const adapter = make();
    await adapter.call(register());
    office.behave('echo');

    expect(JSON.stringify(await adapter.call(register()))).to.not.contain('t-1');
  });
});
