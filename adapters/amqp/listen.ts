/** Messages from a queue. Each is acknowledged when the receiver has it for good, so it comes at least once; the receiver drops repetitions by id. */
import { type Channel, type ConsumeMessage, connect } from 'amqplib';

export interface Incoming {
  readonly id: string | null;
  readonly type: string;
  readonly correlationId: string | null;
  readonly content: Readonly<Record<string, unknown>>;
}

export interface Listening {
  readonly url: string;
  readonly queue: string;
  /** How many are worked on at a time. */
  readonly prefetch?: number;
  /** `refused`: it will never be good, and goes where the queue puts dead letters. What it throws brings the message back. */
  readonly receive: (message: Incoming) => Promise<'taken' | 'refused'>;
  /** The connection has broken, or could not be made. */
  readonly onLost: (error: Error) => void;
}

const MAX_BYTES = 1024 * 1024;

/** Resolves when it listens; `stop` waits for what is being worked on. */
export async function listen({
  url,
  queue,
  prefetch = 20,
  receive,
  onLost,
}: Listening): Promise<{ stop(): Promise<void> }> {
  const connection = await connect(url);
  connection.on('error', onLost);
  const channel = await connection.createChannel();
  channel.on('error', onLost);
  await channel.prefetch(prefetch);
  const working = new Set<Promise<void>>();
  const { consumerTag } = await channel.consume(queue, (message) => {
    if (!message) return onLost(new Error(`the queue ${queue} is gone`));
    const work = take(channel, message, receive).finally(() => working.delete(work));
    working.add(work);
  });
  return {
    async stop() {
      await channel.cancel(consumerTag);
      await Promise.all(working);
      await connection.close();
    },
  };
}

async function take(channel: Channel, message: ConsumeMessage, receive: Listening['receive']): Promise<void> {
  const incoming = read(message);
  try {
    const outcome = incoming ? await receive(incoming) : 'refused';
    if (outcome === 'taken') channel.ack(message);
    else channel.nack(message, false, false);
  } catch {
    channel.nack(message, false, true);
  }
}

function read({ content, properties }: ConsumeMessage): Incoming | null {
  if (content.byteLength > MAX_BYTES) return null;
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
    if (typeof json !== 'object' || json === null || Array.isArray(json)) return null;
    return {
      id: textOf(properties.messageId),
      type: textOf(properties.type) ?? '',
      correlationId: textOf(properties.correlationId),
      content: json as Record<string, unknown>,
    };
  } catch {
    return null;
  }
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
