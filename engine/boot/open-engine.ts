import { readConnections } from '../../adapters/connections.ts';
import { realSurroundings } from '../../adapters/real-surroundings.ts';
import { createRegistry } from '../../adapters/registry.ts';
import { COMMANDS } from '../commands/index.ts';
import type { Config } from '../config.ts';
import type { Adapter } from '../port.ts';
import type { Clock } from '../runtime/clock.ts';
import type { Compilers } from '../runtime/compilers.ts';
import { createRuntime, type Runtime, type RuntimeOptions } from '../runtime/engine.ts';
import type { Logger } from '../runtime/logger.ts';
import { compilersWith } from './compilers.ts';
import { type OpenDatabase, openDatabase } from './open-database.ts';
import { ownAdapters } from './own-adapters.ts';

export interface OpenEngine {
  readonly runtime: Runtime;
  readonly database: OpenDatabase;
  /** Stops the runtime, then the database where it is ours. */
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly config: Pick<
    Config,
    | 'connections'
    | 'databaseUrl'
    | 'dataDir'
    | 'effectDays'
    | 'retentionYears'
    | 'scriptMs'
    | 'simulate'
    | 'soundness'
    | 'soundnessStates'
  >;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Default: every adapter of the installation. */
  readonly adapters?: readonly Adapter[];
  readonly dispatcher?: RuntimeOptions['dispatcher'];
  /** Default: new ones, as the settings say. Engines of one process may share some. */
  readonly compilers?: Compilers;
}

/** Departments that are connected, and where it is no production the others, played. */
function installed({ connections, simulate }: EngineOptions['config']): readonly Adapter[] {
  const connected = connections ? readConnections(connections) : {};
  return createRegistry(realSurroundings, { connections: connected, simulate: simulate ?? true }).adapters;
}

const compilersOf = ({ soundness = 'warning', soundnessStates = null }: EngineOptions['config']): Compilers =>
  compilersWith({ soundness, soundnessStates });

/** Database and runtime, ready for commands. The loops that take due work do not run until `runtime.start()`. */
export async function openEngine({
  config,
  clock,
  logger,
  adapters,
  dispatcher,
  compilers = compilersOf(config),
}: EngineOptions): Promise<OpenEngine> {
  const database = await openDatabase(config);
  try {
    const runtime: Runtime = await createRuntime({
      databaseUrl: database.connectionString,
      clock,
      logger,
      commands: COMMANDS,
      compilers,
      adapters: [...(adapters ?? installed(config)), ...ownAdapters(() => runtime)],
      dispatcher,
      ...(config.effectDays !== undefined && { effectDays: config.effectDays }),
      ...(config.retentionYears !== undefined && { retentionYears: config.retentionYears }),
      scripts: { limits: { milliseconds: config.scriptMs } },
    });
    return {
      runtime,
      database,
      close: async () => {
        await runtime.stop();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
