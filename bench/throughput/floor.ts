/** The recorded statements sent again by a bare loop, nothing decided: one after the other (the floor), or as many under way as the engine had (the ceiling). */
import type pg from 'pg';
import type { Recorded } from './recorder.ts';

/** Sends the statements in order; each as soon as what it may depend on is answered and a place is free. Resolves with the seconds it took. */
export async function sendAgain(pool: pg.Pool, statements: readonly Recorded[], pipeline: number): Promise<number> {
  const started = performance.now();
  const running = new Map<Recorded, Promise<void>>();
  for (const statement of statements) {
    const { beside } = statement;
    while (running.size >= pipeline || [...running.keys()].some((earlier) => !beside.has(earlier)))
      await Promise.race(running.values());
    running.set(
      statement,
      send(pool, statement).then(() => void running.delete(statement)),
    );
  }
  await Promise.all(running.values());
  return (performance.now() - started) / 1000;
}

/** How long each statement takes alone, milliseconds. */
export async function sendOneByOne(pool: pg.Pool, statements: readonly Recorded[]): Promise<number[]> {
  const times: number[] = [];
  for (const statement of statements) {
    const started = performance.now();
    await send(pool, statement);
    times.push(performance.now() - started);
  }
  return times;
}

/** It must write what it wrote the first time, or the comparison is worth nothing. */
async function send(pool: pg.Pool, { name, text, values, written }: Recorded): Promise<void> {
  const { rows } = await pool.query({ name, text, values });
  if (rows.length !== written)
    throw new Error(`Expected ${name} to write ${written} cases again, but it wrote ${rows.length}.`);
}
