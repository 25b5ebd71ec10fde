/** An engine on a new embedded server, with one model, for a benchmark. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compilers } from '../engine/boot/compilers.ts';
import { COMMANDS } from '../engine/commands/index.ts';
import type { Adapter } from '../engine/port.ts';
import { systemClock } from '../engine/runtime/clock.ts';
import { createRuntime, type Runtime } from '../engine/runtime/engine.ts';
import { startEmbedded } from '../engine/store/embedded/launch.ts';
import { readPostmaster } from '../engine/store/embedded/postmaster.ts';
import { migrate } from '../engine/store/migrate.ts';

const LOGGER = {
  debug: () => undefined,
  info: () => undefined,
  warn: (_fields: object, message: string) => console.error(message),
  error: (fields: object, message: string) => console.error(message, fields),
};

/** Runs `work` and removes everything again; `postmaster` is the process id of the database server. */
export async function withEngine<T>(
  model: string,
  work: (runtime: Runtime, postmaster: number) => Promise<T>,
  adapters: readonly Adapter[] = [],
): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'tongban-bench-'));
  const server = await startEmbedded({ dataDir: join(home, 'pg') });
  try {
    await migrate(server.connectionString);
    const databaseUrl = server.connectionString;
    const runtime = await createRuntime({
      databaseUrl,
      clock: systemClock,
      commands: COMMANDS,
      compilers,
      adapters,
      logger: LOGGER,
    });
    try {
      const resources = [{ name: 'bench.bpmn', content: model }];
      const deployed = await runtime.deployments.deploy({ name: 'bench', resources, by: 'bench' });
      if (!deployed.ok) throw new Error(deployed.problems.map(({ message }) => message.en).join('\n'));
      return await work(runtime, readPostmaster(server.dataDir)?.pid ?? 0);
    } finally {
      await runtime.stop();
    }
  } finally {
    await server.stop();
    // For root, the cluster lies elsewhere: the account of the server cannot reach a home of root.
    for (const place of [server.dataDir, home]) rmSync(place, { recursive: true, force: true });
  }
}
