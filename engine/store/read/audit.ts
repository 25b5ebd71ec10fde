import type { Database } from '../people/database.ts';

/** Ids of the cases, open and ended, with this id or this number, which several may have. */
export async function instanceIdsCalled(database: Database, name: string): Promise<readonly string[]> {
  const { rows } = await database.query<{ id: string }>(
    `select id from instance where id = $1 or business_key = $1
     union all select id from instance_history where id = $1 or business_key = $1 order by id`,
    [name],
  );
  return rows.map(({ id }) => id);
}

/** Ids of all cases that have a journal, open and ended, a thousand at a time in order. */
export async function* allInstanceIds(database: Database): AsyncGenerator<string> {
  let after = '';
  for (;;) {
    const { rows } = await database.query<{ id: string }>(
      `(select id from instance where id > $1 order by id limit 1000)
       union all (select id from instance_history where id > $1 order by id limit 1000) order by id limit 1000`,
      [after],
    );
    for (const { id } of rows) yield id;
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}
