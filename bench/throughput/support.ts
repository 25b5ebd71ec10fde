import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** The value below which a share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** An empty database on the server, dropped afterwards. */
export async function withDatabase<T>(serverUrl: string, name: string, work: (url: string) => Promise<T>): Promise<T> {
  const url = new URL(serverUrl);
  url.pathname = `/bench_${name}`;
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  try {
    await admin.query(`create database bench_${name}`);
    return await work(url.href);
  } finally {
    await untilLeft(admin, `bench_${name}`);
    await admin.query(`drop database if exists bench_${name} with (force)`);
    await admin.end();
  }
}

/** A closed pool's connections take a moment to end by themselves. */
async function untilLeft(admin: pg.Client, database: string): Promise<void> {
  for (let waited = 0; waited < 2_000; waited += 20) {
    const { rowCount } = await admin.query('select from pg_stat_activity where datname = $1', [database]);
    if (rowCount === 0) return;
    await sleep(20);
  }
}
