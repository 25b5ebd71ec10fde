import type pg from 'pg';
import { inTransaction } from '../transaction.ts';
import { type NewCard, numberCard } from './cards.ts';

/** Instead of the job that asks for it, which has its id. Nothing where the job is gone, or the engine has issued one for this clock. */
export async function insertRequestedCard(pool: pg.Pool, card: NewCard, year: number): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query('delete from job where id = $1', [card.id]);
    if (rowCount === 0) return;
    const { rows } = await client.query(
      'select 1 from card where instance_id = $1 and clock_id = $2 and issued_by = $3',
      [card.instanceId, card.clockId, card.issuedBy],
    );
    if (rows.length === 0) await numberCard(client, card, year);
  });
}
