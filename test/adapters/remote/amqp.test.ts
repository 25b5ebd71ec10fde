import { connect } from 'amqplib';
import { expect } from 'chai';
import { createAmqp } from '../../../adapters/amqp/amqp.ts';
import { type Incoming, listen } from '../../../adapters/amqp/listen.ts';
import { readContract } from '../../../adapters/kit/read-contract.ts';
import { requestOf } from '../contract.ts';
import { surroundings } from '../http/support.ts';
import { type AmqpOffice, amqpOffice } from './amqp-office.ts';
import { describeRemote, quick, type Remote } from './remote-contract.ts';

const CONTRACT = quick(readContract(new URL('../../../adapters/amqp/contract.json', import.meta.url)));
const SECRET = 'hush-45';

const SETTINGS = {
  kind: 'amqp',
  url: 'secret:BROKER',
  routes: { cases: { exchange: '', routingKey: 'cases' }, nowhere: { exchange: '', routingKey: 'nowhere' } },
};

const urlOf = ({ port }: AmqpOffice, password = SECRET): string => `amqp://tongban:${password}@127.0.0.1:${port}`;
const adapterFor = (url: string) => createAmqp(CONTRACT, SETTINGS, surroundings({ secrets: { BROKER: url } }));
const message = (more = {}) => ({
  route: 'cases',
  type: 'case.completed',
  content: { number: '2026-0001', amount: 1.5 },
  ...more,
});

describe('AMQP', () => {
  describeRemote({
    start: async (): Promise<Remote> => {
      const office = await amqpOffice(SECRET, ['cases']);
      return {
        adapter: adapterFor(urlOf(office)),
        behave: office.behave,
        keys: () => office.published,
        stop: office.stop,
      };
    },
    good: { topic: 'amqp.publish', variables: message() },
    refused: { variables: message({ route: 'nowhere' }), code: 'amqp.unroutable' },
    effect: 'change',
    modes: ['silent', 'garbage', 'broken', 'cut'],
    certain: ['broken'],
    secrets: [SECRET],
  });

  let office: AmqpOffice;
  beforeEach(async () => {
    office = await amqpOffice(SECRET, ['cases', 'in']);
  });
  afterEach(() => office.stop());
  const publish = (variables = message(), url = urlOf(office)) =>
    adapterFor(url).call(requestOf({ topic: 'amqp.publish', idempotencyKey: 'k-1', variables }));

  it('should be confirmed with the content in the queue', async () => {
    expect(await publish()).to.deep.equal({ kind: 'completed', variables: { messageId: 'k-1' } });

    expect(JSON.parse(office.queues.get('cases')?.[0]?.body.toString() ?? '')).to.deep.equal({
      number: '2026-0001',
      amount: 1.5,
    });
  });

  it('should certainly not have sent what has no route or no entry', async () => {
    expect(await publish(message({ route: 'unknown' }))).to.deep.include({ kind: 'error', code: 'amqp.route-unknown' });

    const refused = await publish(message(), urlOf(office, 'wrong-hush'));

    expect(refused.kind).to.equal('failed');
    expect(JSON.stringify(refused)).to.not.contain('wrong-hush');
    expect(office.published).to.deep.equal([]);
  });

  it('should take messages, refuse garbage and give back what could not be kept', async () => {
    const connection = await connect(urlOf(office));
    const channel = await connection.createConfirmChannel();
    const put = (content: string | Buffer, options = {}) =>
      channel.publish('', 'in', Buffer.from(content as string), options);
    put('{"a":1}', { messageId: 'm-1', type: 'event.found', correlationId: 'c-1' });
    put('not JSON');
    put('[1]');
    put(Buffer.from([0xff, 0x7b]));
    put('{"a":"no"}');
    put('{"a":"later"}');
    await channel.waitForConfirms();
    await connection.close();
    const got: Incoming[] = [];

    const listening = await listen({
      url: urlOf(office),
      queue: 'in',
      receive: async (incoming) => {
        got.push(incoming);
        if (incoming.content.a === 'later') throw new Error('the database is away');
        return incoming.content.a === 'no' ? 'refused' : 'taken';
      },
      onLost: (error) => {
        throw error;
      },
    });
    while (office.settled.length < 6) await new Promise((resolve) => setTimeout(resolve, 5));
    await listening.stop();

    expect(got[0]).to.deep.equal({ id: 'm-1', type: 'event.found', correlationId: 'c-1', content: { a: 1 } });
    expect(got).to.have.length(3);
    expect([...office.settled].sort()).to.deep.equal(['ack', 'drop', 'drop', 'drop', 'drop', 'requeue']);
  });
});
