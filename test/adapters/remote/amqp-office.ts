/** A small broker: queues by name behind the default exchange, confirms, mandatory returns, consumers, acks. */

import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import {
  BODY,
  Fields,
  type Frame,
  HEADER,
  long,
  longLong,
  longText,
  METHOD,
  messageIdOf,
  method,
  readFrames,
  short,
  shortText,
  writeFrame,
} from './amqp-frames.ts';
import type { Mode } from './remote-contract.ts';

interface Message {
  readonly header: Buffer;
  readonly body: Buffer;
}

export interface AmqpOffice {
  readonly port: number;
  readonly queues: Map<string, Message[]>;
  readonly published: (string | undefined)[];
  /** What consumers did: `ack`, `drop`, `requeue`. */
  readonly settled: string[];
  behave(mode: Mode): void;
  /** Cuts every line. */
  drop(): void;
  stop(): Promise<void>;
}

const MECHANISMS = 'PLAIN';

export async function amqpOffice(password: string, names: readonly string[], port = 0): Promise<AmqpOffice> {
  const state = { mode: 'good' as Mode };
  const queues = new Map(names.map((name): [string, Message[]] => [name, []]));
  const consumers = new Map<string, (message: Message) => void>();
  const published: (string | undefined)[] = [];
  const settled: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    new Session(socket, { password, queues, consumers, published, settled, state });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    queues,
    published,
    settled,
    behave: (mode) => {
      state.mode = mode;
    },
    drop: () => {
      for (const socket of sockets) socket.destroy();
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Broker {
  readonly password: string;
  readonly queues: Map<string, Message[]>;
  /** By queue: who gets what comes from now on. */
  readonly consumers: Map<string, (message: Message) => void>;
  readonly published: (string | undefined)[];
  readonly settled: string[];
  readonly state: { mode: Mode };
}

class Session {
  readonly #socket: Socket;
  readonly #broker: Broker;
  #buffer = Buffer.alloc(0);
  #hasGreeted = false;
  #publish: { routingKey: string; mandatory: boolean; header: Buffer; body: Buffer } | undefined;
  #confirmed = 0n;
  #delivered = 0n;

  constructor(socket: Socket, broker: Broker) {
    this.#socket = socket;
    this.#broker = broker;
    socket.on('data', (data) => this.#take(data as Buffer));
  }

  #take(data: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, data]);
    if (!this.#hasGreeted) {
      if (this.#buffer.length < 8) return;
      this.#hasGreeted = true;
      this.#buffer = this.#buffer.subarray(8);
      this.#send(0, method(10, 10, Buffer.from([0, 9]), long(0), longText(MECHANISMS), longText('en_US')));
    }
    const { frames, rest } = readFrames(this.#buffer);
    this.#buffer = Buffer.from(rest);
    for (const frame of frames) this.#handle(frame);
  }

  #send(channel: number, payload: Buffer, type = METHOD): void {
    this.#socket.write(writeFrame(type, channel, payload));
  }

  #handle({ type, channel, payload }: Frame): void {
    if (type === HEADER && this.#publish) this.#publish.header = payload;
    if (type === BODY && this.#publish) this.#publish.body = Buffer.concat([this.#publish.body, payload]);
    if (type === METHOD) this.#call(channel, payload);
    const pending = this.#publish;
    if (pending && pending.header.length > 0 && pending.header.readBigUInt64BE(4) === BigInt(pending.body.length))
      this.#accept(channel);
  }

  #call(channel: number, payload: Buffer): void {
    const name = `${payload.readUInt16BE(0)}.${payload.readUInt16BE(2)}`;
    const fields = new Fields(payload, 4);
    const { settled } = this.#broker;
    if (name === '10.11') this.#signIn(fields);
    else if (name === '60.20') this.#consume(channel, fields);
    else if (name === '60.40') this.#begin(fields);
    else if (name === '60.80') settled.push('ack');
    else if (name === '60.30') this.#send(channel, method(60, 31, shortText(fields.shortText())));
    else if (name === '60.120') {
      fields.longLong();
      settled.push((fields.octet() & 2) === 0 ? 'drop' : 'requeue');
    }
    const answer = ANSWERS[name];
    if (answer) this.#send(channel, answer);
    if (name === '10.50') this.#socket.end();
  }

  #signIn(fields: Fields): void {
    fields.longText();
    fields.shortText();
    const isGood = fields.longText().endsWith(`\u0000${this.#broker.password}`);
    if (isGood) this.#send(0, method(10, 30, short(10), long(131_072), short(0)));
    else this.#socket.destroy();
  }

  #begin(fields: Fields): void {
    fields.short();
    fields.shortText();
    this.#publish = {
      routingKey: fields.shortText(),
      mandatory: (fields.octet() & 1) !== 0,
      header: Buffer.alloc(0),
      body: Buffer.alloc(0),
    };
  }

  #accept(channel: number): void {
    const { mode } = this.#broker.state;
    const {
      routingKey = '',
      mandatory = false,
      header = Buffer.alloc(0),
      body = Buffer.alloc(0),
    } = this.#publish ?? {};
    this.#publish = undefined;
    this.#broker.published.push(messageIdOf(header));
    const queue = this.#broker.queues.get(routingKey);
    const consumer = this.#broker.consumers.get(routingKey);
    if (consumer) consumer({ header, body });
    else queue?.push({ header, body });
    if (mode === 'silent') return;
    if (mode === 'cut') this.#socket.destroy();
    if (mode === 'garbage') this.#socket.write(Buffer.alloc(64, 0x7f));
    if (mode === 'cut' || mode === 'garbage') return;
    if (!queue && mandatory)
      this.#content(channel, method(60, 50, short(312), shortText('NO_ROUTE'), shortText(''), shortText(routingKey)), {
        header,
        body,
      });
    this.#confirmed += 1n;
    const flags = Buffer.from([0]);
    this.#send(channel, method(60, mode === 'broken' ? 120 : 80, longLong(this.#confirmed), flags));
  }

  #consume(channel: number, fields: Fields): void {
    fields.short();
    const queue = fields.shortText();
    const { queues, consumers } = this.#broker;
    const tag = fields.shortText() || 'tag-1';
    this.#send(channel, method(60, 21, shortText(tag)));
    const deliver = (message: Message): void => {
      this.#delivered += 1n;
      this.#content(
        channel,
        method(60, 60, shortText(tag), longLong(this.#delivered), Buffer.from([0]), shortText(''), shortText('')),
        message,
      );
    };
    for (const message of queues.get(queue)?.splice(0) ?? []) deliver(message);
    consumers.set(queue, deliver);
    this.#socket.once('close', () => {
      if (consumers.get(queue) === deliver) consumers.delete(queue);
    });
  }

  #content(channel: number, head: Buffer, { header, body }: Message): void {
    this.#send(channel, head);
    this.#send(channel, header, HEADER);
    if (body.length > 0) this.#send(channel, body, BODY);
  }
}

const ANSWERS: Readonly<Record<string, Buffer>> = {
  '10.40': method(10, 41, shortText('')),
  '10.50': method(10, 51),
  '20.10': method(20, 11, longText('')),
  '20.40': method(20, 41),
  '60.10': method(60, 11),
  '85.10': method(85, 11),
};
