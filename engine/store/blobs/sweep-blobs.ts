import type { Database } from '../people/database.ts';

/**
 * Removes what uploads that broke off have left, and files that nothing names: their request died between the bytes and the case. Any process may do
 * it at any time: what is touched meanwhile stays.
 */
export async function sweepBlobs(database: Database): Promise<void> {
  await database.query(
    `with gone as (delete from upload where touched_at < now() - interval '1 hour' returning id)
     delete from blob_chunk c using gone where c.upload_id = gone.id`,
  );
  await database.query(
    `with gone as (
       delete from blob b where touched_at < now() - interval '1 day'
         and not exists (select from notice n where n.sha256 = b.sha256) returning upload_id)
     delete from blob_chunk c using gone where c.upload_id = gone.upload_id`,
  );
}
