/** What a data directory says about the server that runs on it (`postmaster.pid`). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Directory of the unix socket, or a loopback address. */
  readonly host: string;
  readonly ready: boolean;
}

/** Reads the file as far as it is written; undefined where no server has (or had) the directory. */
export function readPostmaster(dataDir: string): Postmaster | undefined {
  let text: string;
  try {
    text = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const [pid, , , port, socket, address, , status] = text.split('\n').map((line) => line.trim());
  return { pid: Number(pid), port: Number(port), host: socket || address || '127.0.0.1', ready: status === 'ready' };
}

/** Whether a process of that id exists; one that we may not signal exists too. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
