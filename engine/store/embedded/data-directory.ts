/** Where the embedded database lives, and its first creation. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Account, canReach } from './account.ts';

/** The superuser of the embedded server and the database of the engine. */
export const NAME = 'tongban';

/**
 * The wanted directory, or where the account cannot reach it (below /root, say) one of our own that it can. A file in its place says where
 * that is: whoever removes the wanted directory's parent begins anew, and does not find old data again.
 */
export function chooseDataDirectory(wanted: string, account: Account): string {
  const path = resolve(wanted);
  if (canReach(dirname(path), account)) return path;
  const marker = `${path}.location`;
  if (existsSync(marker)) return readFileSync(marker, 'utf8').trim();
  const chosen = join('/var/tmp', `tongban-${randomBytes(6).toString('hex')}`, 'pg');
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(marker, `${chosen}\n`);
  return chosen;
}

export interface Cluster {
  /** Folder of the binaries. */
  readonly native: string;
  readonly dataDir: string;
  readonly account: Account;
  readonly fsync: boolean;
}

/** Creates the database cluster unless it is there. It appears under its name only when it is whole. */
export function ensureCluster({ native, dataDir, account, fsync }: Cluster): void {
  if (existsSync(join(dataDir, 'PG_VERSION'))) {
    checkVersion(native, dataDir);
    return;
  }
  const parent = dirname(dataDir);
  mkdirSync(parent, { recursive: true });
  const draft = join(parent, `.${process.pid}-${randomBytes(4).toString('hex')}.draft`);
  mkdirSync(draft, { mode: 0o700 });
  give(draft, account);
  try {
    initialise({ native, dataDir: draft, account, fsync });
    renameSync(draft, dataDir);
  } catch (error) {
    if (!existsSync(join(dataDir, 'PG_VERSION'))) throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** The password of the embedded server: 128 random bits, in a file that only the server's account can read. */
export const readPassword = (dataDir: string): string => readFileSync(join(dataDir, 'tongban.password'), 'utf8').trim();

function initialise({ native, dataDir: draft, account, fsync }: Cluster): void {
  const password = join(draft, '..', `${NAME}-${randomBytes(4).toString('hex')}.password`);
  writeFileSync(password, `${randomBytes(16).toString('hex')}\n`, { mode: 0o600 });
  give(password, account);
  const result = spawnSync(
    join(native, 'bin', 'initdb'),
    [
      `--pgdata=${draft}`,
      `--username=${NAME}`,
      `--pwfile=${password}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      ...(fsync ? [] : ['--no-sync']),
    ],
    { ...account, cwd: draft, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
  );
  if (result.error || result.status !== 0) {
    rmSync(password, { force: true });
    throw new Error(
      `Expected initdb to create ${draft}, but it failed: ${result.error?.message ?? result.stderr.trim()}`,
    );
  }
  renameSync(password, join(draft, 'tongban.password'));
}

function give(path: string, account: Account): void {
  if (account.uid !== undefined && account.gid !== undefined) chownSync(path, account.uid, account.gid);
  chmodSync(path, path.endsWith('.password') ? 0o600 : 0o700);
}

function checkVersion(native: string, dataDir: string): void {
  const found = readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim();
  const result = spawnSync(join(native, 'bin', 'postgres'), ['--version'], { encoding: 'utf8' });
  const offered = /(\d+)(?:\.|\w|$)/.exec(result.stdout ?? '')?.[1];
  if (offered !== undefined && offered !== found) {
    throw new Error(
      `Expected data of PostgreSQL ${offered} in ${dataDir}, but it is of version ${found}. Export it with the version that wrote it. ` +
        `${dataDir} 中的数据属于 PostgreSQL ${found}，当前内置版本为 ${offered}，请先用原版本导出。`,
    );
  }
}
