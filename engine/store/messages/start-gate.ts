import type pg from 'pg';

/** Puts the gate of a conversation there, so that of several cases that would begin it only one commit can take it. */
export async function openGate(pool: pg.Pool, id: string): Promise<void> {
  await pool.query('insert into message_start_gate (id) values ($1) on conflict do nothing', [id]);
}

/** Gates that nobody went through: the message was not delivered after all. */
export async function sweepGates(pool: pg.Pool): Promise<void> {
  await pool.query(`delete from message_start_gate where holder is null and created_at < now() - interval '1 day'`);
}
