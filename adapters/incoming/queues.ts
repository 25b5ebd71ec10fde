/** Queues that are listened to while the engine runs. A connection that breaks is made again, after pauses that grow to a minute. */
import type { IncomingVerdict } from '../../engine/port.ts';
import { type Incoming, type Listening, listen } from '../amqp/listen.ts';
import { readReference } from '../kit/read-reference.ts';
import { compileTemplate } from '../kit/template.ts';
import type { Surroundings } from '../surroundings.ts';
import type { IncomingSettings, QueueSource } from './settings.ts';
import { translator } from './translate.ts';

export interface QueueReceiver {
  /** `refused`: it will never be good. What it throws brings the message back. */
  take(source: string, verdict: IncomingVerdict): Promise<'taken' | 'refused'>;
  /** Whether the source is listened to now. */
  stands(source: string, isListening: boolean): void;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
const AGAIN_MS = 1_000;

type Queues = NonNullable<IncomingSettings['queues']>;

/** Begins at once; throws where an expression is none. `stop` waits for what is being worked on. */
export function listenToQueues(
  settings: Queues,
  receiver: QueueReceiver,
  surroundings: Pick<Surroundings, 'secret' | 'sleep'>,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const listening = Object.entries(settings).map(([name, source]) => {
    const judge = judgeOf(name, source);
    return keepListening({ name, source, judge, receiver, surroundings, signal: stopping.signal });
  });
  return {
    async stop() {
      stopping.abort();
      await Promise.all(listening);
    },
  };
}

interface Kept {
  readonly name: string;
  readonly source: QueueSource;
  readonly judge: (incoming: Incoming) => IncomingVerdict;
  readonly receiver: QueueReceiver;
  readonly surroundings: Pick<Surroundings, 'secret' | 'sleep'>;
  readonly signal: AbortSignal;
}

function judgeOf(name: string, { id, type, messages }: QueueSource): (incoming: Incoming) => IncomingVerdict {
  const translate = translator({ name, type, messages });
  const idOf = compileTemplate(id ?? null);
  return (incoming) => {
    const body = incoming.content;
    const own = incoming.id ?? idOf({ body });
    // Without an id a message that comes again could not be told from another.
    if (own === null || own === undefined || own === '') return { kind: 'refused', reason: 'headers' };
    const told = type === undefined && incoming.type !== '' ? incoming.type : null;
    return translate({ id: String(own), type: told, correlationId: incoming.correlationId, body });
  };
}

async function keepListening(kept: Kept): Promise<void> {
  const { name, receiver, signal, surroundings } = kept;
  let pause = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    const wasListening = await listenOnce(kept);
    if (signal.aborted) return;
    receiver.stands(name, false);
    if (wasListening) pause = FIRST_PAUSE_MS;
    await surroundings.sleep(pause, signal).catch(() => undefined);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

/** Until the connection breaks or listening ends; whether there was one. */
async function listenOnce({ name, source, judge, receiver, surroundings, signal }: Kept): Promise<boolean> {
  let isOver: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    isOver = resolve;
  });
  signal.addEventListener('abort', isOver, { once: true });
  const receive: Listening['receive'] = async (incoming) => {
    try {
      return await receiver.take(name, judge(incoming));
    } catch (error) {
      // The broker gives it back at once: without a pause it would go in circles while the database is away.
      await surroundings.sleep(AGAIN_MS, signal).catch(() => undefined);
      throw error;
    }
  };
  const { queue, prefetch } = source;
  try {
    const url = await readReference(source.url, surroundings);
    const open = await listen({
      url,
      queue,
      receive,
      onLost: isOver,
      ...(prefetch !== undefined && { prefetch }),
    });
    receiver.stands(name, true);
    await over;
    await open.stop();
    return true;
  } catch {
    // Its words may hold the address with its password; that it does not stand is told.
    return false;
  } finally {
    signal.removeEventListener('abort', isOver);
  }
}
