/**
 * Brings a database to the schema of this code. Forward only; all pending steps in one transaction under an advisory lock, so
 * that any number of processes may start at once and a killed one leaves nothing half done and nothing locked.
 */
import pg from 'pg';
import { TYPES } from './connection.ts';
import { MIGRATIONS } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';

/** "tongban" in ASCII, truncated to what a lock key holds. */
const LOCK_KEY = 0x746f6e67;

export class DatabaseTooNew extends Error {
  constructor(unknown: readonly string[]) {
    super(
      `Expected a database that this version of Tongban knows, but it already has: ${unknown.join(', ')}. Start the newer version. ` +
        `数据库已由更新版本的通办升级（${unknown.join('、')}），请启动更新的版本。`,
    );
    this.name = 'DatabaseTooNew';
  }
}

/** Applies what is missing and returns the names of the migrations applied. Throws `DatabaseTooNew`, changing nothing. */
export async function migrate(
  connectionString: string,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<string[]> {
  const client = new pg.Client({ connectionString, application_name: 'tongban migrate', types: TYPES });
  await client.connect();
  try {
    return await applyPending(client, migrations);
  } finally {
    await client.end();
  }
}

async function applyPending(client: pg.Client, migrations: readonly Migration[]): Promise<string[]> {
  await client.query('begin');
  await client.query('select pg_advisory_xact_lock($1)', [LOCK_KEY]);
  await client.query(`create table if not exists migration (
    name text collate "C" primary key,
    applied_at timestamptz not null default now()
  )`);
  const done = new Set(
    (await client.query<{ name: string }>('select name from migration')).rows.map((row) => row.name),
  );
  const known = new Set(migrations.map((migration) => migration.name));
  const unknown = [...done].filter((name) => !known.has(name)).sort();
  if (unknown.length > 0) throw new DatabaseTooNew(unknown);
  const pending = migrations.filter((migration) => !done.has(migration.name));
  for (const migration of pending) {
    await client.query(migration.up);
    await client.query('insert into migration (name) values ($1)', [migration.name]);
  }
  await client.query('commit');
  return pending.map((migration) => migration.name);
}
