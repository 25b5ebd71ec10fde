/** The departments of the town: those of the installation, as quick as the clock that jumps; scripted for one case where its scenario says so. */
import { quickSurroundings } from '../../../adapters/quick-surroundings.ts';
import { createRegistry } from '../../../adapters/registry.ts';
import type { Adapter, AdapterAnswer, AdapterRequest } from '../../port.ts';
import type { Runtime } from '../../runtime/engine.ts';
import type { AdapterScript } from '../../scenario/scenario.ts';
import { ownAdapters, READ_CASES } from '../own-adapters.ts';

export class Scripts {
  readonly #byCase = new Map<string, Map<string, AdapterScript>>();

  set(businessKey: string, topic: string, script: AdapterScript): void {
    const scripts = this.#byCase.get(businessKey) ?? new Map<string, AdapterScript>();
    this.#byCase.set(businessKey, scripts.set(topic, script));
  }

  answerTo({ businessKey, topic, attempt }: AdapterRequest): AdapterAnswer | undefined {
    const script = this.#byCase.get(businessKey ?? '')?.get(topic);
    if (!script) return undefined;
    const { failFirst = 0, answer } = script;
    return answer && attempt > failFirst ? answer : { kind: 'failed', message: 'out of order' };
  }
}

export function adaptersWith(scripts: Scripts, runtime: () => Runtime): readonly Adapter[] {
  return [...createRegistry(quickSurroundings).adapters, ...ownAdapters(runtime).map(reading(runtime))].map(
    (adapter) => ({
      ...adapter,
      call: async (request) =>
        scripts.answerTo(request) ?? adapter.call({ ...request, idempotencyKey: sameEachTime(request) }),
    }),
  );
}

/** What the engine answers itself it may look up: then the case has to be written as far as it is decided. */
const reading =
  (runtime: () => Runtime) =>
  (adapter: Adapter): Adapter => ({
    ...adapter,
    call: async (request) => {
      if (READ_CASES.has(request.topic)) await runtime().dispatcher.flush([request.instanceId]);
      return adapter.call(request);
    },
  });

/** Keys are made anew each time; what a played department answers follows from the key. */
const sameEachTime = ({ businessKey, elementId, variables }: AdapterRequest): string =>
  JSON.stringify([businessKey, elementId, variables]);
