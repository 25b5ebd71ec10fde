import type pg from 'pg';

/** A call that was made. */
export interface MadeCall {
  readonly id: string;
  readonly adapter: string | null;
  /** Epoch ms. */
  readonly at: number;
}

/** Writes down calls that were made and answered: what became of them is written already. */
export async function noteSendings(pool: pg.Pool, calls: readonly MadeCall[]): Promise<void> {
  await pool.query(
    `update effect e set attempts = e.attempts + x.n, sent_at = to_timestamp(x.at / 1000.0), adapter = x.adapter
     from (select id, count(*)::int as n, max(at) as at, (array_agg(adapter order by at desc))[1] as adapter
       from unnest($1::text[], $2::bigint[], $3::text[]) as made(id, at, adapter) group by id) x
     where e.id = x.id`,
    [calls.map(({ id }) => id), calls.map(({ at }) => at), calls.map(({ adapter }) => adapter)],
  );
}
