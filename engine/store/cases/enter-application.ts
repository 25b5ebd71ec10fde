import type pg from 'pg';
import { inTransaction } from '../transaction.ts';

export interface Application {
  readonly instanceId: string;
  /** A hash. */
  readonly applicant: string;
  /** Epoch ms. */
  readonly at: number;
}

/**
 * Enters an application once, and gives the case numbers of the earlier ones of the same applicant for the same item that are still open. The item is
 * the service item of the case, else its process. Those of the same applicant that come together wait for each other, so one of them finds the other.
 */
export function enterApplication(
  pool: pg.Pool,
  { instanceId, applicant, at }: Application,
): Promise<readonly string[]> {
  return inTransaction(pool, async (client) => {
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [applicant]);
    const { rows } = await client.query<{ item: string; businessKey: string | null }>(
      `select coalesce(variables->'serviceItem'->>'code', definition_key) as item, business_key as "businessKey" from instance where id = $1`,
      [instanceId],
    );
    const [own] = rows;
    if (!own) return [];
    await client.query(
      'delete from application a where applicant = $1 and not exists (select from instance i where i.id = a.instance_id)',
      [applicant],
    );
    await client.query(
      `insert into application (instance_id, applicant, item, business_key, entered_at) values ($1, $2, $3, $4, to_timestamp($5 / 1000.0))
       on conflict (instance_id) do nothing`,
      [instanceId, applicant, own.item, own.businessKey, at],
    );
    const others = await client.query<{ name: string }>(
      `select coalesce(business_key, instance_id) as name from application
       where applicant = $1 and item = $2 and instance_id <> $3 order by entered_at, instance_id limit 20`,
      [applicant, own.item, instanceId],
    );
    return others.rows.map(({ name }) => name);
  });
}
