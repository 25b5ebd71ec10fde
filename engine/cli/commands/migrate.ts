import type { Command } from 'commander';
import { readConfig } from '../../config.ts';
import { startEmbedded } from '../../store/embedded/launch.ts';
import { migrate as applyMigrations } from '../../store/migrate.ts';
import { print } from '../output.ts';
import { DATABASE_OPTION, type DatabaseOption } from '../with-engine.ts';

/** `tongban migrate`: brings the database to the schema of this version. Running it again changes nothing. */
export function migrate(program: Command): void {
  program
    .command('migrate')
    .description('Bring the database to the schema of this version. 将数据库升级到本版本的结构。')
    .option(...DATABASE_OPTION)
    .option('--json', 'answer in JSON')
    .action(async ({ databaseUrl, json }: DatabaseOption & { json?: boolean }) => {
      const config = readConfig({ ...process.env, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) });
      const applied = await apply(config);
      print({ applied }, { json }, () => (applied.length === 0 ? 'Nothing to do. 无需升级。' : applied.join('\n')));
    });
}

async function apply({ databaseUrl, dataDir }: { databaseUrl: string | null; dataDir: string }): Promise<string[]> {
  if (databaseUrl !== null) return applyMigrations(databaseUrl);
  const server = await startEmbedded({ dataDir: `${dataDir}/pg` });
  try {
    return await applyMigrations(server.connectionString);
  } finally {
    await server.stop();
  }
}
