/** The floor: the recorded statements sent again by a bare loop, with as many under way as the engine had, and nothing decided. */
import type pg from 'pg';
import type { Recorded } from './recorder.ts';

/** Sends the statements in order; each as soon as what it may depend on is answered and a place is free. Resolves with the seconds it took. */
export async function sendAgain(pool: pg.Pool, statements: readonly Recorded[], pipeline: number): Promise<number> {
  const started = performance.now();
  const running = new Set<Promise<void>>();
  let answered = 0;
  for (const { name, text, values, after } of statements) {
    while (running.size >= pipeline || answered < Math.min(after, answered + running.size)) await Promise.race(running);
    const sent: Promise<void> = pool.query({ name, text, values }).then(() => {
      answered += 1;
      running.delete(sent);
    });
    running.add(sent);
  }
  await Promise.all(running);
  return (performance.now() - started) / 1000;
}

/** How long each statement takes alone, milliseconds. */
export async function sendOneByOne(pool: pg.Pool, statements: readonly Recorded[]): Promise<number[]> {
  const times: number[] = [];
  for (const { name, text, values } of statements) {
    const started = performance.now();
    await pool.query({ name, text, values });
    times.push(performance.now() - started);
  }
  return times;
}
