/** Who used the processors during a run: this process, PostgreSQL, and everybody else on the machine. */
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Seconds of processor time. */
interface Used {
  readonly node: number;
  /** All processes of the server; undefined where the system does not tell (it does on Linux). */
  readonly postgres: number | undefined;
  readonly machine: number;
}

export interface CpuUse {
  readonly seconds: number;
  /** Processors kept busy on average: 1 is one of them all the time. */
  readonly node: number;
  readonly postgres: number | undefined;
  /** By other programs (and by the kernel for us, such as writing to disk). */
  readonly others: number | undefined;
  readonly processors: number;
}

/** Begins to measure; `postmaster` is the process id of the server. The result tells what was used until it is called. */
export function measureCpu(postmaster: number): () => CpuUse {
  const started = performance.now();
  const before = used(postmaster);
  return () => {
    const seconds = (performance.now() - started) / 1000;
    const after = used(postmaster);
    const node = (after.node - before.node) / seconds;
    const machine = (after.machine - before.machine) / seconds;
    const postgres =
      after.postgres === undefined || before.postgres === undefined
        ? undefined
        : (after.postgres - before.postgres) / seconds;
    const others = postgres === undefined ? undefined : Math.max(0, machine - node - postgres);
    return { seconds, node, postgres, others, processors: cpus().length };
  };
}

function used(postmaster: number): Used {
  const { user, system } = process.cpuUsage();
  const busy = cpus().map(({ times }) => times.user + times.nice + times.sys + times.irq);
  return {
    node: (user + system) / 1e6,
    postgres: process.platform === 'linux' ? serverTime(postmaster) : undefined,
    machine: busy.reduce((sum, time) => sum + time, 0) / 1000,
  };
}

const TICKS_PER_SECOND = 100;

/** The postmaster, its children, and those of its children that have ended. */
function serverTime(postmaster: number): number {
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const fields = statOf(pid);
    if (Number(pid) === postmaster) ticks += sum(fields, 11, 15);
    else if (Number(fields[1]) === postmaster) ticks += sum(fields, 11, 13);
  }
  return ticks / TICKS_PER_SECOND;
}

/** The fields of /proc/PID/stat from the third on (proc(5)); none for a process that has ended meanwhile. */
function statOf(pid: string): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

const sum = (fields: readonly string[], from: number, to: number): number =>
  fields.slice(from, to).reduce((total, field) => total + Number(field), 0);
