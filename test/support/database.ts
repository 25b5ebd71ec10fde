/**
 * A real PostgreSQL for tests: one server per run, started when the first test asks for it; one migrated template; one clone of it per
 * test file. `TEST_DATABASE_URL` (a superuser or createdb role) names another server to test against.
 */
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { TYPES } from '../../engine/store/connection.ts';
import { startEmbedded } from '../../engine/store/embedded/launch.ts';
import { isAlive, readPostmaster } from '../../engine/store/embedded/postmaster.ts';
import { migrate } from '../../engine/store/migrate.ts';

export interface TestDatabase {
  readonly name: string;
  readonly connectionString: string;
  drop(): Promise<void>;
}

interface Server {
  readonly adminUrl: string;
  readonly template: string;
  stop(): Promise<void>;
}

const PREFIX = 'tongban-postgres-test-';
const shared = globalThis as { tongbanTestServer?: Promise<Server> };

/**
 * An own copy of the migrated template; the caller drops it. `empty` gives a database without our schema, `from` a copy of one to which
 * nobody is connected.
 */
export async function createTestDatabase(
  options: { readonly empty?: boolean; readonly from?: TestDatabase } = {},
): Promise<TestDatabase> {
  shared.tongbanTestServer ??= startServer();
  const { adminUrl, template } = await shared.tongbanTestServer;
  const name = `tongban_${randomBytes(6).toString('hex')}`;
  await admin(adminUrl, (client) =>
    options.empty ? client.query(`create database ${name}`) : clone(client, name, options.from?.name ?? template),
  );
  return {
    name,
    connectionString: withDatabase(adminUrl, name),
    drop: () => admin(adminUrl, (client) => drop(client, name)),
  };
}

/** A pool that has ended may still be saying goodbye, and would take being cut off for an error: it gets a second for that. */
async function drop(client: pg.Client, name: string): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    const { rowCount } = await client.query('select from pg_stat_activity where datname = $1', [name]);
    if (rowCount === 0) break;
    await sleep(50);
  }
  await client.query(`drop database if exists ${name} with (force)`);
}

/** For a `describe`: a database that exists from its `before` to its `after`. */
export function useDatabase(): { readonly url: string } {
  let database: TestDatabase | undefined;
  before(async function () {
    this.timeout(60_000);
    database = await createTestDatabase();
  });
  after(() => database?.drop());
  return {
    get url() {
      if (!database) throw new Error('Expected to be called inside a test, but the database is not there yet.');
      return database.connectionString;
    },
  };
}

/** One connection with the engine's type parsers, closed afterwards. */
export async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString, types: TYPES });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function startServer(): Promise<Server> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { adminUrl: given, stop: async () => undefined } : await startOwnServer();
  const template = `tongban_template_${randomBytes(4).toString('hex')}`;
  await admin(server.adminUrl, (client) => client.query(`create database ${template}`));
  await migrate(withDatabase(server.adminUrl, template));
  return {
    ...server,
    template,
    stop: async () => {
      // A server of our own goes with everything in it.
      if (given) await admin(server.adminUrl, (client) => client.query(`drop database if exists ${template}`));
      await server.stop();
    },
  };
}

async function startOwnServer(): Promise<Omit<Server, 'template'>> {
  removeLeftovers();
  const home = join(tmpdir(), `${PREFIX}${process.pid}`);
  const server = await startEmbedded({ dataDir: join(home, 'pg'), fsync: false });
  return {
    adminUrl: server.connectionString,
    stop: async () => {
      await server.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** Servers of test runs that were killed. */
function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    if (isAlive(Number(name.slice(PREFIX.length)))) continue;
    const home = join(tmpdir(), name);
    const postmaster = readPostmaster(join(home, 'pg'));
    if (postmaster && isAlive(postmaster.pid)) process.kill(postmaster.pid, 'SIGQUIT');
    rmSync(home, { recursive: true, force: true });
  }
}

async function admin(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  await withClient(url, work);
}

/** file_copy is the faster strategy for a small template, and older servers (before 15) know no other. */
async function clone(client: pg.Client, name: string, template: string): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
  const strategy = Number(rows[0]?.server_version_num) >= 150_000 ? 'strategy file_copy' : '';
  await client.query(`create database ${name} template ${template} ${strategy}`);
}

function withDatabase(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.href;
}

after(async function () {
  this.timeout(30_000);
  await (await shared.tongbanTestServer)?.stop();
});
