import type pg from 'pg';
import { MESSAGE_COLUMNS, type Message } from './message.ts';

/** Nobody wants the message and it does not wait: marks it so, and returns how the message stands (somebody may have been faster). */
export async function ignoreMessage(pool: pg.Pool, id: string): Promise<Message | undefined> {
  const { rows } = await pool.query<Message>({
    name: 'ignore_message',
    text: `update message m set outcome = 'ignored' where m.id = $1 and m.outcome = 'buffered' returning ${MESSAGE_COLUMNS}`,
    values: [id],
  });
  return rows[0] ?? findMessage(pool, id);
}

export async function findMessage(pool: pg.Pool, id: string): Promise<Message | undefined> {
  const { rows } = await pool.query<Message>({
    name: 'find_message',
    text: `select ${MESSAGE_COLUMNS} from message m where m.id = $1`,
    values: [id],
  });
  return rows[0];
}

/** Removes messages a day after they ran out: until then a repeat is recognised. Buffered ones that ran out are ignored from now on. */
export async function sweepMessages(pool: pg.Pool, now: number): Promise<void> {
  await pool.query(
    `update message set outcome = 'ignored' where outcome = 'buffered' and expires_at < to_timestamp(($1::bigint - 60000) / 1000.0)`,
    [now],
  );
  await pool.query(
    `delete from message where outcome <> 'buffered' and expires_at < to_timestamp(($1::bigint - 86400000) / 1000.0)`,
    [now],
  );
}
