import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'amqplib';
import { expect } from 'chai';
import { incomingEdges } from '../../engine/boot/incoming.ts';
import { surroundings } from '../adapters/http/support.ts';
import { type AmqpOffice, amqpOffice } from '../adapters/remote/amqp-office.ts';
import { createTestEngine, type TestEngine } from '../runtime/support/engine.ts';
import { flows } from '../support/bpmn.ts';
import { useDatabase } from '../support/database.ts';

const SECRET = 'hush-42';
const WAITS = [
  `<startEvent id="start"/><intermediateCatchEvent id="paid"><messageEventDefinition messageRef="paid_message"/></intermediateCatchEvent>
   <endEvent id="end"/>${flows('start paid end')}`,
  { key: 'waits', definitions: '<message id="paid_message" name="paid" tb:correlationKey="=orderId"/>' },
] as const;
const SETTINGS = {
  incoming: {
    queues: {
      events: {
        url: 'secret:AMQP',
        queue: 'in',
        messages: {
          payment: { message: 'paid', correlationKey: '=body.order', variables: { amount: '=body.amount' } },
        },
      },
    },
  },
};

describe('queues of the installation', () => {
  const database = useDatabase();
  let folder: string;
  let connections: string;
  let office: AmqpOffice;
  let engine: TestEngine;
  let stop: () => Promise<void> = async () => undefined;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tongban-incoming-'));
    connections = join(folder, 'connections.json');
    writeFileSync(connections, JSON.stringify({ connections: {}, ...SETTINGS }));
  });
  beforeEach(async () => {
    office = await amqpOffice(SECRET, ['in']);
    engine = await createTestEngine(database.url);
    await engine.deploy(...WAITS);
    await engine.runtime.pool.query('delete from incoming_source');
  });
  afterEach(async () => {
    await stop();
    await office.stop();
    await engine.close();
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const urlOf = ({ port }: AmqpOffice): string => `amqp://tongban:${SECRET}@127.0.0.1:${port}`;
  const listen = (url: string): void => {
    stop = incomingEdges({ connections }, surroundings({ secrets: { AMQP: url } })).listen(engine.runtime);
  };
  const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
    for (let tries = 0; !(await holds()); tries++) {
      if (tries === 1_000) throw new Error('Expected it to become so, but it did not.');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const put = async (content: object, options: object): Promise<void> => {
    const connection = await connect(urlOf(office));
    const channel = await connection.createConfirmChannel();
    channel.publish('', 'in', Buffer.from(JSON.stringify(content)), options);
    await channel.waitForConfirms();
    await connection.close();
  };
  const events = async () => (await engine.runtime.incoming.list()).find(({ name }) => name === 'events');

  it('should give what comes to the case that waits, once for each id', async () => {
    const [first, second] = [
      await engine.startCase('waits', { orderId: 'O-1' }),
      await engine.startCase('waits', { orderId: 'O-1' }),
    ];
    listen(urlOf(office));

    await put({ order: 'O-1', amount: 5 }, { messageId: 'm-1', type: 'payment' });
    await put({ order: 'O-1', amount: 5 }, { messageId: 'm-1', type: 'payment' });
    await until(() => office.settled.length === 2);

    expect(office.settled).to.deep.equal(['ack', 'ack']);
    expect(await engine.read(first)).to.deep.include({ status: 'completed', variables: { orderId: 'O-1', amount: 5 } });
    expect((await engine.read(second))?.status).to.equal('active');
    expect(await events()).to.include({ kind: 'queue', listening: true, taken: 2 });
  });

  it('should set aside what can never be taken, and acknowledge what nobody wants', async () => {
    listen(urlOf(office));

    await put({ order: 'O-1' }, { type: 'payment' });
    await put({ amount: 5 }, { messageId: 'm-2', type: 'payment' });
    await put({ order: 'O-1' }, { messageId: 'm-3', type: 'refund' });
    await until(() => office.settled.length === 3);

    expect([...office.settled].sort()).to.deep.equal(['ack', 'drop', 'drop']);
    expect(await events()).to.include({ taken: 0, unmapped: 1, refused: 2 });
  });

  it('should say that it does not listen, and listen again when the broker is back', async () => {
    const { port } = office;
    await office.stop();
    listen(`amqp://tongban:${SECRET}@127.0.0.1:${port}`);
    await until(async () => (await events())?.listening === false);
    const told = JSON.stringify(engine.logger.lines);

    office = await amqpOffice(SECRET, ['in'], port);
    await until(async () => (await events())?.listening === true);

    expect(told).to.contain('a queue cannot be listened to').and.not.contain(SECRET);
  });

  it('should listen again when the broker drops the line', async () => {
    listen(urlOf(office));
    await until(async () => (await events())?.listening === true);
    const id = await engine.startCase('waits', { orderId: 'O-9' });

    office.drop();
    // It may listen again before anybody looks: that it did not is in the log.
    await until(() => JSON.stringify(engine.logger.lines).includes('a queue cannot be listened to'));
    await until(async () => (await events())?.listening === true);
    await put({ order: 'O-9', amount: 1 }, { messageId: 'm-9', type: 'payment' });
    await until(() => office.settled.length === 1);

    expect((await engine.read(id))?.status).to.equal('completed');
  });
});
