import { pino } from 'pino';
import type { EngineOptions, OpenEngine } from '../boot/open-engine.ts';
import { readConfig } from '../config.ts';
import { type Clock, systemClockIn } from '../runtime/clock.ts';

export interface DatabaseOption {
  readonly databaseUrl?: string;
}

/** For every command that needs the database: `--database-url`, else `DATABASE_URL`, else the embedded one. */
export const DATABASE_OPTION = [
  '--database-url <url>',
  'PostgreSQL to use (default: DATABASE_URL, else the embedded one)',
] as const;

/** Standard output is for the answer alone. */
const STANDARD_ERROR = 2;

/** Opens the engine, works, and closes it again whatever happens. */
export async function withEngine<T>(
  {
    databaseUrl,
    clock,
    ...more
  }: DatabaseOption & { readonly clock?: Clock } & Partial<Pick<EngineOptions, 'adapters'>>,
  work: (engine: OpenEngine) => Promise<T>,
): Promise<T> {
  const config = readConfig({ ...process.env, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) });
  const { openEngine } = await import('../boot/open-engine.ts');
  const engine = await openEngine({
    config,
    clock: clock ?? systemClockIn(config.timeZone),
    logger: pino({ level: config.logLevel }, pino.destination(STANDARD_ERROR)),
    ...more,
  });
  try {
    return await work(engine);
  } finally {
    await engine.close();
  }
}
