import { expect } from 'chai';
import { createWebhooks } from '../../adapters/incoming/webhooks.ts';
import { webhookHeaders } from '../../adapters/webhook/sign.ts';
import { deploy, WAITING } from './support/models.ts';
import { START, useServer } from './support/server.ts';

const SECRET = 'hush-42';
const OLD = 'hush-41';
const SECRETS: Record<string, string | undefined> = { BANK: SECRET, BANK_OLD: OLD };

const webhooks = createWebhooks(
  {
    bank: {
      secrets: ['secret:BANK', 'secret:BANK_OLD'],
      messages: {
        'payment.received': {
          message: 'paid',
          correlationKey: '=body.data.order',
          variables: '=body.data',
          schema: {
            type: 'object',
            properties: {
              order: { type: 'string' },
              amount: { type: 'number' },
              payer: { type: 'string', format: 'resident-id' },
            },
            required: ['order'],
          },
        },
        'payment.key': { message: 'paid', correlationKey: '=body.order', variables: {} },
      },
    },
    unset: { secrets: ['secret:NOT_SET'], messages: { any: { message: 'paid' } } },
  },
  { secret: async (name) => SECRETS[name] },
);

interface Sent {
  readonly id?: string;
  readonly at?: number;
  readonly secret?: string;
  readonly source?: string;
  /** What is sent instead of what was signed. */
  readonly body?: string;
}

