/** A new holiday moves every open deadline of very many cases: each case in a commit of its own, next to a bare update of the same rows. */
import type { Runtime } from '../../engine/runtime/engine.ts';
import { DAY_MS, formatDay } from '../../engine/sla/calendar/civil.ts';
import { findCalendar, writeCalendar } from '../../engine/store/calendars/calendar-rows.ts';
import { findRetiming, type RetimingRow } from '../../engine/store/clocks/retimings.ts';
import { inTransaction } from '../../engine/store/transaction.ts';
import { type CpuUse, measureCpu } from '../throughput/cpu.ts';
import { openCases } from './cases.ts';

export interface Retimed {
  readonly cases: number;
  readonly moved: number;
  readonly failed: number;
  readonly seconds: number;
  readonly cpu: CpuUse;
  /** Seconds in which PostgreSQL updates the same rows by itself, in one statement for each table. */
  readonly bare: number;
  /** How often somebody who asked for the progress saw another number of cases done. */
  readonly steps: number;
}

export async function measureRetiming(runtime: Runtime, postmaster: number, cases: number): Promise<Retimed> {
  await openCases(runtime, 'deadlines', cases);
  await runtime.pool.query('vacuum analyze');
  const cpu = measureCpu(postmaster);
  const started = performance.now();
  const id = await closeOneDay(runtime);
  const { done, steps } = await follow(runtime, id);
  const seconds = (performance.now() - started) / 1_000;
  return {
    cases: done.done,
    moved: done.moved,
    failed: done.failed,
    seconds,
    cpu: cpu(),
    bare: await bare(runtime),
    steps,
  };
}

/** The office is closed on a working day of next week: deadlines after it are a working day later. */
async function closeOneDay({ pool, retimings, calendars, clock }: Runtime): Promise<string> {
  const row = await findCalendar(pool, 'china');
  const calendar = calendars.current.byId('china');
  if (!row || !calendar) throw new Error('Expected the calendar of China, but it is not there.');
  const day = calendar.addWorkingDays(calendar.dayOf(clock.now()), 5);
  const content = {
    ...row.content,
    days: [...row.content.days, { date: formatDay(day), kind: 'holiday' as const, name: '台风' }],
  };
  const id = await inTransaction(pool, async (client) => {
    const edit = { calendar: { ...row, content }, at: clock.now(), actor: 'bench', note: 'bench' };
    const version = await writeCalendar(client, edit);
    return retimings.plan(client, {
      calendar: 'china',
      version,
      affected: ['china'],
      from: (day - 1) * DAY_MS,
      by: 'bench',
    });
  });
  await retimings.begin();
  return id ?? '';
}

/** As the page of the administrator does it: asks again and again how far it has come. */
async function follow({ pool }: Runtime, id: string): Promise<{ readonly done: RetimingRow; readonly steps: number }> {
  let steps = 0;
  let last = -1;
  for (;;) {
    const row = await findRetiming(pool, id);
    if (!row) throw new Error('Expected a re-timing to be under way, but there is none.');
    if (row.done !== last) steps++;
    last = row.done;
    if (row.finishedAt !== null) return { done: row, steps };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The same rows once more, by nobody's decision: what the writing alone costs. */
async function bare({ pool }: Runtime): Promise<number> {
  const client = await pool.connect();
  try {
    const started = performance.now();
    await client.query('begin');
    await client.query('set local statement_timeout = 0');
    await client.query(`update instance set state = (state::text || ' ')::json, version = version + 1`);
    for (const table of ['task', 'clock'])
      await client.query(`update ${table} set due_at = due_at + interval '1 second'`);
    await client.query(`update task_candidate set due_at = due_at + interval '1 second'`);
    await client.query(`update job set due_at = due_at + interval '1 second' where instance_id is not null`);
    await client.query('commit');
    return (performance.now() - started) / 1_000;
  } finally {
    client.release();
  }
}
