import type pg from 'pg';

/**
 * Removes the tally of offers that nothing is left of: a set of principals that one case had would stay for ever. The slots of a set are locked before
 * they are summed; a slot that another connection adds meanwhile is not among them and stays, which is right, because those removed sum to nothing.
 */
export async function sweepOffers(pool: pg.Pool): Promise<void> {
  await pool.query(`
    with done as (select key from task_offer group by key having sum(n) = 0),
      held as (select o.key, o.n from task_offer o join done using (key) order by o.key, o.slot for update of o),
      still as (select key from held group by key having sum(n) = 0)
    delete from task_offer o using still where o.key = still.key`);
}
