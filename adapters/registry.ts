import type { Adapter } from '../engine/port.ts';
import type { Connections } from './connections.ts';
import { readContracts } from './contracts.ts';
import { createSimulatedSeal } from './e-seal/e-seal.ts';
import { createEcho } from './echo/echo.ts';
import type { Contract } from './kit/contract.ts';
import { simulateContract } from './kit/simulate.ts';
import { createLicenceLibrary } from './licence-library/licence-library.ts';
import { createNotify } from './notify/notify.ts';
import { PROTOCOLS } from './protocols.ts';
import type { Surroundings } from './surroundings.ts';

/** Services that are played better than from their contract alone. */
const PLAYED: Readonly<Record<string, (contract: Contract, surroundings: Surroundings) => Adapter>> = {
  'e-seal': (contract) => createSimulatedSeal(contract),
  'licence-library': createLicenceLibrary,
};

export interface AdapterRegistry {
  readonly adapters: readonly Adapter[];
  /** The adapter that serves a topic; undefined leaves the topic to external workers. */
  find(topic: string): Adapter | undefined;
}

export interface RegistryOptions {
  readonly connections?: Connections;
  /** Departments without a connection are played; otherwise their topics are left to external workers. Default true. */
  readonly simulate?: boolean;
}

/** All adapters of the installation: each contract by its connection, else played. Throws where a connection is wrong or belongs to nobody. */
export function createRegistry(
  surroundings: Surroundings,
  { connections = {}, simulate = true }: RegistryOptions = {},
): AdapterRegistry {
  const contracts = readContracts();
  const unknown = Object.keys(connections).find((name) => !contracts.some((contract) => contract.name === name));
  if (unknown !== undefined) throw new Error(`Expected a contract for the connection "${unknown}", but there is none.`);
  const talking = contracts.flatMap((contract): Adapter[] => {
    if (contract.name === 'notify') return [];
    const settings = connections[contract.name];
    if (settings) return [protocolOf(contract.name, settings.kind)(contract, settings, surroundings)];
    return simulate ? [(PLAYED[contract.name] ?? simulateContract)(contract, surroundings)] : [];
  });
  const inner = registryOf(talking);
  const notify = contracts.filter(({ name }) => name === 'notify');
  return registryOf([
    createEcho(),
    ...talking,
    ...notify.map((contract) => createNotify(contract, (topic) => inner.find(topic), surroundings)),
  ]);
}

function protocolOf(name: string, kind: string): NonNullable<(typeof PROTOCOLS)[string]> {
  const protocol = PROTOCOLS[kind];
  if (protocol) return protocol;
  const known = Object.keys(PROTOCOLS).join(', ');
  throw new Error(`Expected the connection of ${name} to be one of ${known}, but it is "${kind}".`);
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
