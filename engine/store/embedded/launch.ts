/**
 * Starts a real PostgreSQL of our own where no DATABASE_URL is given: unix socket (loopback on Windows) and a random password only.
 * A server that a killed engine left behind is adopted; the last one to leave stops it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Account, serverAccount } from './account.ts';
import { locateBinaries } from './binaries.ts';
import { type Cluster, chooseDataDirectory, ensureCluster, NAME, readPassword } from './data-directory.ts';
import { stopOrphans } from './orphans.ts';
import { isAlive, type Postmaster, readPostmaster } from './postmaster.ts';

export interface EmbeddedOptions {
  /** Default `./.tongban/pg`. Another place is used where the server's account cannot reach it; see `EmbeddedServer.dataDir`. */
  readonly dataDir?: string;
  /** False only for tests: a power cut then loses data. */
  readonly fsync?: boolean;
}

export interface EmbeddedServer {
  /** Names the database `tongban`, which exists. */
  readonly connectionString: string;
  readonly dataDir: string;
  readonly adopted: boolean;
  /** Stops the server unless somebody else is still connected. */
  stop(): Promise<void>;
}

/** How long a lock file of a dying server, or a slow start with recovery, is waited for. */
const PATIENCE_MS = 60_000;
const STALE_LOCK_MS = 6_000;

export async function startEmbedded(options: EmbeddedOptions = {}): Promise<EmbeddedServer> {
  const account = serverAccount();
  const native = locateBinaries(account);
  const dataDir = chooseDataDirectory(options.dataDir ?? join('.tongban', 'pg'), account);
  const cluster = { native, dataDir, account, fsync: options.fsync ?? true };
  ensureCluster(cluster);
  const running = await findRunning(dataDir);
  if (!running) await stopOrphans(dataDir);
  const postmaster = running ?? (await launch(cluster));
  await ensureDatabase(urlOf(dataDir, postmaster, 'postgres'));
  return {
    connectionString: urlOf(dataDir, postmaster, NAME),
    dataDir,
    adopted: running !== undefined,
    stop: () => stop(dataDir, postmaster),
  };
}

function urlOf(dataDir: string, postmaster: Postmaster, database: string): string {
  return `postgresql://${NAME}:${readPassword(dataDir)}@localhost/${database}?host=${encodeURIComponent(postmaster.host)}&port=${postmaster.port}`;
}

/** A live server of exactly this directory, starting ones included; a number that some other program has by now does not count. */
async function findRunning(dataDir: string): Promise<Postmaster | undefined> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = readPostmaster(dataDir);
    if (found === undefined || !isAlive(found.pid)) return undefined;
    if (found.ready) return (await serves(found, dataDir)) ? found : undefined;
    if (!isPostgres(found.pid) || Date.now() > deadline) return undefined;
    await sleep(50);
  }
}

/** Where the system does not tell what a process is, it is taken for the server and waited for. */
function isPostgres(pid: number): boolean {
  if (process.platform !== 'linux') return true;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}

