/** Webhooks and queues of the installation, as its file of connections names them. */
import { listenToQueues } from '../../adapters/incoming/queues.ts';
import { readIncoming } from '../../adapters/incoming/settings.ts';
import { createWebhooks } from '../../adapters/incoming/webhooks.ts';
import { realSurroundings } from '../../adapters/real-surroundings.ts';
import type { Surroundings } from '../../adapters/surroundings.ts';
import type { Config } from '../config.ts';
import { ERRORS, type Failure, Refusal } from '../errors.ts';
import type { Webhooks } from '../port.ts';
import type { Runtime } from '../runtime/engine.ts';

export interface IncomingEdges {
  readonly webhooks: Webhooks;
  /** Begins to listen to the queues; the answer ends it. */
  listen(runtime: Runtime): () => Promise<void>;
}

/** Throws where the file does not fit: an installation that would refuse what it was set up to take does not start. */
export function incomingEdges(
  { connections }: Pick<Config, 'connections'>,
  surroundings: Surroundings = realSurroundings,
): IncomingEdges {
  const settings = connections ? readIncoming(connections) : {};
  return {
    webhooks: createWebhooks(settings.webhooks ?? {}, surroundings),
    listen(runtime) {
      const listening = listenToQueues(
        settings.queues ?? {},
        {
          async take(name, verdict) {
            const taken = await runtime.incoming.take({ kind: 'queue', name }, verdict);
            if (!taken.ok && isWorthRepeating(taken.failure)) throw new Refusal(taken.failure);
            return taken.ok && verdict.kind !== 'refused' ? 'taken' : 'refused';
          },
          stands: (name, isListening) => runtime.incoming.stands(name, isListening),
        },
        surroundings,
      );
      return () => listening.stop();
    },
  };
}

/** A database that is away comes back; what is refused for good goes where the queue puts dead letters. */
const isWorthRepeating = ({ code }: Failure): boolean => ERRORS[code].retryable;
