import type pg from 'pg';

const PAGE = 1_000;

/** The ids of all cases, open and ended, in order; read page by page. */
export async function* caseIds(pool: pg.Pool): AsyncGenerator<string> {
  for (let after = ''; ; ) {
    const { rows } = await pool.query<{ id: string }>(
      `select id from (
         (select id from instance where id > $1 order by id limit $2)
         union all (select id from instance_history where id > $1 order by id limit $2)
       ) found order by id limit $2`,
      [after, PAGE],
    );
    for (const { id } of rows) yield id;
    const last = rows.at(-1);
    if (rows.length < PAGE || !last) return;
    after = last.id;
  }
}
