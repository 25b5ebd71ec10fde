/** Whether a town of the demonstration is being filled: what a process that was killed meanwhile has left is found by it. */
import type pg from 'pg';
import { inTransaction } from '../transaction.ts';

/** Until when the town lives that is being filled, epoch ms; null: none is. */
export async function markTown(pool: pg.Pool, until: number | null): Promise<void> {
  await pool.query('update engine_state set town_until = to_timestamp($1 / 1000.0)', [until]);
}

export async function isTownCutShort(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ found: boolean }>('select town_until is not null as found from engine_state');
  return rows[0]?.found ?? false;
}

/** Rows that belong to no one case, and are there only because there were cases. */
const BESIDE = [
  'instance',
  'instance_history',
  'board_tally',
  'data_store',
  'data_objection',
  'data_grant',
  'message',
  'message_start_gate',
] as const;

/** Of cases: jobs and subscriptions of definitions stay, as nothing else starts cases, and so do records from which nothing may be deleted. */
const OF_CASES = `select c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
  where a.attname = 'instance_id' and c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
    and not exists (select from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal and t.tgtype & 10 = 10)
  order by c.relname`;

/** Takes every case away, with all that came of it. Only where nobody has worked yet: what people did would go too. */
export async function clearTown(pool: pg.Pool): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ name: string }>(OF_CASES);
    for (const { name } of rows) await client.query(`delete from ${name} where instance_id is not null`);
    for (const name of BESIDE) await client.query(`delete from ${name}`);
    await client.query(
      `delete from job where instance_id is null and definition_id is null and payload->>'work' is distinct from 'activate'`,
    );
  });
}
