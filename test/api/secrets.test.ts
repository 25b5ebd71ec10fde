import { expect } from 'chai';
import fc from 'fast-check';
import { createAmqp } from '../../adapters/amqp/amqp.ts';
import { createFiles } from '../../adapters/files/files.ts';
import type { Contract } from '../../adapters/kit/contract.ts';
import { readContract } from '../../adapters/kit/read-contract.ts';
import { createMail } from '../../adapters/mail/mail.ts';
import { createRest } from '../../adapters/rest/rest.ts';
import { createSoap } from '../../adapters/soap/soap.ts';
import { createSql } from '../../adapters/sql/sql.ts';
import type { Surroundings } from '../../adapters/surroundings.ts';
import { createWebhook } from '../../adapters/webhook/webhook.ts';
import type { Adapter } from '../../engine/port.ts';
import { surroundings } from '../adapters/http/support.ts';
import { type AmqpOffice, amqpOffice } from '../adapters/remote/amqp-office.ts';
import { type HttpOffice, httpOffice } from '../adapters/remote/http-office.ts';
import { type Mode, quick } from '../adapters/remote/remote-contract.ts';
import { type SftpOffice, sftpOffice } from '../adapters/remote/sftp-office.ts';
import { type SmtpOffice, smtpOffice } from '../adapters/remote/smtp-office.ts';
import { bpmn, flows } from '../support/bpmn.ts';
import { deploy } from './support/models.ts';
import { useServer } from './support/server.ts';

const contractOf = (kind: string): Contract =>
  quick(readContract(new URL(`../../adapters/${kind}/contract.json`, import.meta.url)), 1_500);

const CONTRACTS = Object.fromEntries(
  ['rest', 'soap', 'sql', 'mail', 'amqp', 'webhook', 'files'].map((kind) => [kind, contractOf(kind)] as const),
) as Readonly<Record<string, Contract>>;

/** What each kind of adapter is asked for here. */
const ASKED: Readonly<Record<string, { readonly topic: string; readonly variables: object }>> = {
  rest: { topic: 'rest-example.register', variables: { name: '示例' } },
  soap: { topic: 'soap-example.register', variables: { name: '示例' } },
  sql: { topic: 'sql-example.check-person', variables: { idNumber: '1' } },
  mail: { topic: 'mail.send', variables: { to: ['someone@example.org'], subject: '通知', text: '已受理' } },
  amqp: { topic: 'amqp.publish', variables: { route: 'cases', type: 'case.completed', content: { number: '1' } } },
  webhook: {
    topic: 'webhook.send',
    variables: { subscriber: 'portal', type: 'case.completed', data: { number: '1' } },
  },
  files: { topic: 'files.collect', variables: { source: 'civil' } },
};
const KINDS = Object.keys(ASKED);

/** Everything that came is said back, as careless systems do: in the answer, in a stack trace, in a header that is no header. */
const MODES: readonly Mode[] = ['good', 'broken', 'echo', 'garbage', 'cut'];

interface Offices {
  readonly http: HttpOffice;
  readonly mail: SmtpOffice;
  readonly amqp: AmqpOffice;
  readonly files: SftpOffice;
}

/** A part that nothing else holds, and characters that are written differently in JSON, addresses and XML. */
const secret = fc
  .tuple(
    fc.string({
      unit: fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789'),
      minLength: 16,
      maxLength: 24,
    }),
    fc.string({ unit: fc.constantFrom(...'"\\/+=%&<>\'#?:;@-_.~'), maxLength: 8 }),
  )
  .map(([core, rest]) => ({ core, value: `${core}${rest}z` }));