describe('api/incoming', () => {
  const server = useServer({ webhooks });
  before(() => deploy(server, WAITING));

  const start = async (orderId: string): Promise<string> =>
    (await server.as('root').post('/process-instances', { definitionKey: 'waiting', variables: { orderId } })).body.id;
  const payment = (order: string) => ({ type: 'payment.received', data: { order, amount: 12.5, iban: 'DE00' } });

  async function send(content: unknown, { id = 'd-1', at = START, secret = SECRET, source = 'bank', body }: Sent = {}) {
    const signed = JSON.stringify(content);
    const response = await fetch(`${server.url}/api/v1/webhooks/${source}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...webhookHeaders({ id, timestamp: Math.floor(at / 1_000), body: signed }, secret),
      },
      body: body ?? signed,
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }
  const sourceOf = async (name: string) =>
    (await server.as('root').get('/incoming')).body.items.find((source: { name: string }) => source.name === name);
  const variablesOf = async (id: string) =>
    (await server.as('root').get(`/process-instances/${id}/variables`)).body.variables;

  it('should give a signed delivery to the case it is about, and nothing that its schema does not name', async () => {
    const [one, other] = [await start('O-1'), await start('O-2')];

    const { status, body } = await send(payment('O-2'), { id: 'take-1' });

    expect({ status, body }).to.deep.equal({ status: 200, body: { outcome: 'correlated', instanceIds: [other] } });
    expect(await variablesOf(other)).to.deep.equal({ orderId: 'O-2', order: 'O-2', amount: 12.5 });
    expect(await variablesOf(one)).to.deep.equal({ orderId: 'O-1' });
  });

  it('should not hold a case up for a wrong identity number of the sender, but set the number aside', async () => {
    const id = await start('O-20');
    const { type, data } = payment('O-20');

    const taken = await send({ type, data: { ...data, payer: '110105194912310021' } }, { id: 'wrong-number' });
    const refused = await send({ type, data: { ...data, payer: 5 } }, { id: 'wrong-shape' });

    expect([taken.status, refused.status]).to.deep.equal([200, 400]);
    expect(await variablesOf(id)).to.deep.include({ order: 'O-20', payer: null });
    const { body } = await server.as('root').get('/data-quarantine?source=bank');
    expect(body.items.map(({ field, rule }: { field: string; rule: string }) => [field, rule])).to.deep.equal([
      ['payer', 'resident-id'],
    ]);
  });

  it('should take a delivery once, however often it is sent, and answer the same', async () => {
    const first = await start('O-3');
    const answered = await send(payment('O-3'), { id: 'twice' });
    const second = await start('O-3');

    const again = await send(payment('O-3'), { id: 'twice', at: START + 60_000 });

    expect(again.body).to.deep.equal(answered.body);
    expect(answered.body.instanceIds).to.deep.equal([first]);
    expect(await variablesOf(second)).to.deep.equal({ orderId: 'O-3' });
  });

  it('should keep one that comes before its case waits', async () => {
    const early = await send(payment('O-4'), { id: 'early' });

    const id = await start('O-4');
    await server.runtime.settle();

    expect(early.body).to.deep.equal({ outcome: 'buffered', instanceIds: [] });
    expect(await variablesOf(id)).to.include({ order: 'O-4' });
  });

  it('should be trusted while a secret is changed', async () => {
    expect((await send(payment('O-5'), { id: 'old', secret: OLD })).status).to.equal(200);
  });

  it('should refuse what is signed by somebody else, changed, too old or from tomorrow, move nothing, and be seen to', async () => {
    const id = await start('O-6');
    const before = (await sourceOf('bank')) ?? { refused: 0 };

    const answers = [
      await send(payment('O-6'), { id: 'f-1', secret: 'guess' }),
      await send(payment('O-6'), { id: 'f-2', body: JSON.stringify(payment('O-6 ')) }),
      await send(payment('O-6'), { id: 'f-3', at: START - 301_000 }),
      await send(payment('O-6'), { id: 'f-4', at: START + 301_000 }),
      await send(payment('O-6'), { id: '' }),
    ];

    expect(answers.map(({ status, body }) => `${status} ${body.code}`)).to.deep.equal(
      Array.from({ length: 5 }, () => '401 webhook-not-trusted'),
    );
    expect(await variablesOf(id)).to.deep.equal({ orderId: 'O-6' });
    expect(await sourceOf('bank')).to.include({ refused: before.refused + 5, lastRefusal: 'headers' });
    const logged = server.log.filter((line) => line.includes('something that came in was refused')).join();
    for (const reason of ['signature', 'timestamp', 'headers']) expect(logged).to.contain(`"reason":"${reason}"`);
    expect(logged).to.not.contain(SECRET);
  });

  it('should refuse a delivery without the key it is found by: it would go to whoever waits', async () => {
    await start('O-7');

    expect((await send({ type: 'payment.key' }, { id: 'k-1' })).status).to.equal(400);
    expect((await send({ type: 'payment.key', order: { a: 1 } }, { id: 'k-2' })).status).to.equal(400);
    expect((await send({ type: 'payment.received', data: { order: 7 } }, { id: 'k-3' })).status).to.equal(400);
    expect((await send({ type: 'payment.received' }, { id: 'k-4' })).status).to.equal(400);
  });

  it('should take no other message than those the source may send', async () => {
    const answered = await send({ type: 'storm', name: 'paid', instanceId: 'x', data: {} }, { id: 'other' });

    expect(answered).to.deep.equal({ status: 200, body: { outcome: 'ignored', instanceIds: [] } });
    expect((await sourceOf('bank')).unmapped).to.equal(1);
  });

  it('should know no source that was not set up, and trust nobody while no secret is set', async () => {
    expect((await send(payment('O-8'), { source: 'nobody' })).status).to.equal(404);
    expect((await send(payment('O-8'), { source: 'constructor' })).status).to.equal(404);
    expect((await send(payment('O-8'), { source: 'unset', secret: '' })).body.code).to.equal('webhook-not-ready');
  });

  it('should survive bodies that are none', async () => {
    expect((await send([], { id: 'b-1' })).status).to.equal(400);
    expect((await send(payment('O-9'), { id: 'b-2', body: '{' })).status).to.equal(400);
    expect((await send(payment('O-9'), { id: 'b-3', body: `"${'x'.repeat(1024 * 1024)}"` })).status).to.equal(413);
  });

  it('should name the source in the journal', async () => {
    const id = await start('O-10');
    await send(payment('O-10'), { id: 'journal' });

    const { body } = await server.as('root').get(`/process-instances/${id}/journal`);

    expect(JSON.stringify(body.items)).to.contain('webhook:bank');
  });
});
