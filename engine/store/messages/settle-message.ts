import type pg from 'pg';
import { MESSAGE_COLUMNS, type Message } from './message.ts';

/** Nobody wants these messages and they do not wait: marks them so, and gives how each stands (somebody may have been faster). */
export async function ignoreMessages(pool: pg.Pool, ids: readonly string[]): Promise<readonly (Message | undefined)[]> {
  const { rows } = await pool.query<Message>({
    name: 'ignore_messages',
    text: `update message m set outcome = 'ignored'
      where m.id = any(array(select id from message where id = any($1) and outcome = 'buffered' order by id for update)) and m.outcome = 'buffered'
      returning ${MESSAGE_COLUMNS}`,
    values: [ids],
  });
  const ignored = new Map(rows.map((row) => [row.id, row]));
  const others = ids.filter((id) => !ignored.has(id));
  const found = others.length === 0 ? [] : await findMessages(pool, others);
  const standing = new Map(found.flatMap((message) => (message ? [[message.id, message]] : [])));
  return ids.map((id) => ignored.get(id) ?? standing.get(id));
}

export async function findMessages(pool: pg.Pool, ids: readonly string[]): Promise<readonly (Message | undefined)[]> {
  const { rows } = await pool.query<Message>({
    name: 'find_messages',
    text: `select ${MESSAGE_COLUMNS} from message m where m.id = any($1)`,
    values: [ids],
  });
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id));
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
