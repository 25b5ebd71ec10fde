/** Messages from a queue. Each is acknowledged when the receiver has it for good, so it comes at least once; the receiver drops repetitions by id. */
import { type Channel, type ConsumeMessage, connect } from 'amqplib';
import { parse } from '../../engine/exact-json.ts';

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
const CONNECT_MS = 10_000;

/** Resolves when it listens; `stop` waits for what is being worked on. */
export async function listen({
  url,
  queue,
  prefetch = 20,
  receive,
  onLost,
}: Listening): Promise<{ stop(): Promise<void> }> {
  const connection = await connect(url, { timeout: CONNECT_MS });
  let isEnding = false;
  const lost = (error: Error): void => {
    if (!isEnding) onLost(error);
  };
  connection.on('error', lost);
  // A broker that is shut down closes the connection, and calls it no error.
  connection.on('close', () => lost(new Error('the broker closed the connection')));
  const channel = await connection.createChannel();
  channel.on('error', lost);
  await channel.prefetch(prefetch);
  const working = new Set<Promise<void>>();
  const { consumerTag } = await channel.consume(queue, (message) => {
    if (!message) return lost(new Error(`the queue ${queue} is gone`));
    const work = take(channel, message, receive).finally(() => working.delete(work));
    working.add(work);
  });
  return {
    async stop() {
      isEnding = true;
      await unlessGone(() => channel.cancel(consumerTag));
      await Promise.all(working);
      await unlessGone(() => connection.close());
    },
  };
}

async function take(channel: Channel, message: ConsumeMessage, receive: Listening['receive']): Promise<void> {
  const incoming = read(message);
  const outcome = incoming ? await receive(incoming).catch(() => 'later' as const) : 'refused';
  await unlessGone(() => {
    if (outcome === 'taken') channel.ack(message);
    else channel.nack(message, false, outcome === 'later');
  });
}

/** Of a connection that has broken nothing more can be asked; the broker gives what was not acknowledged again. */
async function unlessGone(work: () => unknown): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!GONE.has((error as Error).name)) throw error;
  }
}

/** What the client throws for a channel or a connection that is closed, or closes meanwhile. */
const GONE: ReadonlySet<string> = new Set(['Error', 'IllegalOperationError']);

function read({ content, properties }: ConsumeMessage): Incoming | null {
  if (content.byteLength > MAX_BYTES) return null;
  try {
    const json: unknown = parse(new TextDecoder('utf-8', { fatal: true }).decode(content));
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
