import { expect } from 'chai';
import { readXml } from '../../../adapters/http/xml.ts';
import { readContract } from '../../../adapters/kit/read-contract.ts';
import { readEnvelope } from '../../../adapters/soap/envelope.ts';
import { createSoap } from '../../../adapters/soap/soap.ts';
import { requestOf } from '../contract.ts';
import { surroundings } from '../http/support.ts';
import { type Asked, type HttpOffice, httpOffice, type Replied } from './http-office.ts';
import { describeRemote, quick, type Remote } from './remote-contract.ts';

const CONTRACT = quick(readContract(new URL('../../../adapters/soap/contract.json', import.meta.url)));
const SECRET = 'hush-43';

const OPERATIONS = {
  'soap-example.check-person': {
    action: 'urn:check',
    element: 'CheckPerson',
    content: { IdNumber: '=idNumber', Names: { Name: ['=name', 'fixed'] } },
    answer: { matches: '=body.Result = "true"' },
    errors: [{ when: '=fault.code = "Client.NotFound"', code: 'soap-example.not-found' }],
  },
  'soap-example.register': {
    action: 'urn:register',
    element: 'Register',
    content: { Name: '=name' },
    answer: { recordNumber: '=body.Number' },
    errors: [{ when: '=fault.code = "Client.Refused"', code: 'soap-example.refused' }],
    lookUp: {
      action: 'urn:status',
      element: 'Status',
      content: { Key: '=idempotencyKey' },
      state: '=if body.Number != null then "completed" else body.State',
    },
  },
};

const envelope = (body: string): string =>
  `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${body}</e:Body></e:Envelope>`;
const fault = (code: string): Replied => ({
  status: 500,
  type: 'text/xml',
  body: envelope(`<e:Fault><faultcode>e:${code}</faultcode><faultstring>of 王小明</faultstring></e:Fault>`),
});

/** What it did, by key. */
const records = new Map<string, string>();
const keyOf = (body: string): string => /<a:MessageID[^>]*>([^<]*)</.exec(body)?.[1] ?? '';

function status(body: string): Replied {
  const key = keyOf(body);
  if (key === 'refused-1') return fault('Client.Refused');
  if (key === 'torn-1') return { type: 'text/xml', body: '<torn' };
  const known = records.get(key);
  const said = known ? `<Number>${known}</Number>` : `<State>${key === 'slow-1' ? 'pending' : 'absent'}</State>`;
  return { type: 'text/xml', body: envelope(`<StatusResult>${said}</StatusResult>`) };
}

function service({ body }: Asked): Replied {
  if (body.includes('Status>')) return status(body);
  if (body.includes('Register')) records.set(keyOf(body), 'R-1');
  if (body.includes('440524')) return fault('Client.NotFound');
  if (body.includes('<Name>NO</Name>')) return fault('Client.Refused');
  if (body.includes('<Name>DOWN</Name>')) return fault('Server.Down');
  const answer = body.includes('CheckPerson')
    ? '<r:CheckResult xmlns:r="urn:r"><r:Result>true</r:Result></r:CheckResult>'
    : '<RegisterResult><Number>R-1</Number></RegisterResult>';
  return { type: 'text/xml; charset=utf-8', body: envelope(answer) };
}

async function start(more = {}): Promise<Remote & { office: HttpOffice }> {
  const office = await httpOffice(service);
  const settings = {
    kind: 'soap',
    baseUrl: `http://127.0.0.1:${office.port}`,
    allowed: ['127.0.0.1'],
    plainText: true,
    path: '/ws',
    namespace: 'urn:office',
    headers: { 'x-token': 'secret:KEY' },
    operations: OPERATIONS,
    ...more,
  };
  return {
    office,
    adapter: createSoap(CONTRACT, settings, surroundings({ secrets: { KEY: SECRET } })),
    behave: office.behave,
    keys: () => office.seen.map(({ body }) => /<a:MessageID[^>]*>([^<]*)</.exec(body)?.[1]),
    stop: office.stop,
  };
}

