import type pg from 'pg';
import { MATCHES, MESSAGE_COLUMNS, type Message } from './message.ts';

export interface Receiver {
  readonly subscriptionId: string;
  /** Null: a start event. */
  readonly instanceId: string | null;
  readonly definitionId: string;
  readonly elementId: string;
}

const RECEIVER_COLUMNS = `s.id as "subscriptionId", s.instance_id as "instanceId", s.definition_id as "definitionId", s.element_id as "elementId"`;

/** Who gets a message: the case that has waited longest, else the start event of that name; undefined where nobody wants it. */
export async function findReceiver(pool: pg.Pool, messageId: string): Promise<Receiver | undefined> {
  const { rows } = await pool.query<Receiver>(
    `select ${RECEIVER_COLUMNS} from message m join subscription s on ${MATCHES} where m.id = $1 and m.outcome = 'buffered' order by s.created_at, s.id limit 1`,
    [messageId],
  );
  if (rows[0]) return rows[0];
  const starts = await pool.query<Receiver>(
    `select ${RECEIVER_COLUMNS} from message m join subscription s on s.kind = 'message' and s.name = m.name and s.instance_id is null and not s.suspended
     where m.id = $1 and m.outcome = 'buffered' and m.instance_id is null order by s.created_at, s.id limit 1`,
    [messageId],
  );
  return starts.rows[0];
}

/** Buffered messages that one of these subscriptions has waited for, oldest first. */
export async function findBuffered(pool: pg.Pool, subscriptionIds: readonly string[], now: number): Promise<Message[]> {
  const { rows } = await pool.query<Message>(
    `select distinct on (m.published_at, m.id) ${MESSAGE_COLUMNS} from subscription s join message m on ${MATCHES}
     where s.id = any($1) and m.outcome = 'buffered' and m.expires_at > to_timestamp($2 / 1000.0) order by m.published_at, m.id`,
    [subscriptionIds, now],
  );
  return rows;
}

/** Messages that lie in the inbox although they could be delivered: a process died between two steps. */
export async function findStranded(pool: pg.Pool, now: number, limit: number): Promise<Message[]> {
  const { rows } = await pool.query<Message>(
    `select ${MESSAGE_COLUMNS} from message m where m.outcome = 'buffered'
       and (m.expires_at > to_timestamp($2 / 1000.0) or m.expires_at = m.published_at)
       and (exists (select from subscription s where ${MATCHES})
         or (m.instance_id is null and exists (select from subscription s where s.kind = 'message' and s.name = m.name and s.instance_id is null and not s.suspended)))
     order by m.published_at, m.id limit $1`,
    [limit, now],
  );
  return rows;
}
