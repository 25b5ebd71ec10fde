import type pg from 'pg';

/** When the next timer or message falls due, epoch ms; null where none waits. Calls to the outside are not counted: nobody answers in a log. */
export async function nextDue(pool: pg.Pool): Promise<number | null> {
  const { rows } = await pool.query<{ due: number | null }>({
    name: 'replay_next_due',
    text: `select min(due_at) as due from job where state = 'open' and not suspended and kind <> 'outbox'`,
  });
  return rows[0]?.due ?? null;
}