describe('SOAP', () => {
  describeRemote({
    start,
    good: { topic: 'soap-example.register', variables: { name: '示例' } },
    refused: { variables: { name: 'NO' }, code: 'soap-example.refused' },
    effect: 'change',
    modes: ['silent', 'garbage', 'oversize', 'broken', 'cut', 'echo'],
    secrets: [SECRET],
  });

  let remote: Awaited<ReturnType<typeof start>>;
  beforeEach(async () => {
    remote = await start();
  });
  afterEach(() => remote.stop());
  const check = (variables: Readonly<Record<string, unknown>>) =>
    remote.adapter.call(requestOf({ topic: 'soap-example.check-person', variables }));

  it('should read answers whatever prefixes they use, and faults by their code', async () => {
    expect(await check({ idNumber: '1' })).to.deep.equal({ kind: 'completed', variables: { matches: true } });
    expect(await check({ idNumber: '440524' })).to.deep.include({ kind: 'error', code: 'soap-example.not-found' });
  });

  it('should ask what became of a call whose answer was lost, and take no unclear word for one', async () => {
    const remote = await start();
    const ask = (idempotencyKey: string) =>
      remote.adapter.query?.(
        requestOf({ topic: 'soap-example.register', variables: { name: '示例' }, idempotencyKey }),
      );
    const absent = await ask('lost-1');
    await remote.adapter.call(
      requestOf({ topic: 'soap-example.register', variables: { name: '示例' }, idempotencyKey: 'lost-1' }),
    );
    const found = await ask('lost-1');
    const others = [await ask('slow-1'), await ask('refused-1'), await ask('torn-1')];
    await remote.stop();

    expect(absent).to.deep.equal({ kind: 'absent' });
    expect(found).to.deep.equal({ kind: 'completed', variables: { recordNumber: 'R-1' } });
    expect(others.map((state) => state?.kind)).to.deep.equal(['pending', 'error', 'unknown']);
    expect(remote.office.seen.map(({ body }) => body.includes('<Status')).filter(Boolean)).to.have.length(5);
  });

  it('should not show the words of a fault', async () => {
    const answer = await remote.adapter.call(
      requestOf({ topic: 'soap-example.register', variables: { name: 'DOWN' } }),
    );

    expect(answer).to.deep.equal({ kind: 'unknown', message: 'the department answered with the fault Server.Down' });
  });

  it('should write whatever is in a value as text, and lists as repeated elements', async () => {
    const name = `<x/>&"']]>\u0000\u000b`;

    await check({ idNumber: '</IdNumber><Admin>1</Admin>', name });

    const read = readXml(remote.office.seen[0]?.body ?? '');
    if (!read.ok) throw new Error(read.problem.message);
    expect(readEnvelope(read.root).body).to.deep.equal({
      IdNumber: '</IdNumber><Admin>1</Admin>',
      Names: { Name: [`<x/>&"']]>`, 'fixed'] },
    });
    expect(remote.office.seen[0]?.headers.soapaction).to.equal('"urn:check"');
  });

  it('should speak version 1.2', async () => {
    await remote.stop();
    remote = await start({ version: '1.2' });

    await check({ idNumber: '1' });

    expect(remote.office.seen[0]?.headers['content-type']).to.equal(
      'application/soap+xml; charset=utf-8; action="urn:check"',
    );
    expect(remote.office.seen[0]?.body).to.contain('http://www.w3.org/2003/05/soap-envelope');
  });

  it('should refuse entities and document types in answers', async () => {
    const office = await httpOffice(() => ({
      type: 'text/xml',
      body: `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${envelope('<A>&x;</A>')}`,
    }));
    const settings = {
      kind: 'soap',
      baseUrl: `http://127.0.0.1:${office.port}`,
      allowed: ['127.0.0.1'],
      plainText: true,
      path: '/ws',
      namespace: 'urn:o',
      operations: OPERATIONS,
    };
    const adapter = createSoap(CONTRACT, settings, surroundings());

    expect(
      (await adapter.call(requestOf({ topic: 'soap-example.check-person', variables: { idNumber: '1' } }))).kind,
    ).to.equal('failed');
    await office.stop();
  });
});