async function serves(postmaster: Postmaster, dataDir: string): Promise<boolean> {
  const client = new pg.Client({
    connectionString: urlOf(dataDir, postmaster, 'postgres'),
    connectionTimeoutMillis: 5_000,
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return statSync(rows[0]?.data_directory ?? '').ino === statSync(dataDir).ino;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

async function launch(options: Cluster): Promise<Postmaster> {
  const deadline = Date.now() + STALE_LOCK_MS;
  for (;;) {
    const child = await spawnServer(options);
    const outcome = await waitUntilReady(child, options.dataDir);
    if (outcome !== undefined) return outcome;
    const other = await findRunning(options.dataDir);
    if (other !== undefined) return other;
    if (Date.now() > deadline) {
      throw new Error(
        `Expected PostgreSQL to start on ${options.dataDir}, but it did not:\n${lastLines(logFile(options.dataDir))}`,
      );
    }
    await sleep(250);
  }
}

async function spawnServer(options: Cluster): Promise<ChildProcess> {
  const log = openSync(logFile(options.dataDir), 'a', 0o600);
  const child = spawn(join(options.native, 'bin', 'postgres'), await serverArguments(options), {
    ...options.account,
    cwd: options.dataDir,
    stdio: ['ignore', log, log],
    detached: true,
    env: { ...process.env, LC_ALL: 'C' },
  });
  closeSync(log);
  child.unref();
  return child;
}

/**
 * None of these gives up durability. Checkpoints further apart write fewer whole pages to the log: with the defaults there is one every half a
 * minute at full load. Recovery after a crash then takes some seconds more.
 */
const THROUGHPUT = { shared_buffers: '256MB', wal_buffers: '16MB', max_wal_size: '2GB', checkpoint_timeout: '15min' };

async function serverArguments({ dataDir, account, fsync }: Cluster): Promise<string[]> {
  const windows = process.platform === 'win32';
  const settings: Record<string, string> = {
    listen_addresses: windows ? '127.0.0.1' : '',
    port: String(windows ? await freePort() : 5432),
    timezone: 'UTC',
    jit: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
    ...THROUGHPUT,
    ...(windows ? {} : { unix_socket_directories: socketDirectory(dataDir, account) }),
    ...(fsync ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', shared_buffers: '64MB' }),
  };
  return ['-D', dataDir, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/**
 * A socket path may hold 107 bytes, so it does not lie below the data directory but has a short private one of its own. Its name belongs to the
 * cluster, not only to the path: a server that outlives its deleted directory holds the old one.
 */
function socketDirectory(dataDir: string, account: Account): string {
  const path = socketPath(dataDir);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (account.uid !== undefined && account.gid !== undefined) chownSync(path, account.uid, account.gid);
  chmodSync(path, 0o700);
  return path;
}

function socketPath(dataDir: string): string {
  const { dev, ino, birthtimeNs } = statSync(join(dataDir, 'PG_VERSION'), { bigint: true });
  const digest = createHash('sha256').update(`${dataDir} ${dev} ${ino} ${birthtimeNs}`).digest('hex');
  return join('/tmp', `tongban-${digest.slice(0, 12)}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 5432));
    });
  });
}

/** Undefined where the server gave up (a lock file of a predecessor that is not quite dead yet). */
async function waitUntilReady(child: ChildProcess, dataDir: string): Promise<Postmaster | undefined> {
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  const deadline = Date.now() + PATIENCE_MS;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    if (failure) throw failure;
    const found = readPostmaster(dataDir);
    if (found?.ready && found.pid === child.pid) return found;
    await sleep(10);
  }
  return undefined;
}

async function ensureDatabase(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [NAME]);
    if (rowCount === 0) await client.query(`create database ${NAME}`);
  } catch (error) {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [NAME]);
    if (rowCount === 0) throw error;
  } finally {
    await client.end();
  }
}

async function stop(dataDir: string, postmaster: Postmaster): Promise<void> {
  if (!existsSync(dataDir)) return stopOrphans(dataDir);
  const holds = (): boolean => readPostmaster(dataDir)?.pid === postmaster.pid && isAlive(postmaster.pid);
  if (!holds() || (await countOthers(dataDir, postmaster)) > 0) return;
  const sockets = socketPath(dataDir);
  process.kill(postmaster.pid, 'SIGINT');
  const deadline = Date.now() + PATIENCE_MS;
  while (holds() && Date.now() < deadline) await sleep(10);
  // The lock file goes a moment before the process does; one that nobody reaps stays visible, so this is not waited for long.
  for (let waited = 0; isAlive(postmaster.pid) && waited < 1_000; waited += 10) await sleep(10);
  if (postmaster.host === sockets) rmSync(postmaster.host, { recursive: true, force: true });
}

async function countOthers(dataDir: string, postmaster: Postmaster): Promise<number> {
  const client = new pg.Client({ connectionString: urlOf(dataDir, postmaster, 'postgres') });
  await client.connect();
  try {
    const { rows } = await client.query<{ count: string }>(
      "select count(*) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
    );
    return Number(rows[0]?.count ?? 0);
  } finally {
    await client.end();
  }
}

const logFile = (dataDir: string): string => join(dirname(dataDir), 'postgres.log');

function lastLines(path: string): string {
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-10).join('\n');
}
