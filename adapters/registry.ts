import type { Adapter } from '../engine/port.ts';
import { createEcho } from './echo/echo.ts';
import { createLicenceLibrary } from './licence-library/licence-library.ts';
import type { Surroundings } from './surroundings.ts';

/** One line per folder. A department is added with a folder and a line, and removed by deleting both. */
const FOLDERS: Readonly<Record<string, (surroundings: Surroundings) => Adapter>> = {
  echo: createEcho,
  'licence-library': createLicenceLibrary,
};

export interface AdapterRegistry {
  readonly adapters: readonly Adapter[];
  /** The adapter that serves a topic; undefined leaves the topic to external workers. */
  find(topic: string): Adapter | undefined;
}

/** All adapters of the installation. */
export function createRegistry(surroundings: Surroundings): AdapterRegistry {
  return registryOf(Object.values(FOLDERS).map((create) => create(surroundings)));
}

/** A registry of the given adapters. Throws where two serve the same topic: a call must have exactly one receiver. */
export function registryOf(adapters: readonly Adapter[]): AdapterRegistry {
  const byTopic = new Map<string, Adapter>();
  for (const adapter of adapters) {
    for (const topic of adapter.topics) {
      const other = byTopic.get(topic);
      if (other)
        throw new Error(`Expected one adapter for "${topic}", but "${other.name}" and "${adapter.name}" serve it.`);
      byTopic.set(topic, adapter);
    }
  }
  return { adapters, find: (topic) => byTopic.get(topic) };
}