describe('api/secrets of adapters (attack A10)', function () {
  this.timeout(180_000);
  let offices: Offices;
  const current = new Map<string, Adapter>();
  const standIn = (kind: string): Adapter => ({
    name: kind,
    topics: (CONTRACTS[kind]?.operations ?? []).map(({ topic }) => topic),
    timeoutMs: 5_000,
    call: async (request) => (await current.get(kind)?.call(request)) ?? { kind: 'failed', message: 'nobody' },
  });
  const server = useServer({ runtime: { adapters: KINDS.map(standIn) } });

  before(async () => {
    offices = {
      http: await httpOffice(({ headers, body }) => {
        const said = { recordNumber: String(headers['x-api-key'] ?? headers['x-token'] ?? ''), headers, body };
        return { body: JSON.stringify(said) };
      }),
      mail: await smtpOffice('right'),
      amqp: await amqpOffice('right', ['cases']),
      files: await sftpOffice('right'),
    };
    for (const [kind, { topic }] of Object.entries(ASKED))
      await deploy(
        server,
        bpmn(
          `<startEvent id="start"/><serviceTask id="ask" tb:topic="${topic}" tb:retry="R1/PT1S"/>
           <userTask id="after"/><endEvent id="end"/>${flows('start ask after end')}`,
          { key: `secret-${kind}` },
        ),
      );
  });
  after(async () => {
    await Promise.all([offices.http, offices.mail, offices.amqp, offices.files].map((office) => office.stop()));
  });

  function adaptersWith(value: string): void {
    const world = (name: string, text = value): Surroundings => surroundings({ secrets: { [name]: text } });
    const http = { baseUrl: `http://127.0.0.1:${offices.http.port}`, allowed: ['127.0.0.1'], plainText: true };
    const answer = { recordNumber: '=body.recordNumber' };
    const rest = {
      ...{ kind: 'rest', ...http, headers: { 'x-api-key': 'secret:KEY', authorization: 'Bearer secret:KEY' } },
      operations: Object.fromEntries(
        (CONTRACTS.rest?.operations ?? []).map(({ topic }) => [
          topic,
          { method: 'POST', path: '/records', body: { name: '=name' }, answer },
        ]),
      ),
    };
    const soap = {
      ...{ kind: 'soap', ...http, path: '/ws', namespace: 'urn:office', headers: { 'x-token': 'secret:KEY' } },
      operations: Object.fromEntries(
        (CONTRACTS.soap?.operations ?? []).map(({ topic }) => [
          topic,
          { action: 'urn:x', element: 'X', content: { Name: '=name' }, answer: { recordNumber: '=body.Number' } },
        ]),
      ),
    };
    const place = { host: '127.0.0.1', user: 'tongban' };
    const row = { type: 'object', properties: { name: { type: 'string', maxLength: 100 } } };
    const folders = { inbox: '/in', done: '/done', quarantine: '/bad', outbox: '/out' };
    const civil = {
      ...place,
      port: offices.files.port,
      password: 'secret:KEY',
      hostKey: offices.files.hostKey,
      ...folders,
      row,
    };
    const subscriber = { ...http, path: '/hook', secret: 'secret:KEY' };
    const password = encodeURIComponent(value);
    const made: Readonly<Record<string, (contract: Contract) => Adapter>> = {
      rest: (contract) => createRest(contract, rest, world('KEY')),
      soap: (contract) => createSoap(contract, soap, world('KEY')),
      sql: (contract) =>
        createSql(
          contract,
          {
            ...{ kind: 'sql', url: 'secret:URL' },
            operations: Object.fromEntries(
              contract.operations.map(({ topic }) => [
                topic,
                {
                  statement: 'select true as matches where :n is not null',
                  parameters: { n: '=idNumber' },
                  answer: { matches: '=row.matches' },
                },
              ]),
            ),
          },
          world('URL', `postgresql://tongban:${password}@127.0.0.1:${offices.mail.port}/nowhere`),
        ),
      mail: (contract) =>
        createMail(
          contract,
          {
            ...place,
            kind: 'mail',
            port: offices.mail.port,
            security: 'none',
            password: 'secret:KEY',
            from: 'a@example.org',
          },
          world('KEY'),
        ),
      amqp: (contract) =>
        createAmqp(
          contract,
          { kind: 'amqp', url: 'secret:URL', routes: { cases: { exchange: '', routingKey: 'cases' } } },
          world('URL', `amqp://tongban:${password}@127.0.0.1:${offices.amqp.port}`),
        ),
      webhook: (contract) =>
        createWebhook(contract, { kind: 'webhook', subscribers: { portal: subscriber } }, world('KEY')),
      files: (contract) => createFiles(contract, { kind: 'files', sources: { civil } }, world('KEY')),
    };
    for (const kind of KINDS) current.set(kind, made[kind]?.(CONTRACTS[kind] as Contract) as Adapter);
  }

  /** Every row of every table, as text. */
  async function everyRow(): Promise<string> {
    const { rows: tables } = await server.database.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
    );
    const texts: string[] = [];
    for (const { name } of tables)
      texts.push(
        (await server.database.query(`select coalesce(json_agg(t), '[]')::text as all from "${name}" t`)).rows[0].all,
      );
    expect(texts.length).to.be.greaterThan(50);
    return texts.join('\n');
  }

  async function everyAnswer(ids: readonly string[]): Promise<string> {
    const root = server.as('root');
    const paths = ids.flatMap((id) =>
      ['', '/journal', '/variables'].map((part) => `/process-instances/${id}${part}`).concat(`/jobs?instanceId=${id}`),
    );
    const answers = await Promise.all([...paths, '/incidents', '/effects', '/adapters'].map((path) => root.get(path)));
    return answers.map(({ text }) => text).join('\n');
  }

  it('should never be in a row, a log line or an answer, however careless the other side is', async () => {
    await fc.assert(
      fc.asyncProperty(secret, async ({ core, value }) => {
        adaptersWith(value);
        const ids: string[] = [];
        for (const mode of MODES) {
          for (const office of [offices.http, offices.mail, offices.amqp, offices.files]) office.behave(mode);
          for (const [kind, { variables }] of Object.entries(ASKED)) {
            const started = await server
              .as('root')
              .post('/process-instances', { definitionKey: `secret-${kind}`, variables });
            ids.push(started.body.id);
          }
          await server.runtime.settle();
        }

        const [rows, answers, log] = [await everyRow(), await everyAnswer(ids), server.log.join('\n')];
        const reached = offices.http.seen.filter(({ headers }) => JSON.stringify(headers).includes(core));
        expect(reached.length, 'the secret was really sent').to.be.greaterThan(0);
        expect(rows).to.contain('secret:KEY');
        const forms = [
          core,
          Buffer.from(value).toString('base64').replace(/=+$/, ''),
          Buffer.from(value).toString('hex'),
        ];
        for (const form of forms)
          for (const [where, text] of Object.entries({ rows, answers, log })) {
            const at = text.indexOf(form);
            expect(at < 0 ? '' : text.slice(Math.max(0, at - 120), at + 20), where).to.equal('');
          }
      }),
      { numRuns: 2, endOnFailure: true },
    );
  });
});
