/** What an engine that knows its own commits has to read of messages and signals once: what was there before them, and what comes of deployments. */
import type pg from 'pg';
import type { Receiver } from './find-receiver.ts';

export interface StartWaiting extends Receiver {
  readonly instanceId: null;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  readonly suspended: boolean;
}

/** Start events that wait for messages and signals, the longest waiting first. */
export async function waitingStarts(pool: pg.Pool): Promise<readonly StartWaiting[]> {
  const { rows } = await pool.query<StartWaiting>(
    `select id as "subscriptionId", null as "instanceId", definition_id as "definitionId", definition_key as "definitionKey", element_id as "elementId",
       key, kind, name, suspended
     from subscription where instance_id is null order by created_at, id`,
  );
  return rows;
}

/** Names of messages and signals that cases wait for, but for those subscriptions. */
export const awaitedNames = (pool: pg.Pool, but: readonly string[]): Promise<readonly string[]> =>
  namesOf(pool, `select distinct name from subscription where instance_id is not null and id <> all($1)`, [but]);

/** Names of messages that have keys to be read from them. */
export const keyedNames = (pool: pg.Pool): Promise<readonly string[]> =>
  namesOf(pool, 'select distinct name from message_recipe');

/** Names of messages that lie in the inbox. */
export const lyingNames = (pool: pg.Pool): Promise<readonly string[]> =>
  namesOf(pool, `select distinct name from message where outcome = 'buffered'`);

async function namesOf(pool: pg.Pool, text: string, values: readonly unknown[] = []): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(text, [...values]);
  return rows.map(({ name }) => name);
}
