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
    await admin.query(`drop database if exists bench_${name} with (force)`);
    await admin.end();
  }
}
