import type pg from 'pg';
import { stringify } from '../../exact-json.ts';
import { MESSAGE_COLUMNS, type Message } from './message.ts';

export interface NewMessage extends Omit<Message, 'keys' | 'outcome' | 'receiver'> {
  /** The sender's own id; a message with one that is known is not taken again. */
  readonly messageId: string | null;
}

/** How the keys of a message of its name are read from it. */
interface Recipe {
  readonly key: string;
  readonly retrieval: readonly string[];
}

export interface Inserted {
  /** The message that is in the inbox now: this one, or the earlier one with the same `messageId`. */
  readonly message: Message;
  readonly repeated: boolean;
  /** Whoever puts the message in reads its keys by these, and writes them with `setKeys` before it looks for a receiver. */
  readonly recipes: readonly Recipe[];
}

const RECIPES = `(select coalesce(json_agg(json_build_object('key', r.key, 'retrieval', r.retrieval)), '[]') from message_recipe r where r.name = m.name) as recipes`;

interface Row extends Message {
  readonly recipes: readonly Recipe[];
}

/** Puts a message in the inbox. From here on it is not lost. */
export async function insertMessage(pool: pg.Pool, message: NewMessage): Promise<Inserted> {
  const { rows } = await pool.query<Row>({
    name: 'insert_message',
    text: `insert into message as m (id, message_id, name, key, business_key, instance_id, variables, published_at, expires_at, outcome)
     values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8 / 1000.0), to_timestamp($9 / 1000.0), 'buffered')
     on conflict do nothing returning ${MESSAGE_COLUMNS}, ${RECIPES}`,
    values: valuesOf(message),
  });
  if (rows[0]) return insertedOf(rows[0]);
  const { rows: earlier } = await pool.query<Message>(
    `select ${MESSAGE_COLUMNS} from message m where m.message_id = $1 or m.id = $2`,
    [message.messageId, message.id],
  );
  if (!earlier[0]) return insertMessage(pool, message);
  return { message: earlier[0], repeated: true, recipes: [] };
}

/** The same for a message that a case has sent: its job goes in the same statement. Undefined where another process was faster. */
export async function moveToInbox(pool: pg.Pool, message: NewMessage): Promise<Inserted | undefined> {
  const { rows } = await pool.query<Row>({
    name: 'move_to_inbox',
    text: `with sent as (delete from job where id = $1 returning id)
     insert into message as m (id, message_id, name, key, business_key, instance_id, variables, published_at, expires_at, outcome)
     select id, $2, $3, $4, $5, $6, $7::json, to_timestamp($8 / 1000.0), to_timestamp($9 / 1000.0), 'buffered' from sent
     on conflict do nothing returning ${MESSAGE_COLUMNS}, ${RECIPES}`,
    values: valuesOf(message),
  });
  return rows[0] && insertedOf(rows[0]);
}

const insertedOf = ({ recipes, ...message }: Row): Inserted => ({ message, repeated: false, recipes });

function valuesOf(message: NewMessage): unknown[] {
  const { id, messageId, name, key, businessKey, instanceId, variables, publishedAt, expiresAt } = message;
  return [id, messageId, name, key, businessKey, instanceId, stringify(variables), publishedAt, expiresAt];
}
