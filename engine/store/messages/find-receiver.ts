import type pg from 'pg';
import { MATCHES, MESSAGE_COLUMNS, type Message, STARTS } from './message.ts';

export interface Receiver {
  readonly subscriptionId: string;
  /** Null: a start event. */
  readonly instanceId: string | null;
  readonly definitionId: string;
  readonly elementId: string;
  readonly definitionKey: string;
  /** Start events: the correlation key it asks for. */
  readonly key: string | null;
}

const RECEIVER_COLUMNS = `s.id as "subscriptionId", s.instance_id as "instanceId", s.definition_id as "definitionId", s.element_id as "elementId",
  s.definition_key as "definitionKey", s.key`;

const CANDIDATES = MATCHES.map(
  (matches) =>
    `select s.* from message m join subscription s on ${matches} where m.id = wanted.id and m.outcome = 'buffered'`,
).join(' union all ');

/**
 * Who gets each of some messages: the case that has waited longest, else the start event of that name; undefined where nobody wants it. A
 * conversation that has not begun comes after those that know whom they wait for.
 */
export async function findReceivers(
  pool: pg.Pool,
  messageIds: readonly string[],
): Promise<readonly (Receiver | undefined)[]> {
  const { rows } = await pool.query<Receiver & { readonly messageId: string }>({
    name: 'find_receivers',
    text: `select wanted.id as "messageId", found.* from unnest($1::text[]) as wanted(id) cross join lateral (
      with waiting as (
        select ${RECEIVER_COLUMNS} from (${CANDIDATES}) s order by s.key is not null and s.key like '~%:*', s.created_at, s.id limit 1)
      select * from waiting union all (
        select ${RECEIVER_COLUMNS} from message m join subscription s on ${STARTS}
        where m.id = wanted.id and m.outcome = 'buffered' and not exists (select from waiting) order by s.created_at, s.id limit 1)) found`,
    values: [messageIds],
  });
  const found = new Map(rows.map(({ messageId, ...receiver }) => [messageId, receiver]));
  return messageIds.map((id) => found.get(id));
}

const WAITED_FOR = MATCHES.map(
  (matches) => `select m.* from subscription s join message m on ${matches}
    where s.id = any($1) and m.outcome = 'buffered' and m.expires_at > to_timestamp($2 / 1000.0)`,
).join(' union all ');

/** Buffered messages that one of these subscriptions has waited for, oldest first. */
export async function findBuffered(pool: pg.Pool, subscriptionIds: readonly string[], now: number): Promise<Message[]> {
  const { rows } = await pool.query<Message>({
    name: 'find_buffered',
    text: `select distinct on (m.published_at, m.id) ${MESSAGE_COLUMNS} from (${WAITED_FOR}) m order by m.published_at, m.id`,
    values: [subscriptionIds, now],
  });
  return rows;
}

const IS_WAITED_FOR = MATCHES.map((matches) => `exists (select from subscription s where ${matches})`).join(' or ');

/** Messages that lie in the inbox although they could be delivered: a process died between two steps, or a conversation has ended. */
export async function findStranded(pool: pg.Pool, now: number, limit: number): Promise<Message[]> {
  const { rows } = await pool.query<Message>(
    `select ${MESSAGE_COLUMNS} from message m where m.outcome = 'buffered'
       and (m.expires_at > to_timestamp($2 / 1000.0) or m.expires_at = m.published_at)
       and (${IS_WAITED_FOR} or exists (select from subscription s where ${STARTS}))
     order by m.published_at, m.id limit $1`,
    [limit, now],
  );
  return rows;
}
