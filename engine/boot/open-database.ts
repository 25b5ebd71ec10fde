import { join } from 'node:path';
import type { Config } from '../config.ts';
import { startEmbedded } from '../store/embedded/launch.ts';
import { migrate } from '../store/migrate.ts';

export interface OpenDatabase {
  readonly connectionString: string;
  /** Where the embedded database keeps its data; null with a database of your own. */
  readonly dataDir: string | null;
  /** Stops the embedded server unless another engine still uses it; a database of your own is left alone. */
  close(): Promise<void>;
}

/** The configured database, or an embedded one, brought to the schema of this code. */
export async function openDatabase(config: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<OpenDatabase> {
  if (config.databaseUrl !== null) {
    await migrate(config.databaseUrl);
    return { connectionString: config.databaseUrl, dataDir: null, close: async () => undefined };
  }
  const server = await startEmbedded({ dataDir: join(config.dataDir, 'pg') });
  try {
    await migrate(server.connectionString);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { connectionString: server.connectionString, dataDir: server.dataDir, close: () => server.stop() };
}
