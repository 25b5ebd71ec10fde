/** The figures of a run, the bars they are held against, and how both are shown. */
import type { CpuUse } from './cpu.ts';
import { quantile } from './support.ts';

/** What one run with many clients came to. */
export interface Run {
  readonly commands: number;
  /** Commit statements. */
  readonly batches: number;
  readonly cpu: CpuUse;
}

export interface Figures {
  readonly engine: Run;
  /** The same statements by a loop, one after the other. */
  readonly floor: Run;
  /** The same statements with as many under way as the engine had. */
  readonly ceiling: Run;
  /** Batch size one, everything else as for the engine. */
  readonly unbatched: Run;
  /** Batch size one, and as many transactions under way as the pool has connections. */
  readonly crowded: Run;
  /** Milliseconds of each command on an idle engine, and of each of their statements sent alone. */
  readonly single: readonly number[];
  readonly bare: readonly number[];
}

interface Bar {
  readonly what: string;
  readonly ratio: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly met: boolean;
}

export interface Result {
  readonly runs: Readonly<Record<'engine' | 'floor' | 'ceiling' | 'unbatched' | 'crowded', ReturnType<typeof summary>>>;
  readonly idle: Readonly<Record<'command' | 'bareCommit', { readonly p50Ms: number; readonly p99Ms: number }>>;
  readonly limitedBy: string;
  readonly bars: readonly Bar[];
}

export function evaluate({ engine, floor, ceiling, unbatched, crowded, single, bare }: Figures): Result {
  const bar = (what: string, ratio: number, limit: { atLeast?: number; atMost?: number }): Bar => ({
    what,
    ratio,
    ...limit,
    met: ratio >= (limit.atLeast ?? 0) && ratio <= (limit.atMost ?? Number.POSITIVE_INFINITY),
  });
  const latency = quantile(single, 0.99) / quantile(bare, 0.99);
  return {
    runs: {
      engine: summary(engine),
      floor: summary(floor),
      ceiling: summary(ceiling),
      unbatched: summary(unbatched),
      crowded: summary(crowded),
    },
    idle: { command: latencies(single), bareCommit: latencies(bare) },
    limitedBy: limitOf(engine.cpu),
    bars: [
      bar('engine / floor (same statements by a bare loop, no engine)', perSecond(engine) / perSecond(floor), {
        atLeast: 0.5,
      }),
      bar(
        'engine / one transaction per command (batching off, all else equal)',
        perSecond(engine) / perSecond(unbatched),
        { atLeast: 5 },
      ),
      bar('p99 of a single command on an idle engine / of one bare commit', latency, { atMost: 3 }),
    ],
  };
}

export function print({ runs, idle, limitedBy, bars }: Result): void {
  for (const [name, run] of Object.entries(runs)) {
    console.log(
      `${name.padEnd(10)}${run.perSecond.toFixed(0).padStart(7)} commands/s  ${run.perBatch.toFixed(0).padStart(4)} a transaction` +
        `  Node.js ${share(run.node, run.nodeMicroseconds)}, PostgreSQL ${share(run.postgres, run.postgresMicroseconds)}, others ${share(run.others)}`,
    );
  }
  const { command, bareCommit } = idle;
  console.log(
    `idle      command p50 ${command.p50Ms.toFixed(2)} ms, p99 ${command.p99Ms.toFixed(2)} ms; bare commit p50 ${bareCommit.p50Ms.toFixed(2)} ms, p99 ${bareCommit.p99Ms.toFixed(2)} ms`,
  );
  console.log(`limited by ${limitedBy}`);
  for (const { what, ratio, atLeast, atMost, met } of bars) {
    const limit = atMost === undefined ? `at least ${atLeast}` : `at most ${atMost}`;
    console.log(`${ratio.toFixed(2).padStart(8)}  ${what} (${limit})${met ? '' : '  MISSED'}`);
  }
}

const perSecond = ({ commands, cpu }: Run): number => commands / cpu.seconds;

function summary(run: Run) {
  const { commands, batches, cpu } = run;
  const each = (busy: number | undefined): number | undefined =>
    busy === undefined ? undefined : (busy * cpu.seconds * 1e6) / commands;
  return {
    perSecond: perSecond(run),
    commands,
    perBatch: commands / batches,
    ...cpu,
    nodeMicroseconds: each(cpu.node),
    postgresMicroseconds: each(cpu.postgres),
  };
}

const latencies = (times: readonly number[]) => ({ p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99) });

/** Share of one processor, and of it per command. */
function share(busy: number | undefined, microseconds?: number): string {
  if (busy === undefined) return '?';
  return `${(100 * busy).toFixed(0)} %${microseconds === undefined ? '' : ` (${microseconds.toFixed(0)} µs each)`}`;
}

function limitOf({ node, postgres = 0, others = 0, processors }: CpuUse): string {
  const busy = node + postgres + others;
  if (others > 0.15 * processors) return 'other programs: the machine is not idle, and these figures mean little';
  if (node > 0.85) return 'the thread of Node.js, which decides, encodes and answers';
  if (busy > 0.9 * processors) return 'the processors, which Node.js and PostgreSQL share';
  return 'waiting: for the disk, and Node.js and PostgreSQL for each other';
}
