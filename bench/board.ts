/** What a supervisor waits for at the board, with very many open clocks; and very many timers that are due at once. */
import { parseArgs } from 'node:util';
import type pg from 'pg';
import type { Runtime } from '../engine/runtime/engine.ts';
import { BOARD_DIMENSIONS } from '../engine/sla/board.ts';
import { listOpenClocks, readBands, readBoard, sweepTally } from '../engine/store/read/board.ts';
import { readTrend } from '../engine/store/read/lamp-trend.ts';
import { withEngine } from './engine.ts';

/** Milliseconds at the 95th percentile. */
const BAR_BOARD = 300;
/** Milliseconds until all timers have fired, 10,000 or fewer. */
const BAR_TIMERS = 10_000;
const EVERYTHING = { within: null } as const;

const MODEL = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="bench">
  <process id="bench" isExecutable="true">
    <startEvent id="start"/><sequenceFlow id="to-wait" sourceRef="start" targetRef="wait"/>
    <intermediateCatchEvent id="wait"><timerEventDefinition><timeDate>=until</timeDate></timerEventDefinition></intermediateCatchEvent>
    <sequenceFlow id="to-end" sourceRef="wait" targetRef="end"/><endEvent id="end"/>
  </process>
</definitions>`;

export async function run(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      clocks: { type: 'string', default: '1000000' },
      few: { type: 'string', default: '10000' },
      timers: { type: 'string', default: '10000' },
      samples: { type: 'string', default: '50' },
    },
  });
  const [clocks, few, timers, samples] = [values.clocks, values.few, values.timers, values.samples].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  return withEngine(MODEL, async (runtime) => {
    await fill(runtime, 0, few);
    const small = await timesOf(runtime, samples);
    await fill(runtime, few, clocks);
    const large = await timesOf(runtime, samples);
    for (const [name, { median, p95 }] of large)
      console.log(
        `${name.padEnd(22)} median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ${((median + 1) / ((small.get(name)?.median ?? 0) + 1)).toFixed(2)} × that of ${few}`,
      );
    const worst = Math.max(...BOARD_DIMENSIONS.map((by) => large.get(`board by ${by}`)?.p95 ?? 0));
    const fired = await fire(runtime, timers);
    const bar = BAR_TIMERS;
    console.log(`board of ${clocks} clocks  p95 ${worst.toFixed(1)} ms (bar ${BAR_BOARD})`);
    console.log(`${timers} timers due at once: all fired after ${Math.round(fired)} ms (bar ${bar})`);
    return worst <= BAR_BOARD && fired <= bar;
  });
}

/** Rows of one statement: a pool does not wait for one for ever. */
const ROWS = 20_000;

/** 40 departments, 20 processes of five steps, 2,000 people. */
async function fill({ pool }: Runtime, from: number, to: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('set statement_timeout = 0; set synchronous_commit = off');
    for (let first = from; first < to; first += ROWS) await insertClocks(client, first, Math.min(to, first + ROWS));
    // As the engine does every few seconds.
    await sweepTally(client);
    await client.query('vacuum analyze clock_period');
    await client.query('vacuum analyze board_tally');
    await client.query('reset all');
  } finally {
    client.release();
  }
}

async function insertClocks(client: pg.PoolClient, from: number, to: number): Promise<void> {
  await client.query(
    `insert into clock_period (instance_id, clock_id, task_id, clock, definition_key, element_id, department, person, lamp, started_at, due_at, calendar, from_at)
       select 'c' || lpad(n::text, 35, '0'), 'step:' || n, 't' || n, 'step', 'p' || n % 20, 's' || n % 5, 'd' || n % 40,
         case when n % 3 > 0 then 'u' || n % 2000 end, (array['green', 'green', 'green', 'yellow', 'red', 'grey'])[1 + (n / 40) % 6],
         now() - n % 1000 * interval '1 hour', now() + (n % 900 - 100) * interval '1 hour', 'china', now() - n % 1000 * interval '1 hour'
       from generate_series($1::int + 1, $2::int) n`,
    [from, to],
  );
}

interface Times {
  readonly median: number;
  readonly p95: number;
}

async function timesOf({ pool }: Runtime, samples: number): Promise<Map<string, Times>> {
  const now = Date.now();
  const bounds = [0, 1, 2, 3, 4, 5].map((days) => now + days * 86_400_000);
  const reads: [string, () => Promise<unknown>][] = [
    ...BOARD_DIMENSIONS.map((by): [string, () => Promise<unknown>] => [
      `board by ${by}`,
      () => readBoard(pool, by, EVERYTHING),
    ]),
    ['list of a figure', () => listOpenClocks(pool, { ...EVERYTHING, department: 'd7', lamp: 'red' }, { limit: 50 })],
    [
      'forecast',
      () =>
        readBands(pool, {
          column: 'due_at',
          bounds,
          filter: { ...EVERYTHING, dueAfter: now, dueBefore: bounds.at(-1) },
        }),
    ],
    [
      'trend of 30 days',
      () =>
        readTrend(
          pool,
          Array.from({ length: 30 }, (_, day) => now - (29 - day) * 86_400_000),
          EVERYTHING,
        ),
    ],
    ['board of yesterday', () => readBoard(pool, 'department', { ...EVERYTHING, at: now - 86_400_000 })],
  ];
  const times = new Map<string, Times>();
  for (const [name, read] of reads) {
    const took: number[] = [];
    for (let i = 0; i < samples; i++) {
      const start = performance.now();
      await read();
      took.push(performance.now() - start);
    }
    took.sort((a, b) => a - b);
    const at = (share: number): number => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
    times.set(name, { median: at(0.5), p95: at(0.95) });
  }
  return times;
}

/** From the instant at which they are all due until the last has fired. */
async function fire(runtime: Runtime, timers: number): Promise<number> {
  const due = Date.now() + 2_000 + timers * 3;
  const actor = { id: 'bench', roles: ['admin'], groups: [], department: null } as const;
  const input = { definitionKey: 'bench', variables: { until: new Date(due).toISOString() } };
  const open = async (): Promise<void> => {
    const started = await runtime.dispatcher.submit({ command: 'start-process-instance', target: 'new', input, actor });
    if (!started.ok) throw new Error(`Expected a case to start, but: ${started.failure.code}`);
  };
  for (let n = 0; n < timers; n += 100) await Promise.all(Array.from({ length: Math.min(100, timers - n) }, open));
  if (Date.now() > due)
    throw new Error('Expected the cases to have started before their timers are due, but they had not.');
  await runtime.start();
  for (;;) {
    const { rows } = await runtime.pool.query<{ n: number }>(
      `select count(*)::integer as n from job where kind = 'timer'`,
    );
    if (rows[0]?.n === 0) return Date.now() - due;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
