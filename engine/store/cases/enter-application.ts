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
    const { rows } = await client.query<{ name: string }>(
      `with own as (
         select coalesce(variables->'serviceItem'->>'code', definition_key) as item, business_key from instance where id = $1),
       gone as (
         delete from application a where applicant = $2 and not exists (select from instance i where i.id = a.instance_id)),
       entered as (
         insert into application (instance_id, applicant, item, business_key, entered_at)
         select $1, $2, item, business_key, to_timestamp($3 / 1000.0) from own on conflict (instance_id) do nothing)
       select coalesce(a.business_key, a.instance_id) as name from application a join own on own.item = a.item
       where a.applicant = $2 and a.instance_id <> $1 and exists (select from instance i where i.id = a.instance_id)
       order by a.entered_at, a.instance_id limit 20`,
      [instanceId, applicant, at],
    );
    return rows.map(({ name }) => name);
  });
}
