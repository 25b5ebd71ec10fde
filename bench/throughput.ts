/**
 * Durable commands per second of the whole engine, next to two figures of the same run: the floor (the very same statements sent again by a bare
 * loop) and one transaction per command (the same code with batching off). See README.md for what the figures mean.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compilers } from '../engine/boot/compilers.ts';
import { COMMANDS } from '../engine/commands/index.ts';
import { systemClock } from '../engine/runtime/clock.ts';
import { CONNECTIONS, createRuntime, type Runtime, type RuntimeOptions } from '../engine/runtime/engine.ts';
import { startEmbedded } from '../engine/store/embedded/launch.ts';
import { readPostmaster } from '../engine/store/embedded/postmaster.ts';
import { migrate } from '../engine/store/migrate.ts';
import { measureCpu } from './throughput/cpu.ts';
import { sendAgain, sendOneByOne } from './throughput/floor.ts';
import { type Recorded, recordCommits } from './throughput/recorder.ts';
import { evaluate, type Figures, print, type Run } from './throughput/report.ts';
import { withDatabase } from './throughput/support.ts';
import { COMMANDS_PER_CASE, runCase, runCases } from './throughput/workload.ts';

/** Batches under way, of the engine and of the ceiling. */
const PIPELINE = 3;
const MODEL = { name: 'throughput.bpmn', content: readFileSync(new URL('./throughput.bpmn', import.meta.url), 'utf8') };
const LOGGER = {
  debug: () => undefined,
  info: () => undefined,
  warn: (_fields: object, message: string) => console.error(message),
  error: (fields: object, message: string) => console.error(message, fields),
};

interface Sizes {
  readonly cases: number;
  readonly clients: number;
  readonly single: number;
}

interface Bench extends Sizes {
  readonly serverUrl: string;
  /** Process id of the server. */
  readonly postmaster: number;
}

export async function run(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      cases: { type: 'string', default: '12000' },
      clients: { type: 'string', default: '600' },
      single: { type: 'string', default: '1400' },
      json: { type: 'boolean', default: false },
    },
  });
  const sizes = { cases: Number(values.cases), clients: Number(values.clients), single: Number(values.single) };
  const home = mkdtempSync(join(tmpdir(), 'tongban-bench-'));
  const server = await startEmbedded({ dataDir: join(home, 'pg') });
  try {
    const postmaster = readPostmaster(server.dataDir)?.pid ?? 0;
    const result = evaluate(await measure({ ...sizes, serverUrl: server.connectionString, postmaster }));
    if (values.json) console.log(JSON.stringify(result, null, 2));
    else print(result);
    return result.bars.every(({ met }) => met);
  } finally {
    await server.stop();
    // For root, the cluster lies elsewhere: the account of the server cannot reach a home of root.
    for (const place of [server.dataDir, home]) rmSync(place, { recursive: true, force: true });
  }
}

async function measure(bench: Bench): Promise<Figures> {
  const engine = await fresh(bench, 'engine', {}, (runtime) => engineRun(runtime, bench));
  const recording = await fresh(bench, 'recording', {}, (runtime) => record(runtime, bench));
  const floor = await fresh(bench, 'floor', {}, ({ pool }) => floorRun({ pool, pipeline: 1 }, recording, bench));
  const ceiling = await fresh(bench, 'ceiling', {}, ({ pool }) =>
    floorRun({ pool, pipeline: PIPELINE }, recording, bench),
  );
  const single = await fresh(bench, 'single', {}, (runtime) => singleRun(runtime, bench));
  const bare = await fresh(bench, 'bare', {}, ({ pool }) => sendOneByOne(pool, single.recorded));
  const unbatched = await fresh(bench, 'unbatched', { batchSize: 1 }, (runtime) => unbatchedRun(runtime, bench));
  const crowded = await fresh(bench, 'crowded', { batchSize: 1, pipeline: CONNECTIONS }, (runtime) =>
    unbatchedRun(runtime, bench),
  );
  return { engine, floor, ceiling, single: single.times, bare, unbatched, crowded };
}

/** Runs `work` with an engine on a new database that has the process. */
async function fresh<T>(
  { serverUrl }: Bench,
  name: string,
  dispatcher: RuntimeOptions['dispatcher'],
  work: (runtime: Runtime) => Promise<T>,
): Promise<T> {
  return withDatabase(serverUrl, name, async (databaseUrl) => {
    await migrate(databaseUrl);
    const runtime = await createRuntime({
      databaseUrl,
      clock: systemClock,
      commands: COMMANDS,
      compilers,
      adapters: [],
      logger: LOGGER,
      dispatcher: { pipeline: PIPELINE, ...dispatcher },
    });
    try {
      const deployed = await runtime.deployments.deploy({ name: 'bench', resources: [MODEL], by: 'bench' });
      if (!deployed.ok) throw new Error(deployed.problems.map(({ message }) => message.en).join('\n'));
      return await work(runtime);
    } finally {
      await runtime.stop();
    }
  });
}

/** A warm-up of a sixth (the compiler of V8 needs some seconds), then the measured run. */
async function engineRun(runtime: Runtime, { cases, clients, postmaster }: Bench): Promise<Run> {
  await runCases(runtime.dispatcher, { cases: cases / 6, clients });
  const { batches } = runtime.stats();
  const cpu = measureCpu(postmaster);
  await runCases(runtime.dispatcher, { cases, clients });
  return { commands: cases * COMMANDS_PER_CASE, batches: runtime.stats().batches - batches, cpu: cpu() };
}

interface Recording {
  /** The statements of warm-up and run; `warm` of them are the warm-up's. */
  readonly recorded: readonly Recorded[];
  readonly warm: number;
}

/** The same once more, not measured: to keep all statements takes time and memory that the engine does not need. */
async function record(runtime: Runtime, { cases, clients }: Bench): Promise<Recording> {
  const { recorded } = recordCommits(runtime);
  await runCases(runtime.dispatcher, { cases: cases / 6, clients });
  const warm = recorded.length;
  await runCases(runtime.dispatcher, { cases, clients });
  return { recorded, warm };
}

async function floorRun(
  { pool, pipeline }: { readonly pool: Runtime['pool']; readonly pipeline: number },
  { recorded, warm }: Recording,
  { cases, postmaster }: Bench,
): Promise<Run> {
  await sendAgain(pool, recorded.slice(0, warm), pipeline);
  const cpu = measureCpu(postmaster);
  await sendAgain(pool, recorded.slice(warm), pipeline);
  return { commands: cases * COMMANDS_PER_CASE, batches: recorded.length - warm, cpu: cpu() };
}

async function singleRun(
  runtime: Runtime,
  { single }: Bench,
): Promise<{ times: number[]; recorded: readonly Recorded[] }> {
  const { recorded } = recordCommits(runtime);
  const times: number[] = [];
  for (let number = 0; times.length < single; number += 1)
    await runCase(runtime.dispatcher, number, (ms) => times.push(ms));
  return { times, recorded };
}

/** A tenth of the cases: a transaction for every command takes its time. */
async function unbatchedRun(runtime: Runtime, { cases, clients, postmaster }: Bench): Promise<Run> {
  const fewer = Math.max(50, Math.floor(cases / 10));
  await runCases(runtime.dispatcher, { cases: Math.floor(fewer / 4), clients });
  const cpu = measureCpu(postmaster);
  await runCases(runtime.dispatcher, { cases: fewer, clients });
  const commands = fewer * COMMANDS_PER_CASE;
  return { commands, batches: commands, cpu: cpu() };
}
