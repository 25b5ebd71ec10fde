/** Very many timers due in one second, people working meanwhile; and timers that come at half the rate at which they can be fired. */
import { SYSTEM } from '../../engine/commands/command.ts';
import type { Runtime } from '../../engine/runtime/engine.ts';
import { openCases } from './cases.ts';

export interface Fired {
  /** From the instant at which they are all due until the last has fired. */
  readonly seconds: number;
  /** Milliseconds that a command of somebody else took, at the 99th percentile: before, and while they fired. */
  readonly idle: number;
  readonly busy: number;
}

/** All of them are due at one instant. */
export async function fireAtOnce(runtime: Runtime, count: number): Promise<Fired> {
  const idle = await probe(runtime, Date.now() + 2_000);
  const due = Date.now() + 3_000 + count * 4;
  await openCases(runtime, 'waiting', count, () => ({ until: new Date(due).toISOString() }));
  if (Date.now() > due) throw new Error('Expected the cases to have started before they are due, but they had not.');
  await until(due);
  const firing = { over: false };
  const busy = probe(runtime, Number.POSITIVE_INFINITY, firing);
  await allFired(runtime);
  firing.over = true;
  return { seconds: (Date.now() - due) / 1_000, idle: percentile(idle), busy: percentile(await busy) };
}

/** How late timers fire, ms at the 99th percentile, when so many a second are due. */
export async function latenessAt(runtime: Runtime, perSecond: number, seconds: number): Promise<number> {
  const count = Math.ceil(perSecond * seconds);
  const first = Date.now() + 2_000 + count * 4;
  const dueAt = (n: number): string => new Date(first + (n / count) * seconds * 1_000).toISOString();
  await runtime.pool.query(`delete from instance_history where definition_key = 'waiting'`);
  await openCases(runtime, 'waiting', count, (n) => ({ until: dueAt(n) }));
  await until(first);
  await allFired(runtime);
  const { rows } = await runtime.pool.query<{ late: number }>(
    `select percentile_cont(0.99) within group (order by extract(epoch from ended_at - (variables ->> 'until')::timestamptz)) * 1000 as late
     from instance_history where definition_key = 'waiting'`,
  );
  return rows[0]?.late ?? Number.NaN;
}

/** One person after the other opens a case, until an instant or until it is over; how long each took, ms. */
async function probe({ dispatcher }: Runtime, end: number, firing?: { readonly over: boolean }): Promise<number[]> {
  const times: number[] = [];
  while (Date.now() < end && !firing?.over) {
    const input = { definitionKey: 'deadlines', variables: {} };
    const started = performance.now();
    await dispatcher.submit({ command: 'start-process-instance', target: 'new', input, actor: SYSTEM });
    times.push(performance.now() - started);
  }
  return times;
}

async function allFired({ pool }: Runtime): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ n: number }>(`select count(*)::integer as n from job where kind = 'timer'`);
    if (rows[0]?.n === 0) return;
    await until(Date.now() + 50);
  }
}

const until = (instant: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.max(0, instant - Date.now())));

const percentile = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN;
