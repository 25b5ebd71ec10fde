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
import { createRuntime, type Runtime, type RuntimeOptions } from '../engine/runtime/engine.ts';
import { startEmbedded } from '../engine/store/embedded/launch.ts';
import { migrate } from '../engine/store/migrate.ts';
import { sendAgain, sendOneByOne } from './throughput/floor.ts';
import { type Recorded, recordCommits } from './throughput/recorder.ts';
import { quantile, withDatabase } from './throughput/support.ts';
import { COMMANDS_PER_CASE, runCase, runCases } from './throughput/workload.ts';

const PIPELINE = 2;
const SILENT = { debug: () => undefined, info: () => undefined, warn: console.warn, error: console.error };
const MODEL = { name: 'throughput.bpmn', content: readFileSync(new URL('./throughput.bpmn', import.meta.url), 'utf8') };

interface Sizes {
  readonly cases: number;
  readonly clients: number;
  readonly single: number;
}

export async function run(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: { cases: { type: 'string' }, clients: { type: 'string' }, single: { type: 'string' } },
  });
  const sizes: Sizes = {
    cases: Number(values.cases ?? 6000),
    clients: Number(values.clients ?? 600),
    single: Number(values.single ?? 1400),
  };
  const home = mkdtempSync(join(tmpdir(), 'tongban-bench-'));
  const server = await startEmbedded({ dataDir: join(home, 'pg') });
  try {
    return await measure(server.connectionString, sizes);
  } finally {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

async function measure(serverUrl: string, sizes: Sizes): Promise<boolean> {
  const engine = await withDatabase(serverUrl, 'engine', (url) =>
    withRuntime(url, {}, (runtime) => engineRun(runtime, sizes)),
  );
  const floor = await withDatabase(serverUrl, 'floor', (url) => floorRun(url, engine.recorded));
  const single = await withDatabase(serverUrl, 'single', (url) =>
    withRuntime(url, {}, (runtime) => singleRun(runtime, sizes)),
  );
  const bare = await withDatabase(serverUrl, 'bare', (url) =>
    withRuntime(url, {}, ({ pool }) => sendOneByOne(pool, single.recorded)),
  );
  const unbatched = await withDatabase(serverUrl, 'unbatched', (url) =>
    withRuntime(url, { batchSize: 1, pipeline: PIPELINE }, (runtime) => unbatchedRun(runtime, sizes)),
  );
  return report({ engine, floor, single: single.times, bare, unbatched });
}

async function withRuntime<T>(
  databaseUrl: string,
  dispatcher: RuntimeOptions['dispatcher'],
  work: (runtime: Runtime) => Promise<T>,
): Promise<T> {
  await migrate(databaseUrl);
  const runtime = await createRuntime({
    databaseUrl,
    clock: systemClock,
    commands: COMMANDS,
    compilers,
    adapters: [],
    logger: SILENT,
    dispatcher: { pipeline: PIPELINE, ...dispatcher },
  });
  try {
    const deployed = await runtime.deployments.deploy({ name: 'bench', resources: [MODEL], by: 'bench' });
    if (!deployed.ok) throw new Error(deployed.problems.map(({ message }) => message.en).join('\n'));
    return await work(runtime);
  } finally {
    await runtime.stop();
  }
}

interface EngineRun {
  readonly perSecond: number;
  readonly commands: number;
  readonly recorded: readonly Recorded[];
}

/** A warm-up of a tenth, then the measured run. */
async function engineRun(runtime: Runtime, { cases, clients }: Sizes): Promise<EngineRun> {
  const { recorded, stop } = recordCommits(runtime);
  await runCases(runtime.dispatcher, { cases: cases / 10, clients });
  const warm = recorded.length;
  const seconds = await runCases(runtime.dispatcher, { cases, clients });
  stop();
  const commands = cases * COMMANDS_PER_CASE;
  return {
    perSecond: commands / seconds,
    commands,
    recorded: recorded.map((statement, index) => ({
      ...statement,
      after: Math.max(statement.after, index < warm ? 0 : warm),
    })),
  };
}

async function floorRun(url: string, recorded: readonly Recorded[]): Promise<number> {
  return withRuntime(url, {}, async ({ pool }) => {
    const warm = Math.floor(recorded.length / 11);
    await sendAgain(pool, recorded.slice(0, warm), PIPELINE);
    return sendAgain(
      pool,
      recorded.slice(warm).map((each) => ({ ...each, after: each.after - warm })),
      PIPELINE,
    );
  });
}

async function singleRun(
  runtime: Runtime,
  { single }: Sizes,
): Promise<{ times: number[]; recorded: readonly Recorded[] }> {
  const { recorded } = recordCommits(runtime);
  const times: number[] = [];
  for (let number = 0; times.length < single; number += 1)
    await runCase(runtime.dispatcher, number, (ms) => times.push(ms));
  return { times, recorded };
}

async function unbatchedRun(runtime: Runtime, { cases, clients }: Sizes): Promise<number> {
  const fewer = Math.max(50, Math.floor(cases / 10));
  const seconds = await runCases(runtime.dispatcher, { cases: fewer, clients });
  return (fewer * COMMANDS_PER_CASE) / seconds;
}

interface Figures {
  readonly engine: EngineRun;
  readonly floor: number;
  readonly single: readonly number[];
  readonly bare: readonly number[];
  readonly unbatched: number;
}

function report({ engine, floor, single, bare, unbatched }: Figures): boolean {
  const floorPerSecond = engine.commands / floor;
  const latency = quantile(single, 0.99) / quantile(bare, 0.99);
  const bars = [
    {
      what: 'engine / floor (same rows, same batches, no engine)',
      ratio: engine.perSecond / floorPerSecond,
      atLeast: 0.5,
    },
    { what: 'engine / one transaction per command', ratio: engine.perSecond / unbatched, atLeast: 5 },
    { what: 'p99 of a single command on an idle engine / of one bare commit', ratio: latency, atMost: 3 },
  ];
  const perBatch = engine.commands / (engine.recorded.length * (10 / 11));
  console.log(
    `engine      ${engine.perSecond.toFixed(0).padStart(7)} durable commands/s (${engine.commands} commands, about ${perBatch.toFixed(0)} a batch)`,
  );
  console.log(`floor       ${floorPerSecond.toFixed(0).padStart(7)} commands/s`);
  console.log(`unbatched   ${unbatched.toFixed(0).padStart(7)} commands/s`);
  console.log(
    `idle        p50 ${quantile(single, 0.5).toFixed(2)} ms, p99 ${quantile(single, 0.99).toFixed(2)} ms; bare commit p50 ${quantile(bare, 0.5).toFixed(2)} ms, p99 ${quantile(bare, 0.99).toFixed(2)} ms`,
  );
  const missed = bars.filter(
    ({ ratio, atLeast = 0, atMost = Number.POSITIVE_INFINITY }) => ratio < atLeast || ratio > atMost,
  );
  for (const bar of bars)
    console.log(
      `${bar.ratio.toFixed(2).padStart(8)}  ${bar.what} (${bar.atMost ? `at most ${bar.atMost}` : `at least ${bar.atLeast}`})${missed.includes(bar) ? '  MISSED' : ''}`,
    );
  return missed.length === 0;
}
