import type pg from 'pg';
import { type Columns, encodeRows, rowSource } from '../columns.ts';
import { MESSAGE_COLUMNS, type Message } from './message.ts';

export interface NewMessage extends Omit<Message, 'keys' | 'outcome' | 'receiver'> {
  /** `ignored`: it is known that nobody wants it. */
  readonly outcome: 'buffered' | 'ignored';
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

interface Row extends Message {
  readonly messageId: string | null;
  readonly recipes: readonly Recipe[];
}

const COLUMNS = {
  id: 'text',
  messageId: 'text',
  name: 'text',
  key: 'text',
  businessKey: 'text',
  instanceId: 'text',
  variables: 'json',
  publishedAt: 'time',
  expiresAt: 'time',
  outcome: 'text',
} as const satisfies Columns;

const INTO = `insert into message as m (id, message_id, name, key, business_key, instance_id, variables, published_at, expires_at, outcome)
  select x.id, x."messageId", x.name, x.key, x."businessKey", x."instanceId", x.variables, x."publishedAt", x."expiresAt", x.outcome`;

/** In one order, so that two processes that take the same messages wait for each other in one direction only. */
const ONCE = `order by x."messageId", x.id on conflict do nothing
  returning ${MESSAGE_COLUMNS}, m.message_id as "messageId",
    (select coalesce(json_agg(json_build_object('key', r.key, 'retrieval', r.retrieval)), '[]') from message_recipe r where r.name = m.name) as recipes`;

/** Puts messages in the inbox, and says of each how it lies there. From here on they are not lost. */
export async function insertMessages(pool: pg.Pool, messages: readonly NewMessage[]): Promise<readonly Inserted[]> {
  const { rows } = await pool.query<Row>({
    name: 'insert_messages',
    text: `${INTO} from ${rowSource(COLUMNS, 1)} ${ONCE}`,
    values: encodeRows([{ columns: COLUMNS, rows: messages }]),
  });
  const taken = new Map(rows.map((row) => [row.id, row]));
  const repeats = messages.filter(({ id }) => !taken.has(id));
  const earlier = await findEarlier(pool, repeats);
  const inserted = messages.map((message) => {
    const row = taken.get(message.id);
    if (row) return insertedOf(row);
    const before = earlier.find((each) => isSame(each, message));
    return before && { message: messageOf(before), repeated: true, recipes: [] };
  });
  // What was there has gone in between: all over again, which takes nothing twice.
  return inserted.every((each) => each !== undefined) ? inserted : insertMessages(pool, messages);
}

const isSame = (one: Omit<Row, 'recipes'>, { id, messageId }: NewMessage): boolean =>
  one.id === id || (messageId !== null && one.messageId === messageId);

async function findEarlier(pool: pg.Pool, repeats: readonly NewMessage[]): Promise<readonly Omit<Row, 'recipes'>[]> {
  if (repeats.length === 0) return [];
  const { rows } = await pool.query<Omit<Row, 'recipes'>>(
    `select ${MESSAGE_COLUMNS}, m.message_id as "messageId" from message m where m.message_id = any($1) or m.id = any($2)`,
    [repeats.flatMap(({ messageId }) => messageId ?? []), repeats.map(({ id }) => id)],
  );
  return rows;
}

/**
 * The same for messages that cases have sent: their jobs, which have the same ids, go in the same statement. Undefined for those with which another
 * process was faster.
 */
export async function moveToInbox(
  pool: pg.Pool,
  messages: readonly NewMessage[],
): Promise<readonly (Inserted | undefined)[]> {
  const { rows } = await pool.query<Row>({
    name: 'move_to_inbox',
    text: `with sent as (delete from job where id = any($1) returning id)
      ${INTO} from ${rowSource(COLUMNS, 1)} join sent using (id) ${ONCE}`,
    values: encodeRows([{ columns: COLUMNS, rows: messages }]),
  });
  const taken = new Map(rows.map((row) => [row.id, row]));
  return messages.map(({ id }) => {
    const row = taken.get(id);
    return row && insertedOf(row);
  });
}

const insertedOf = ({ recipes, ...row }: Row): Inserted => ({ message: messageOf(row), repeated: false, recipes });

const messageOf = ({ messageId: _own, ...message }: Omit<Row, 'recipes'>): Message => message;
