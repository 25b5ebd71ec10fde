/**
 * Servers whose data directory was deleted under them. PostgreSQL notices that itself within a minute; until then it holds memory, and its
 * old port where there is no unix socket. Only where the system proves whose a process is (Linux) is it stopped at once.
 */
import { readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './postmaster.ts';

interface Orphan {
  readonly pid: number;
  /** Its socket directory, where it is one of ours. */
  readonly sockets: string | undefined;
}

const PATIENCE_MS = 5_000;

/** Stops every server that was started on `dataDir` and whose directory of that name is gone. There is nothing left that it could save. */
export async function stopOrphans(dataDir: string): Promise<void> {
  for (const { pid, sockets } of findOrphans(dataDir)) {
    if (!signal(pid)) continue;
    for (let waited = 0; isRunning(pid) && waited < PATIENCE_MS; waited += 10) await sleep(10);
    if (sockets !== undefined) rmSync(sockets, { recursive: true, force: true });
  }
}

function findOrphans(dataDir: string): Orphan[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => orphanOf(Number(name), dataDir) ?? []);
}

/** A postgres that was started with exactly this directory, and stands in a directory of that name that has been deleted. */
function orphanOf(pid: number, dataDir: string): Orphan | undefined {
  try {
    const [program = '', ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    if (!program.endsWith('/bin/postgres') || args[args.indexOf('-D') + 1] !== dataDir) return undefined;
    if (readlinkSync(`/proc/${pid}/cwd`) !== `${dataDir} (deleted)`) return undefined;
    const [, sockets] = /^unix_socket_directories=(\/tmp\/tongban-[0-9a-f]+)$/m.exec(args.join('\n')) ?? [];
    return { pid, sockets };
  } catch {
    // It has ended meanwhile, or belongs to somebody else.
    return undefined;
  }
}

/** SIGQUIT: at once, without a last checkpoint, which would have no place to go. False where it has ended or is not ours to stop. */
function signal(pid: number): boolean {
  try {
    process.kill(pid, 'SIGQUIT');
    return true;
  } catch {
    return false;
  }
}

/** A process that has ended and whom nobody has collected yet counts as gone. */
function isRunning(pid: number): boolean {
  if (!isAlive(pid)) return false;
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
